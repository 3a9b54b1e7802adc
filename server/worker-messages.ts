/** What a serving process and the one that started it tell each other. */

export type ToAcceptor =
  /** It can serve. The link is the one by which a new instance is set up. */
  | { kind: 'worker-ready'; setupUrl: string | undefined }
  /** It has the connection that was sent to it; of which it has read nothing yet. */
  | { kind: 'connection-taken' };

export type ToWorker =
  /** Comes with a connection. */
  | { kind: 'connection' }
  /** None comes after this. */
  | { kind: 'last-connection' };

type Message = ToAcceptor | ToWorker;

/** Whether what came over the channel is a message of this kind. */
export function hasKind<Kind extends Message['kind']>(
  message: unknown,
  kind: Kind,
): message is Extract<Message, { kind: Kind }> {
  return typeof message === 'object' && message !== null && 'kind' in message && message.kind === kind;
}
