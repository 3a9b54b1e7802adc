/** Word by mail of a sensitive change to an account. */
import type { MailDependencies } from './mail';
import { noticeEnd, sealLetter } from './mail';
import type { MailMessage, Person } from './ports';

/**
 * The message to the person's address as it is before the change; undefined without one. An address that somebody merely
 * typed is another's for all we know, so it gets nothing.
 */
export async function sealNotice(
  dependencies: MailDependencies,
  { email, emailFolded, username, profile }: Person,
  template: 'password-changed' | 'email-changed',
): Promise<MailMessage | undefined> {
  if (email === null || emailFolded === null) return undefined;
  const letter = { template, parameters: { username }, locale: profile.locale ?? '' };
  return sealLetter(dependencies, letter, { recipient: email, expiresAt: noticeEnd(dependencies.clock) });
}
