/** What clients have yet to be told of sessions that ended: the outbox of back-channel logout. */

/** One client, one session that ended. It is written in the transaction that ends the session, and goes once it is delivered. */
export interface LogoutNotice {
  /** Also the `jti` of its logout tokens, so that a client can tell a repetition. */
  id: string;
  clientId: string;
  subject: string;
  sid: string;
  createdAt: Date;
  /** How often it was claimed, the present time included. */
  attempts: number;
}

export interface LogoutNoticeStore {
  /**
   * One for each session and each active client that was ever granted something in it and registered a
   * `backchannel_logout_uri`. To be called in the transaction that ends the sessions.
   */
  addOfSessions(sessionIds: string[], at: Date): Promise<void>;
  /**
   * Takes what is due at `at`, the oldest first: of `clients` clients at most, and `ofEach` of each of them at most, so that
   * none holds up the others. Until `until` nobody else is given them. A caller whom a parallel one
   * forestalled gets fewer, though more may be due.
   */
  claim(claim: { at: Date; until: Date; clients: number; ofEach: number }): Promise<LogoutNotice[]>;
  /** Delivered, or given up. */
  delete(id: string): Promise<void>;
  /** Not delivered: due again at `dueAt`, unless somebody else has claimed it meanwhile. */
  postpone(notice: Pick<LogoutNotice, 'id' | 'attempts'>, dueAt: Date): Promise<void>;
}

/**
 * Posts a form to an address that a client registered, bounded in time and size and never to a private place, and returns
 * the status of the answer. Throws when there was none.
 */
export type FormPost = (uri: string, fields: Record<string, string>) => Promise<number>;
