/** The first administrator: made once, by whoever has the one-time link, or from the environment at the first start. */
import type { Origin } from './audit-entry';
import { auditEntry, unknownOrigin } from './audit-entry';
import { passwordAuthentication } from './authenticate-password';
import type { NewPerson, PersonDependencies, PersonProblem } from './create-person';
import { checkNewPerson, newPerson, takenProblem } from './create-person';
import { failure, hasKind } from './failure';
import { digest, issueSecretValue } from './identifiers';
import { checkEmail, checkUsername, localPart } from './names';
import { checkPassword } from './password-policy';
import type { IdentityStores, Person } from './ports';
import { parseDisplayName } from './profile';

const tokenSeconds = 86_400;

export interface AdministratorForm {
  username: string;
  email: string;
  password: string;
  name?: string | undefined;
}

export type SetupResult =
  | { ok: true; person: Person; amr: string[]; acr: string }
  /** The realm has its administrator, or the link is unknown, used, replaced or older than a day. */
  | { ok: false; code: 'already-complete' | 'token-unusable' }
  | { ok: false; code: 'invalid'; problems: PersonProblem[] };

export interface Setup {
  /**
   * A new one-time token of 256 bits, good for 24 hours; the one before it stops working. Undefined when the realm has
   * its administrator. Only its hash is stored.
   */
  issueToken(): Promise<string | undefined>;
  /** Whether the setup page may be shown for a token; spends nothing. */
  checkToken(token: string): Promise<'usable' | 'already-complete' | 'token-unusable'>;
  /** Of any number of callers in any number of processes exactly one makes an administrator. Throws `kind: 'overloaded'`. */
  createFirstAdministrator(token: string, form: AdministratorForm, origin?: Origin): Promise<SetupResult>;
  /**
   * The same from ADMIN_EMAIL and ADMIN_PASSWORD; the user name is what stands before the `@`, or `admin`. As that name
   * was not chosen, the password may hold it. The address is the account’s key, and proven like every other one, by mail.
   */
  createFirstAdministratorFromEnvironment(email: string, password: string): Promise<SetupResult>;
}

/** The setup of one realm. */
export function createSetup(dependencies: PersonDependencies): Setup {
  const { storage, clock, random } = dependencies;

  async function checkToken(token: string) {
    if (await storage.stores.setup.isComplete()) return 'already-complete';
    const found = await storage.stores.setup.findToken(digest(token));
    const isUsable = found !== undefined && found.consumedAt === null && found.expiresAt > clock.now();
    return isUsable ? 'usable' : 'token-unusable';
  }

  return {
    checkToken,
    async issueToken() {
      if (await storage.stores.setup.isComplete()) return undefined;
      const token = issueSecretValue(random);
      const createdAt = clock.now();
      const expiresAt = new Date(createdAt.getTime() + tokenSeconds * 1000);
      await storage.stores.setup.saveToken({ hash: digest(token), createdAt, expiresAt });
      return token;
    },
    async createFirstAdministrator(token, form, origin = unknownOrigin) {
      const state = await checkToken(token);
      if (state !== 'usable') return { ok: false, code: state };
      const parsed = parseDisplayName(form.name);
      const problems = [...checkNewPerson(form), ...(parsed.ok ? [] : parsed.problems)];
      if (problems.length > 0 || !parsed.ok) return { ok: false, code: 'invalid', problems };
      return createAdministrator(dependencies, { ...form, profile: parsed.profile }, origin, async (stores) => {
        const found = await stores.setup.findToken(digest(token));
        if (found === undefined || found.expiresAt <= clock.now()) return false;
        return stores.setup.consumeToken(digest(token), clock.now());
      });
    },
    async createFirstAdministratorFromEnvironment(email, password) {
      if (await storage.stores.setup.isComplete()) return { ok: false, code: 'already-complete' };
      const problems: PersonProblem[] = [];
      const emailProblem = checkEmail(email);
      if (emailProblem !== undefined) problems.push({ field: 'email', code: emailProblem });
      const passwordProblem = checkPassword(password);
      if (passwordProblem !== undefined) problems.push({ field: 'password', code: passwordProblem });
      if (problems.length > 0) return { ok: false, code: 'invalid', problems };
      const local = localPart(email);
      const username = checkUsername(local) === undefined ? local : 'admin';
      return createAdministrator(
        dependencies,
        { username, email, password, profile: {} },
        unknownOrigin,
        async () => true,
      );
    },
  };
}

type SetupRefusal = 'already-complete' | 'token-unusable';

/** Everything in one transaction: who comes second finds the setup complete, and what it wrote is rolled back. */
async function createAdministrator(
  dependencies: PersonDependencies,
  wanted: Pick<NewPerson, 'username' | 'email' | 'profile'> & { password: string },
  origin: Origin,
  spendToken: (stores: IdentityStores) => Promise<boolean>,
): Promise<SetupResult> {
  const { storage, clock } = dependencies;
  const passwordHash = await dependencies.passwordHash.hash(wanted.password);
  const rank = { emailVerified: false, emailIsKey: true, administrator: true };
  const person = newPerson(dependencies, { ...wanted, ...rank });
  try {
    await storage.transaction(async (stores) => {
      if (!(await stores.setup.complete(clock.now()))) throw refusal('already-complete');
      if (!(await spendToken(stores))) throw refusal('token-unusable');
      await stores.people.create(person);
      await stores.passwords.set(person.id, passwordHash, clock.now());
      const object = { kind: 'person', id: person.id };
      const actor = { kind: 'system', id: null } as const;
      await stores.audit.append(auditEntry(dependencies, { actor, action: 'setup', object, origin }));
    });
  } catch (error) {
    if (isRefusal(error)) return { ok: false, code: error.code };
    return { ok: false, code: 'invalid', problems: [takenProblem(error)] };
  }
  const { amr, acr } = passwordAuthentication;
  return { ok: true, person, amr: [...amr], acr };
}

function refusal(code: SetupRefusal): Error & { kind: 'setup-refused'; code: SetupRefusal } {
  return Object.assign(failure('setup-refused', 'setup refused'), { code });
}

function isRefusal(error: unknown): error is Error & { code: SetupRefusal } {
  return hasKind(error, 'setup-refused');
}
