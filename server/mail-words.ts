/** A letter in words: subject, plain text and HTML, from the same message file as the pages. */
import type { Letter } from '@/identity/mail';
import { mail as en } from '@/messages/en.json';
import { linkPages } from './interaction/locations';
import { chooseLocale, directionOf } from './locale';
import { mailHtml } from './mail-html';
import { realmName } from './realm-name';

/** Named, so that the rest of the file stays out of the bundle. */
const languages = { en };

/** Where the link of a mail leads, if it has one; a token goes into its query. */
const paths: Record<Letter['template'], string | undefined> = {
  register: linkPages.registration,
  'register-known': '/sign-in',
  invitation: linkPages.invitation,
  'confirm-email': linkPages.email,
  'confirm-email-known': undefined,
  'reset-password': linkPages['password-reset'],
  'reset-password-unknown': undefined,
  'password-changed': '/forgot-password',
  'email-changed': undefined,
};

export interface MailText {
  subject: string;
  text: string;
  html: string;
}

/** The words of a letter to one recipient; its link comes from the configured issuer alone (SECURITY invariant 6). */
export async function putIntoWords(
  letter: Letter,
  { issuer, recipient }: { issuer: string; recipient: string },
): Promise<MailText> {
  // Loaded for the first mail: most processes of the command line never read one.
  const { createTranslator } = await import('use-intl/core');
  const locale = chooseLocale({ uiLocales: letter.locale });
  const { address, footer, ...letters } = languages[locale as keyof typeof languages];
  const own: { subject: string; lead: string; after: string; action?: string } = letters[letter.template];
  const { token, ...rest } = { token: undefined, ...letter.parameters };
  const values = { realm: realmName, host: new URL(issuer).host, recipient, ...rest };
  const fill = createTranslator({ locale, messages: { address, footer, action: '', ...own }, onError: raise });
  const path = paths[letter.template];
  const link = path === undefined ? undefined : `${issuer}${path}${token === undefined ? '' : `?token=${token}`}`;
  const subject = fill('subject', values);
  const [lead, after, end] = [fill('lead', values), fill('after', values), fill('footer', values)];
  const button = link === undefined ? undefined : { label: fill('action', values), link, hint: fill('address') };
  const text = [lead, ...(button === undefined ? [] : [`${button.label}:\n${button.link}`]), after, `-- \n${end}`];
  const language = { lang: locale, dir: directionOf(locale) };
  return {
    subject,
    text: `${text.join('\n\n')}\n`,
    html: mailHtml({ ...language, title: subject, lead, button, after, footer: end }),
  };
}

function raise(error: Error): never {
  throw error;
}
