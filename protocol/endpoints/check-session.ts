/** The check-session frame (OpenID Connect Session Management 1.0 section 3.3): the one page of ours that others embed. */
import type { AuthorizationServerOptions } from '../options';
import { frameScript } from '../session-management/frame-script';
import type { InteractionPages } from './authorization-dependencies';

interface Dependencies {
  pages: Pick<InteractionPages, 'browserStateCookieName'>;
  options: AuthorizationServerOptions;
}

/** Builds `GET /oauth2/check_session`. There is nothing to click on it, and no script on it but ours, allowed by its hash. */
export function createCheckSessionEndpoint({ pages, options }: Dependencies) {
  const script = frameScript(pages.browserStateCookieName());
  const html = `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Session</title></head><body><script>${script}</script></body></html>`;
  const hash = sourceHash(script);
  return async ({ method }: Request): Promise<Response> => {
    const { checkSessionFrame: embedders } = options;
    if (embedders === 'off') return new Response(null, { status: 404, headers: { 'cache-control': 'no-store' } });
    if (method !== 'GET' && method !== 'HEAD')
      return new Response(null, { status: 405, headers: { allow: 'GET, HEAD' } });
    const ancestors = embedders === 'any' ? '*' : embedders;
    const policy = `default-src 'none'; script-src '${await hash}'; base-uri 'none'; form-action 'none'; frame-ancestors ${ancestors}`;
    return new Response(method === 'HEAD' ? null : html, {
      headers: {
        'content-type': 'text/html; charset=utf-8',
        'cache-control': 'no-store',
        'content-security-policy': policy,
        'referrer-policy': 'no-referrer',
        'x-content-type-options': 'nosniff',
      },
    });
  };
}

async function sourceHash(script: string): Promise<string> {
  const hash = new Uint8Array(await crypto.subtle.digest('SHA-256', new TextEncoder().encode(script)));
  return `sha256-${btoa(String.fromCharCode(...hash))}`;
}
