/** Searches people. */
import type { Person } from '@/identity/ports';
import { requireOperator } from './actor';
import type { UseCase } from './change';
import type { PersonQuery, Slice } from './ports';

/** A part of the list. Throws `kind: 'forbidden' | 'invalid-cursor'`. */
export async function queryUsers(
  { storage, actor }: Pick<UseCase, 'storage' | 'actor'>,
  query: PersonQuery,
): Promise<Slice<Person>> {
  requireOperator(actor);
  return storage.stores.directory.people(query);
}
