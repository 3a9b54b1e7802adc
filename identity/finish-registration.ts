/** The account behind a mailed link: of somebody who asked for one, or was invited. Its address is proven. */
import type { Origin } from './audit-entry';
import { passwordAuthentication } from './authenticate-password';
import type { PersonDependencies, PersonProblem } from './create-person';
import { checkNewPerson, newPerson, takenProblem, writeNewPerson } from './create-person';
import { failure, hasKind } from './failure';
import { findUsableLink } from './mailed-links';
import { foldName } from './names';
import type { MailedLink, Person, Profile } from './ports';
import { parseDisplayName } from './profile';
import type { ReadRegistrationRules, RegistrationRules } from './registration-rules';
import { isAddressAllowed } from './registration-rules';

export type RegistrationLinkKind = 'registration' | 'invitation';

export type FinishResult =
  | { ok: true; person: Person; amr: string[]; acr: string }
  /** The link is unknown, used or too old, or registration was closed since. */
  | { ok: false; code: 'token-unusable' }
  /** The address has got an account since. */
  | { ok: false; code: 'address-known' }
  | { ok: false; code: 'invalid'; problems: PersonProblem[] };

export interface FinishRegistration {
  /** The link of a token while its form would do something; spends nothing. */
  find(kind: RegistrationLinkKind, token: string): Promise<MailedLink | undefined>;
  /**
   * Makes a person with the link's address, which is verified and the person's key. Of any number of callers in any number
   * of processes exactly one succeeds; a form that is refused leaves the link good. Throws `kind: 'overloaded'`.
   */
  finish(
    kind: RegistrationLinkKind,
    token: string,
    form: { username: string; password: string; name?: string | undefined },
    origin: Origin,
  ): Promise<FinishResult>;
}

type Dependencies = PersonDependencies & { readRegistrationRules: ReadRegistrationRules };

export function createFinishRegistration(dependencies: Dependencies): FinishRegistration {
  const { storage, clock } = dependencies;
  const find: FinishRegistration['find'] = async (kind, token) => {
    const link = await findUsableLink(storage.stores, clock, kind, token);
    if (link === undefined) return undefined;
    return isLinkWanted(await dependencies.readRegistrationRules(), link) ? link : undefined;
  };
  return {
    find,
    async finish(kind, token, { username, password, name }, origin) {
      const link = await find(kind, token);
      if (link === undefined) return { ok: false, code: 'token-unusable' };
      const parsed = parseDisplayName(name);
      const { email } = link;
      const problems = [...checkNewPerson({ username, email, password }), ...(parsed.ok ? [] : parsed.problems)];
      if (problems.length > 0 || !parsed.ok) return { ok: false, code: 'invalid', problems };
      if ((await storage.stores.people.findByName(foldName(username))) !== undefined) {
        return { ok: false, code: 'invalid', problems: [{ field: 'username', code: 'taken' }] };
      }
      return write(dependencies, link, { username, password, profile: parsed.profile }, origin);
    },
  };
}

/** An invitation is the word of an administrator, and good while anybody may register at all. */
function isLinkWanted(rules: RegistrationRules, { kind, email }: MailedLink): boolean {
  return kind === 'invitation' ? rules.mode !== 'closed' : isAddressAllowed(rules, email);
}

async function write(
  dependencies: Dependencies,
  { kind, hash, email }: MailedLink,
  wanted: { username: string; password: string; profile: Profile },
  origin: Origin,
): Promise<FinishResult> {
  const { storage, clock } = dependencies;
  const passwordHash = await dependencies.passwordHash.hash(wanted.password);
  const rank = { emailVerified: true, emailIsKey: true, administrator: false };
  const person = newPerson(dependencies, { ...wanted, email, ...rank });
  const by = { passwordHash, actor: { kind: 'person', id: person.id } as const, origin, action: 'person-register' };
  try {
    await storage.transaction(async (stores) => {
      if (!(await stores.mailedLinks.consume(kind, hash, clock.now()))) throw failure('link-spent', 'used meanwhile');
      await writeNewPerson(dependencies, stores, person, by);
    });
  } catch (error) {
    if (hasKind(error, 'link-spent')) return { ok: false, code: 'token-unusable' };
    const problem = takenProblem(error);
    if (problem.field === 'email') return { ok: false, code: 'address-known' };
    return { ok: false, code: 'invalid', problems: [problem] };
  }
  const { amr, acr } = passwordAuthentication;
  return { ok: true, person, amr: [...amr], acr };
}
