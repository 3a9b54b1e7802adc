/** Long lists for operators: people, where they are signed in, what they allowed, and the audit. */
import type { Person, PersonStatus, SessionRecord } from '@/identity/ports';
import type { AuditEntry, Consent } from '@/protocol/ports';
import type { Slice, SliceQuery } from './slice';

export interface PersonQuery extends SliceQuery {
  /** By user name, by the time of making, by the time of the last change; the newest first. */
  order: 'name' | 'created' | 'updated';
  /** Part of the user name or of the e-mail address. */
  search?: string;
  status?: PersonStatus;
  administrator?: boolean;
}

export interface SessionQuery extends SliceQuery {
  /** Those that live then. */
  at: Date;
  personId?: string;
}

export interface ConsentQuery extends SliceQuery {
  personId?: string;
  clientId?: string;
}

export interface Directory {
  people(query: PersonQuery): Promise<Slice<Person>>;
  /** The newest first. */
  sessions(query: SessionQuery): Promise<Slice<SessionRecord & { person: Person }>>;
  /** By client id, then by person. */
  consents(query: ConsentQuery): Promise<Slice<Consent & { person: Person }>>;
}

export interface AuditQuery extends SliceQuery {
  /** Of the person or the client who acted. */
  actorId?: string;
  action?: string;
  objectKind?: string;
  objectId?: string;
  outcome?: AuditEntry['outcome'];
  /** At or after this. */
  from?: Date;
  /** Before this. */
  until?: Date;
}

export interface AuditReader {
  /** The newest first. */
  list(page: { after?: string; limit: number }): Promise<AuditEntry[]>;
  query(query: AuditQuery): Promise<Slice<AuditEntry>>;
}
