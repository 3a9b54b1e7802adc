/** Reads one person. */
import { foldName } from '@/identity/names';
import type { Person } from '@/identity/ports';
import { requireOperatorOf } from './actor';
import type { UseCase } from './change';
import { refusal } from './refusal';

/** By user name, e-mail address or row id. Throws `kind: 'not-found'`, also to those who may not see people. */
export async function showUser(useCase: Pick<UseCase, 'storage' | 'actor'>, name: string): Promise<Person> {
  requireOperatorOf(useCase.actor, 'user');
  const { people } = useCase.storage.stores;
  const isRowId = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(name);
  const person = (await people.findByName(foldName(name.trim()))) ?? (isRowId ? await people.find(name) : undefined);
  if (person === undefined) throw refusal('not-found', `There is no user ${name}.`);
  return person;
}
