/** What is told about requests: traces, best effort, and the audit, durable. */

/** What a request was about, in the order in which a sign-in goes through most of them. */
export type TraceStep =
  | 'authorize'
  | 'sign-in'
  | 'consent'
  | 'device'
  | 'code'
  | 'token'
  | 'refresh'
  | 'userinfo'
  | 'introspection'
  | 'revocation'
  | 'registration'
  | 'logout';

export interface ProtocolEvent {
  traceId: string;
  realmId: string;
  clientId?: string;
  /** What the client knows the person by, once that is settled. */
  subject?: string;
  step: TraceStep;
  outcome: 'passed' | 'failed' | 'stopped';
  /** A stable code of our own; `ok` when passed. */
  code: string;
  at: Date;
  /** Names, lengths, hashes and public values only. */
  detail: Record<string, string | number | boolean>;
}

/** Best effort: queued, batched, never awaited by a response. */
export type EventSink = (event: ProtocolEvent) => void;

/** Where a request came from, as the server tells it: the engine reads no address off a request. */
export interface Origin {
  /** The address of the network; null when it is not known. */
  network: string | null;
  traceId: string;
}

/** A durable row, written in the transaction of what it tells. */
export interface AuditEntry {
  id: string;
  at: Date;
  actor: { kind: 'person' | 'client' | 'system' | 'command-line'; id: string | null };
  action: string;
  object: { kind: string; id: string | null };
  outcome: 'success' | 'failure';
  code: string | null;
  network: string | null;
  traceId: string | null;
  detail: Record<string, string | number | boolean>;
}

export interface AuditStore {
  append(entry: AuditEntry): Promise<void>;
}
