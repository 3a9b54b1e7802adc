/** What people change of themselves. */
import type { Person } from '@/identity/ports';
import { updatePerson } from '@/identity/update-person';
import { auditActor } from './actor';
import type { UseCase } from './change';
import { noSuchUser, requireSelfOrOperator } from './person-access';
import { toUserDocumentProblems } from './person-problems';
import { invalid } from './refusal';

/**
 * Lays members over the profile; null takes one away, and a new phone number is not verified. Throws `kind: 'not-found' |
 * 'invalid'`.
 */
export async function updateOwnProfile(
  useCase: UseCase,
  personId: string,
  members: Record<string, unknown>,
  check: (before: Person) => void = () => {},
): Promise<Person> {
  const { actor, origin } = useCase;
  requireSelfOrOperator(actor, personId);
  const { phone_number_verified: _, ...given } = members;
  const profile = 'phone_number' in given ? { ...given, phone_number_verified: null } : given;
  const by = { actor: auditActor(actor), ...(origin === undefined ? {} : { origin }), check };
  const result = await updatePerson(useCase, personId, { profile }, by);
  if (result.ok) return result.person;
  if (result.code === 'not-found') throw noSuchUser(personId);
  throw invalid(toUserDocumentProblems(result.problems));
}
