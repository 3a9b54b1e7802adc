/** What differs between the two databases. Everything else is written once, over Prisma. */
import type { Spends } from '@/protocol/ports';
import type { PreparedStatements } from './prepared/statements';
import type { DatabaseClient, Queries } from './prisma/access';

export interface Engine {
  /** For reads outside a unit of work; sees only what is committed. */
  reader: DatabaseClient;
  /** For writes and units of work, inside `exclusive`. */
  writer: DatabaseClient;
  /** Holds the process's write lock where the database has one writer. */
  exclusive<T>(work: () => Promise<T>): Promise<T>;
  /** For the hot look-ups and writes outside a unit of work. */
  prepared: PreparedStatements;
  createSpends(realmId: string): Spends;
  /** Tells the other processes, when the transaction commits, that what they cache has changed. */
  announce(db: Queries, realmId: string): Promise<void>;
  watch(realmId: string, onForeignChange: () => void): Promise<ChangeWatch>;
  check(): Promise<void>;
  close(): Promise<void>;
}

export interface ChangeWatch {
  /** This process has committed a change of its own. */
  sawOwnChange(): void;
  stop(): Promise<void>;
}
