/** How the stores of one realm reach the database: the same code runs alone and inside a unit of work. */

import type { Clock } from '@/protocol/ports';
import { assertPrimitives } from '../query-values';
import type { Prisma, PrismaClient } from './generated/sqlite/client';

/** Both generated clients have the same shape; the code is typed as one of them. */
export type DatabaseClient = PrismaClient;
export type Queries = Prisma.TransactionClient;
type Work<T> = (db: Queries) => Promise<T>;

export interface Access {
  realmId: string;
  clock: Clock;
  read<T>(work: Work<T>): Promise<T>;
  /** For a single statement, which is atomic by itself. */
  write<T>(work: Work<T>): Promise<T>;
  /** All of `work` or nothing. */
  together<T>(work: Work<T>): Promise<T>;
  /**
   * `together` for what other processes cache: clients, APIs, keys, settings. One at a time in a realm, and announced
   * to the others.
   */
  change<T>(work: Work<T>): Promise<T>;
}

type Primitive = string | Date;

/** The start of every `where`: the realm, and values that are proven to be primitives. Throws `invalid-key`. */
export function within<Values extends Record<string, Primitive>>(
  access: Access,
  values: Values,
): { realmId: string } & Values {
  assertPrimitives(values);
  return { realmId: access.realmId, ...values };
}

/** The start of the `where` of a page that is ordered by row id. */
export function pageWhere(access: Access, { after }: { after?: string }) {
  return { ...within(access, {}), ...(after === undefined ? {} : { id: { gt: within(access, { after }).after } }) };
}
