/** The pages that carry an authorization response: small, complete, and with nothing that runs but the script they name. */

/** One script of ES5 and one style, each with its SHA-256, proven equal by a test; the policy allows these and nothing else. */
export interface CarrierPage {
  body: string;
  bodyAttributes?: string;
  script: string;
  scriptHash: string;
}

const style =
  'html{color-scheme:light dark}' +
  'body{margin:0;padding:0 24px;box-sizing:border-box;min-height:100vh;display:grid;place-content:center;text-align:center;font:16px/1.5 system-ui,sans-serif}' +
  'p{max-width:26rem;text-wrap:pretty}' +
  'button{min-height:44px;padding:0 18px;font:inherit}';
const styleHash = 'sha256-7vs3fy0vGQh1xmjHZDOX3xT0WfeHllXGIYbcPUb0MtA=';

/** 200 with the page; what goes into `body` and `bodyAttributes` must be escaped. `form-action` is left to the mode. */
export function respondWithPage({ body, bodyAttributes = '', script, scriptHash }: CarrierPage): Response {
  const html =
    '<!doctype html><html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1">' +
    `<title>Going back to the application</title><style>${style}</style></head><body${bodyAttributes}>` +
    `${body}<script>${script}</script></body></html>`;
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

/** Text as it may stand between tags and in a quoted attribute. */
export function escapeHtml(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
    .replaceAll("'", '&#39;');
}
