/**
 * OAuth 2.0 Form Post Response Mode: a page that posts itself to the client; without script there is a button. The policy
 * names no `form-action`, since redirects after the post count too.
 */
import { escapeHtml, respondWithPage } from './page';

const script = 'document.forms[0].submit()';
const scriptHash = 'sha256-ePniVEkSivX/c7XWBGafqh8tSpiRrKiqYeqbG7N1TOE=';

/** 200 with the page; every value is escaped. */
export function respondByFormPost(redirectUri: string, members: [string, string][]): Response {
  const fields = members
    .map(([name, value]) => `<input type="hidden" name="${escapeHtml(name)}" value="${escapeHtml(value)}">`)
    .join('');
  const body =
    `<form method="post" action="${escapeHtml(redirectUri)}">${fields}` +
    '<noscript><p>Press the button to go back to the application.</p><button type="submit">Continue</button></noscript></form>';
  return respondWithPage({ body, script, scriptHash });
}
