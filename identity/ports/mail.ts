/** What the room of people needs to write to somebody: an outbox, and what the links in a mail let their holder do. */

/** What a mail is about. Its words are the door's; what fills them is `MailParameters` of the same name. */
export type MailTemplate = keyof MailParameters;

/** The one-time token of the link that a mail leads to. */
interface Link {
  token: string;
}

/** What fills the words of each mail. */
export interface MailParameters {
  /** To whoever asked for an account, before there is one. */
  register: Link;
  /** To an address that has an account already, when somebody asks for another one with it. */
  'register-known': { username: string };
  invitation: Link;
  /** To an address that an account is to have. */
  'confirm-email': Link & { username: string };
  /** The same, when the address belongs to another account already. */
  'confirm-email-known': { username: string };
  'reset-password': Link & { username: string };
  /** To an address that no account has, when somebody forgot a password. */
  'reset-password-unknown': Record<never, never>;
  'password-changed': { username: string };
  /** To the address that an account had. */
  'email-changed': { username: string };
}

export interface MailMessage {
  id: string;
  recipient: string;
  template: MailTemplate;
  /** Language and parameters, sealed; null once they are erased. */
  sealedParameters: string | null;
  createdAt: Date;
  /** Null: delivered, or given up. */
  dueAt: Date | null;
  /** After it nobody needs the message any more: what it links to is over. */
  expiresAt: Date;
  /** How often it was claimed. */
  attempts: number;
  deliveredAt: Date | null;
  /** Why it has not been delivered yet. */
  failureCode: MailFailureCode | null;
}

/**
 * `no-smtp`: there is no server to give it to. `unreachable`, `login-refused`: the server's fault or ours. `deferred`: not
 * now (4xx). `refused`: never (5xx). `unreadable`: the master secret that sealed it is gone. `too-late`: nobody needs it.
 */
export type MailFailureCode =
  | 'no-smtp'
  | 'unreachable'
  | 'login-refused'
  | 'deferred'
  | 'refused'
  | 'unreadable'
  | 'too-late';

export interface MailStore {
  /** To be called in the transaction of what the mail tells. */
  add(message: MailMessage): Promise<void>;
  /** Takes what is due at `at`, the longest due first, `limit` at most. Until `until` nobody else is given it. */
  claim(claim: { at: Date; until: Date; limit: number }): Promise<MailMessage[]>;
  /** The server has it. */
  setDelivered(id: string, at: Date): Promise<void>;
  /** Not delivered: due again at `dueAt`, or given up with null, unless somebody else has claimed it meanwhile. */
  setFailed(message: Pick<MailMessage, 'id' | 'attempts'>, code: MailFailureCode, dueAt: Date | null): Promise<void>;
  find(id: string): Promise<MailMessage | undefined>;
  /** The newest first. `after` is the last id of the page before. */
  list(page: { after?: string; limit: number }): Promise<MailMessage[]>;
}

export type MailedLinkKind = 'registration' | 'invitation' | 'email' | 'password-reset';

export interface MailedLink {
  kind: MailedLinkKind;
  /** SHA-256 of the token, base64url. */
  hash: string;
  /** As typed: where the link was sent, which its use proves. */
  email: string;
  /** Null: for somebody who has no account yet. */
  personId: string | null;
  /** The pending request of the browser that asked for it. */
  requestId: string | null;
  createdAt: Date;
  expiresAt: Date;
  consumedAt: Date | null;
}

export interface MailedLinkStore {
  create(link: MailedLink): Promise<void>;
  /** Also consumed and expired ones; the caller decides. */
  find(kind: MailedLinkKind, hash: string): Promise<MailedLink | undefined>;
  /** Exactly one caller gets true, and nobody once it has expired; in the transaction of what it yields. */
  consume(kind: MailedLinkKind, hash: string, at: Date): Promise<boolean>;
  /** All that were sent for a person, of every kind. */
  deleteOfPerson(personId: string): Promise<void>;
}

/** Authenticated encryption under the master secret; `purpose` is authenticated. `open` throws `kind: 'vault-refused'`. */
export interface MailVault {
  seal(plaintext: Uint8Array, purpose: string): Promise<string>;
  open(sealed: string, purpose: string): Promise<Uint8Array>;
}
