/**
 * OAuth 2.0 Form Post Response Mode: a page that posts itself to the client. The script is ES5 and allowed by its hash;
 * without it there is a button. `form-action` is left out of the policy, since redirects after the post count too.
 */

const script = 'document.forms[0].submit()';
/** SHA-256 of the script above, proven equal by a test. */
const scriptHash = 'sha256-ePniVEkSivX/c7XWBGafqh8tSpiRrKiqYeqbG7N1TOE=';

const style =
  'body{margin:0;min-height:100vh;display:grid;place-content:center;text-align:center;font:16px/1.5 system-ui,sans-serif;color-scheme:light dark}' +
  'button{min-height:44px;padding:0 18px;font:inherit}';
const styleHash = 'sha256-bKxKCx0u3sbe7+DTyFRpfVdQK2iXjC6B+XjoT4cE7+c=';

/** 200 with the page; every value is escaped. */
export function respondByFormPost(redirectUri: string, members: [string, string][]): Response {
  const fields = members
    .map(([name, value]) => `<input type="hidden" name="${escapeHtml(name)}" value="${escapeHtml(value)}">`)
    .join('');
  const html =
    '<!doctype html><html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1">' +
    `<title>Going back to the application</title><style>${style}</style></head><body>` +
    `<form method="post" action="${escapeHtml(redirectUri)}">${fields}` +
    '<noscript><p>Press the button to go back to the application.</p><button type="submit">Continue</button></noscript></form>' +
    `<script>${script}</script></body></html>`;
  return new Response(html, {
    headers: {
      'content-type': 'text/html; charset=utf-8',
      'cache-control': 'no-store',
      'referrer-policy': 'no-referrer',
      'x-content-type-options': 'nosniff',
      'content-security-policy': `default-src 'none'; script-src '${scriptHash}'; style-src '${styleHash}'; base-uri 'none'; frame-ancestors 'none'`,
    },
  });
}

function escapeHtml(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
    .replaceAll("'", '&#39;');
}
