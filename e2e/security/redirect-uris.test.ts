/** SECURITY invariant 3: an answer goes to a registered address, or nowhere. */
import { parse } from 'node-html-parser';
import { describe, expect, it } from 'vitest';
import { databaseKinds } from '../harness/test-database';
import type { WireResponse } from '../harness/wire';
import type { ApplicationName } from './applications';
import { applications } from './applications';
import { hostileRedirectUris } from './hostile-redirect-uris';
import type { Site } from './site';
import { securitySite } from './site';

const modes = ['query', 'fragment', 'form_post', 'web_message', undefined];
const types = ['code', 'token', 'code id_token'];

function askFor(
  site: Site,
  redirectUri: string,
  application: ApplicationName,
  mode: string | undefined,
  responseType: string,
) {
  const parameters = new URLSearchParams({
    client_id: site.clients[application].client_id,
    redirect_uri: redirectUri,
    response_type: responseType,
    scope: 'openid',
    state: 'state',
    prompt: 'none',
    code_challenge: 'E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM',
    code_challenge_method: 'S256',
    ...(mode === undefined ? {} : { response_mode: mode }),
  });
  const url = `${site.issuer}/oauth2/authorize`;
  return [
    site.wire(`${url}?${parameters}`),
    site.wire(`${url}/dialog?${parameters}`),
    site.wire(url, { method: 'POST', body: parameters }),
  ];
}

/** What is wrong with an answer to a request that must not be redirected. `home` is registered, and may be linked to. */
function findProblems(answer: WireResponse, redirectUri: string, home: unknown): string[] {
  const problems: string[] = [];
  if (answer.status !== 400) problems.push(`status ${answer.status}`);
  if (answer.headers.has('location') || answer.headers.has('refresh')) problems.push('it is redirected');
  if (/<meta[^>]+http-equiv/i.test(answer.text)) problems.push('the page redirects');
  if (!answer.text.includes('cannot continue')) problems.push('it is not our error page');
  // Escaped it may stand in the text, for the developer; markup of its own it may never bring.
  if (/["'<>]/.test(redirectUri) && answer.text.includes(redirectUri)) problems.push('it is echoed as it is');
  if (/<script>alert|<svg onload|<img src=x/i.test(answer.text)) problems.push('its markup is on the page');
  for (const element of parse(answer.text).querySelectorAll('*')) {
    const attributes = Object.values(element.attributes);
    if (attributes.some((value) => value !== home && value.includes(redirectUri)))
      problems.push(`in <${element.rawTagName}>`);
  }
  return problems;
}

describe.each(databaseKinds)('redirect URIs on %s', (kind) => {
  it('are at least sixty', () => {
    expect(hostileRedirectUris.length).toBeGreaterThanOrEqual(60);
  });

  it.each(hostileRedirectUris)('%s is refused on our own page, by GET and by POST', async (_name, uri, application) => {
    const site = securitySite(kind);
    const mode = modes[uri.length % modes.length];
    const home = applications[application ?? 'web'].client_uri;
    const type = types[uri.length % types.length] ?? 'code';
    for (const answer of await Promise.all(askFor(site, uri, application ?? 'web', mode, type))) {
      expect(findProblems(answer, uri, home)).toEqual([]);
    }
  });
});

describe('the registered addresses themselves', () => {
  const registered: [string, ApplicationName][] = [
    ['https://app.example.test/callback', 'web'],
    ['https://app.example.test/other?kept=1', 'web'],
    ['https://spa.example.test/callback', 'spa'],
    ['http://127.0.0.1/callback', 'native'],
    ['http://127.0.0.1:4000/callback', 'native'],
    ['http://[::1]:65535/callback', 'native'],
    ['com.example.native:/callback', 'native'],
  ];
  it.each(registered)('%s is answered, so the refusals above are about the address', async (uri, application) => {
    const [answer] = await Promise.all(askFor(securitySite(), uri, application, 'query', 'code'));
    expect(answer?.status).toBe(303);
    expect(answer?.headers.get('location')).toContain(`${uri}${uri.includes('?') ? '&' : '?'}error=login_required`);
  });
});
