/** A forgotten password: a link is mailed to the account's address, and whoever uses it chooses a new one. */
import type { AskDependencies, Asking, AskResult } from './ask-for-mail';
import { answerByMail, refuseAsking } from './ask-for-mail';
import type { Origin } from './audit-entry';
import { replacePassword } from './change-password';
import type { PersonDependencies } from './create-person';
import { findUsableLink } from './mailed-links';
import { foldName } from './names';
import type { PasswordProblem } from './password-policy';
import { checkPassword } from './password-policy';
import type { MailedLink, Person } from './ports';

export interface ResetPassword {
  /**
   * Sends a link to an address by which an active person signs in, and to any other word that there is none: the page
   * says the same (SECURITY invariant 9).
   */
  ask(asking: Asking): Promise<AskResult>;
  /** Whose password a token may replace; spends nothing. */
  find(token: string): Promise<{ link: MailedLink; person: Person } | undefined>;
  /**
   * Sets the password. All sessions and authorizations of the person end, and all links that were mailed to them; the
   * address is proven (SECURITY invariant 8, DECISIONS 20). Nobody is signed in by it, so that whatever else is asked for
   * at sign-in is asked for still. Of any number of callers exactly one succeeds. Throws `kind: 'overloaded'`.
   */
  redeem(token: string, newPassword: string, origin: Origin): Promise<RedeemResult>;
}

export type RedeemResult =
  | { ok: true; person: Person }
  | { ok: false; code: 'token-unusable' }
  | { ok: false; code: 'invalid'; problems: { field: 'password'; code: PasswordProblem }[] };

type Dependencies = AskDependencies & PersonDependencies;

export function createResetPassword(dependencies: Dependencies): ResetPassword {
  const { storage, clock } = dependencies;
  const find: ResetPassword['find'] = async (token) => {
    const link = await findUsableLink(storage.stores, clock, 'password-reset', token);
    const person = link?.personId ? await storage.stores.people.find(link.personId) : undefined;
    return link !== undefined && isTheirs(person, link) ? { link, person } : undefined;
  };
  return {
    find,
    ask: (asking) => ask(dependencies, asking),
    async redeem(token, newPassword, origin) {
      const found = await find(token);
      if (found === undefined) return { ok: false, code: 'token-unusable' };
      const { link, person } = found;
      const code = checkPassword(newPassword, person);
      if (code !== undefined) return { ok: false, code: 'invalid', problems: [{ field: 'password', code }] };
      const done = await replacePassword(dependencies, {
        ...{ person, newPassword, action: 'password-reset', actor: { kind: 'person', id: person.id }, origin },
        async mayWrite(stores, now) {
          const current = await stores.people.findForChange(person.id);
          if (!isTheirs(current, link)) return false;
          if (!(await stores.mailedLinks.consume(link.kind, link.hash, now))) return false;
          await stores.people.update(person.id, { emailVerified: true, updatedAt: now });
          return true;
        },
      });
      return done ? { ok: true, person } : { ok: false, code: 'token-unusable' };
    },
  };
}

/** A link lets in whoever reads mail at the person's address of now, while the person may sign in at all. */
function isTheirs(person: Person | undefined, { email }: MailedLink): person is Person {
  return person?.status === 'active' && person.emailFolded === foldName(email);
}

async function ask(dependencies: Dependencies, asking: Asking): Promise<AskResult> {
  const refused = await refuseAsking(dependencies, asking);
  if (refused !== undefined) return refused;
  const person = await dependencies.storage.stores.people.findByName(foldName(asking.email));
  const actor = { kind: 'person', id: person?.id ?? null } as const;
  const by = { actor, action: 'password-reset-ask' };
  if (person?.status !== 'active') {
    const letter = { template: 'reset-password-unknown', parameters: {} } as const;
    return answerByMail(dependencies, asking, { kind: null, letter }, by);
  }
  const { username } = person;
  const letter = (token: string) => ({ template: 'reset-password', parameters: { token, username } }) as const;
  return answerByMail(dependencies, asking, { kind: 'password-reset', holder: { personId: person.id }, letter }, by);
}
