/** Sets somebody's password. */
import { setPassword } from '@/identity/change-password';
import type { PasswordHash } from '@/identity/password-hash';
import type { MailVault, Person } from '@/identity/ports';
import { auditActor } from './actor';
import type { UseCase } from './change';
import { noSuchUser, requireReach } from './person-access';
import { toPersonProblems } from './person-problems';
import { invalid } from './refusal';
import type { UserName } from './show-user';
import { showUser } from './show-user';

/**
 * Sets a password; all of that person's sessions and authorizations end, and they are told by mail. Throws `kind: 'not-found' |
 * 'invalid' | 'forbidden'` and identity's `kind: 'overloaded'`.
 */
export async function setUserPassword(
  useCase: UseCase & { passwordHash: PasswordHash; vault: MailVault },
  name: UserName,
  newPassword: string,
): Promise<Person> {
  const person = await showUser(useCase, name);
  const { actor, origin } = useCase;
  requireReach(actor, person);
  const by = { actor: auditActor(actor), ...(origin === undefined ? {} : { origin }) };
  const result = await setPassword(
    { ...useCase, mailVault: useCase.vault },
    { personId: person.id, newPassword, ...by },
  );
  if (result.ok) return person;
  if (result.code === 'invalid') throw invalid(toPersonProblems([{ field: 'password', code: result.problem }]));
  throw noSuchUser(person.id);
}
