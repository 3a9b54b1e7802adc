/** Reads one person. */
import { foldName } from '@/identity/names';
import type { Person } from '@/identity/ports';
import { requireOperatorOf } from './actor';
import type { UseCase } from './change';
import { noSuchUser } from './person-access';

/** A user name, an e-mail address or a row id, as people type it; or a row id and nothing else. */
export type UserName = string | { id: string };

/** The person of a name. Throws `kind: 'not-found'`, also to those who may not see people. */
export async function showUser(useCase: Pick<UseCase, 'storage' | 'actor'>, name: UserName): Promise<Person> {
  requireOperatorOf(useCase.actor, 'user');
  const { people } = useCase.storage.stores;
  const person = typeof name === 'string' ? await findTyped(people, name) : await people.find(name.id);
  if (person === undefined) throw noSuchUser(typeof name === 'string' ? name : name.id);
  return person;
}

async function findTyped(people: UseCase['storage']['stores']['people'], name: string): Promise<Person | undefined> {
  const isRowId = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(name);
  return (await people.findByName(foldName(name.trim()))) ?? (isRowId ? await people.find(name) : undefined);
}
