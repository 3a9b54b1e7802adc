/** Makes a person for an administrator or the operator. */
import type { PersonProblem } from '@/identity/create-person';
import { createPerson } from '@/identity/create-person';
import type { PasswordHash } from '@/identity/password-hash';
import type { Person } from '@/identity/ports';
import { parseProfile } from '@/identity/profile';
import { auditActor, requireOperator } from './actor';
import type { UseCase } from './change';
import { toPersonProblems, toUserDocumentProblems } from './person-problems';
import { invalid, refusal } from './refusal';

/**
 * Makes a person from a document of standard claims: `preferred_username` (or `username`), `email`, `email_verified` and
 * the members of the profile. Throws `kind: 'invalid' | 'forbidden'` and identity's `kind: 'overloaded'`.
 */
export async function createUser(
  useCase: UseCase & { passwordHash: PasswordHash },
  document: unknown,
  options: { password: string | null; administrator?: boolean },
): Promise<Person> {
  requireOperator(useCase.actor);
  if (typeof document !== 'object' || document === null || Array.isArray(document)) {
    throw refusal('invalid', 'The user must be a JSON object of standard claims.');
  }
  const given = new Map<string, unknown>(Object.entries(document));
  const take = (name: string) => {
    const value = given.get(name) ?? undefined;
    given.delete(name);
    return value;
  };
  const [preferred, plain, email, verified] = ['preferred_username', 'username', 'email', 'email_verified'].map(take);
  const username = preferred ?? plain ?? '';
  const wrongTypes: { field: string; code: PersonProblem['code'] }[] = [];
  if (typeof username !== 'string') wrongTypes.push({ field: 'preferred_username', code: 'wrong-type' });
  if (email !== undefined && typeof email !== 'string') wrongTypes.push({ field: 'email', code: 'wrong-type' });
  if (verified !== undefined && typeof verified !== 'boolean') {
    wrongTypes.push({ field: 'email_verified', code: 'wrong-type' });
  }
  const parsed = parseProfile(Object.fromEntries(given));
  const problems = [...wrongTypes, ...(parsed.ok ? [] : parsed.problems)];
  if (problems.length > 0 || !parsed.ok) throw invalid(toPersonProblems(problems));
  const wanted = {
    username: String(username),
    email: typeof email === 'string' ? email : null,
    emailVerified: verified === true,
    profile: parsed.profile,
    administrator: options.administrator ?? false,
    password: options.password,
  };
  const { actor, origin } = useCase;
  const by = { actor: auditActor(actor), ...(origin === undefined ? {} : { origin }) };
  const result = await createPerson(useCase, wanted, by);
  // As the document has it.
  const toProblems = preferred === undefined ? toPersonProblems : toUserDocumentProblems;
  if (!result.ok) throw invalid(toProblems(result.problems));
  return result.person;
}
