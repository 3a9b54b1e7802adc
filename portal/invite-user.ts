/** Invites somebody to make an account: a link is mailed to their address, whose use proves it. */
import { sealLetter } from '@/identity/mail';
import { newMailedLink } from '@/identity/mailed-links';
import { checkEmail, foldName } from '@/identity/names';
import type { MailVault } from '@/identity/ports';
import { requireOperator } from './actor';
import type { UseCase } from './change';
import { changeEntry } from './change';
import type { MailDocument } from './list-mail';
import { toMailDocument } from './list-mail';
import { toPersonProblems } from './person-problems';
import { invalid, refusal } from './refusal';
import { readSetting } from './setting-catalogue';

/**
 * Puts the invitation into the outbox. It is good for seven days, while self-registration is not closed.
 * Throws `kind: 'forbidden' | 'invalid' | 'conflict'`; operators may be told which addresses have an account.
 */
export async function inviteUser(useCase: UseCase & { vault: MailVault }, email: string): Promise<MailDocument> {
  requireOperator(useCase.actor);
  const { storage, clock, random, vault } = useCase;
  const code = checkEmail(email);
  if (code !== undefined) throw invalid(toPersonProblems([{ field: 'email', code }]));
  if ((await readSetting(storage.stores.settings, 'self-registration')) === 'closed') {
    throw refusal('conflict', 'Nobody can register while self-registration is closed. Set it to invitation first.');
  }
  if ((await storage.stores.people.findByName(foldName(email))) !== undefined) {
    throw refusal('conflict', `There is a user with the address ${email} already.`);
  }
  const dependencies = { clock, random, mailVault: vault };
  const { link, token } = newMailedLink(dependencies, 'invitation', { email, personId: null, requestId: null });
  const letter = { template: 'invitation', parameters: { token }, locale: '' } as const;
  const message = await sealLetter(dependencies, letter, { recipient: email, expiresAt: link.expiresAt });
  await storage.transaction(async (stores) => {
    await stores.mailedLinks.create(link);
    await stores.mail.add(message);
    await stores.audit.append(changeEntry(useCase, 'person-invite', { kind: 'mail', id: message.id }));
  });
  return toMailDocument(message);
}
