/** Another address, or the proof of the one that an account has: the new one is mailed a link, the old one is told. */
import type { AskDependencies, Asking, AskResult } from './ask-for-mail';
import { answerByMail, refuseAsking } from './ask-for-mail';
import type { Origin } from './audit-entry';
import { auditEntry } from './audit-entry';
import type { PersonDependencies } from './create-person';
import type { CurrentPasswordRefusal } from './current-password';
import { proveCurrentPassword } from './current-password';
import { conflictField } from './failure';
import { findUsableLink } from './mailed-links';
import { foldName } from './names';
import { sealNotice } from './notice';
import type { MailedLink, MailMessage, Person } from './ports';

export type AskForEmailResult = AskResult | CurrentPasswordRefusal | { ok: false; code: 'not-found' };

export interface ChangeEmail {
  /**
   * Sends a link to the address that was typed, or to the owner of another account with that address word that somebody
   * tried; the page says the same. Asks for the password, so that a browser left open gives no account away.
   */
  ask(asking: Asking & { personId: string; currentPassword: string }): Promise<AskForEmailResult>;
  /** The link of a token while it may be used; spends nothing. */
  find(token: string): Promise<MailedLink | undefined>;
  /**
   * The address is proven and the account's key. Only for the person who asked, signed in: a link that somebody else's
   * mailbox got does nothing there (SECURITY invariant 8). All other links that were mailed to the person end. Of any
   * number of callers exactly one succeeds.
   */
  confirm(token: string, personId: string, origin: Origin): Promise<ConfirmResult>;
}

export type ConfirmResult =
  | { ok: true }
  /** The link is unknown, used, too old or another person's; or the address has got an account since. */
  | { ok: false; code: 'token-unusable' | 'address-known' };

type Dependencies = AskDependencies & PersonDependencies;

export function createChangeEmail(dependencies: Dependencies): ChangeEmail {
  const { storage, clock } = dependencies;
  const find = (token: string) => findUsableLink(storage.stores, clock, 'email', token);
  return {
    find,
    ask: (asking) => ask(dependencies, asking),
    async confirm(token, personId, origin) {
      const link = await find(token);
      const person = await storage.stores.people.find(personId);
      if (link?.personId !== personId || person === undefined) return { ok: false, code: 'token-unusable' };
      const isOther = person.emailFolded !== foldName(link.email);
      const notice = isOther ? await sealNotice(dependencies, person, 'email-changed') : undefined;
      try {
        return (await write(dependencies, { link, person, notice, origin }))
          ? { ok: true }
          : { ok: false, code: 'token-unusable' };
      } catch (error) {
        if (conflictField(error) !== 'email') throw error;
        return { ok: false, code: 'address-known' };
      }
    },
  };
}

async function ask(dependencies: Dependencies, asking: Parameters<ChangeEmail['ask']>[0]): Promise<AskForEmailResult> {
  const { people } = dependencies.storage.stores;
  const { personId, origin } = asking;
  const person = await people.find(personId);
  if (person?.status !== 'active') return { ok: false, code: 'not-found' };
  const action = 'email-ask';
  const proof = await proveCurrentPassword(dependencies, personId, asking.currentPassword, { action, origin });
  if (!proof.ok) return proof;
  const refused = await refuseAsking(dependencies, asking);
  if (refused !== undefined) return refused;
  const owner = await people.findByName(foldName(asking.email));
  const by = { actor: { kind: 'person', id: personId } as const, action };
  if (owner !== undefined && owner.id !== personId) {
    const letter = { template: 'confirm-email-known', parameters: { username: owner.username } } as const;
    return answerByMail(dependencies, asking, { kind: null, letter }, by);
  }
  const { username } = person;
  const letter = (token: string) => ({ template: 'confirm-email', parameters: { token, username } }) as const;
  return answerByMail(dependencies, asking, { kind: 'email', holder: { personId }, letter }, by);
}

async function write(
  dependencies: Dependencies,
  change: { link: MailedLink; person: Person; notice: MailMessage | undefined; origin: Origin },
): Promise<boolean> {
  const { link, person, notice, origin } = change;
  return dependencies.storage.transaction(async (stores) => {
    const now = dependencies.clock.now();
    const current = await stores.people.findForChange(person.id);
    // The notice goes to the address of a moment ago; another change meanwhile has its own.
    if (current?.status !== 'active' || current.email !== person.email) return false;
    if (!(await stores.mailedLinks.consume(link.kind, link.hash, now))) return false;
    const { email } = link;
    const proven = { email, emailFolded: foldName(email), emailVerified: true, updatedAt: now };
    await stores.people.update(person.id, proven);
    await stores.mailedLinks.deleteOfPerson(person.id);
    if (notice !== undefined) await stores.mail.add(notice);
    const actor = { kind: 'person', id: person.id } as const;
    const action = notice === undefined ? 'email-verify' : 'email-change';
    await stores.audit.append(auditEntry(dependencies, { actor, action, object: actor, origin }));
    return true;
  });
}
