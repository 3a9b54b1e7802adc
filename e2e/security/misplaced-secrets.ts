/** Secrets in places where they do not belong. */
import { basicCredentials } from '../harness/relying-party';
import type { Site } from './site';

export const forgedLine = '{"level":"error","msg":"forged by a request"}';

/** Secrets where they do not belong, and lines that would like to be log lines. */
export async function misplace(site: Site, values: string[]): Promise<void> {
  const { issuer, wire, clients } = site;
  const { client_id: id, client_secret: secret = '' } = clients.web;
  for (const value of values) {
    const headers = { authorization: basicCredentials(id, encodeURIComponent(secret)) };
    const token = (fields: Record<string, string>) =>
      wire(`${issuer}/oauth2/token`, { method: 'POST', headers, body: new URLSearchParams(fields) });
    await token({ grant_type: 'authorization_code', code: value, code_verifier: value });
    await token({ grant_type: 'refresh_token', refresh_token: value, scope: 'openid' });
    await token({ grant_type: 'password', username: 'ada', password: value });
    await wire(`${issuer}/oauth2/token`, { method: 'POST', headers: { authorization: `Basic ${value}` }, body: '' });
    await wire(`${issuer}/oauth2/userinfo?access_token=${encodeURIComponent(value)}`);
    await wire(`${issuer}/oauth2/userinfo`, { headers: { authorization: `Bearer ${value.replace(/[^\w.-]/g, '')}` } });
    const body = new URLSearchParams({ client_id: id, client_secret: value, token: value });
    await wire(`${issuer}/oauth2/introspect`, { method: 'POST', body });
    await wire(
      `${issuer}/oauth2/authorize?${new URLSearchParams({ client_id: id, client_secret: value, code: value })}`,
    );
    await wire(`${issuer}/oauth2/end_session?${new URLSearchParams({ id_token_hint: value })}`);
  }
  await misplaceInTraces(site, values);
  const headers = { 'user-agent': `x ${forgedLine}`, 'accept-language': forgedLine };
  const hostile = `\n${forgedLine}\n\u001b[31mred`;
  await wire(`${issuer}/oauth2/authorize?${new URLSearchParams({ client_id: hostile, scope: hostile })}`, { headers });
  await wire(`${issuer}/oauth2/token`, { method: 'POST', headers, body: new URLSearchParams({ grant_type: hostile }) });
}

/** Secrets in all that a trace tells of a request, of an application that is known. */
async function misplaceInTraces({ issuer, wire, clients }: Site, values: string[]): Promise<void> {
  const { client_id: id, redirect_uris: [registered = ''] = [] } = clients.web;
  const address = 'https://elsewhere.example/cb';
  for (const value of values) {
    const hidden = encodeURIComponent(value);
    const good = { client_id: id, redirect_uri: registered, response_type: 'code', scope: 'openid' };
    const requests: Record<string, string>[] = [
      { redirect_uri: `https://user:${hidden}@elsewhere.example/cb?key=${hidden}&${hidden}#${hidden}` },
      { resource: `https://elsewhere.example/?key=${hidden}` },
      { prompt: value },
      { response_type: value },
    ];
    for (const change of requests)
      await wire(`${issuer}/oauth2/authorize?${new URLSearchParams({ ...good, ...change })}`);
    const signOut = { client_id: id, post_logout_redirect_uri: `${address}?key=${hidden}` };
    await wire(`${issuer}/oauth2/end_session?${new URLSearchParams(signOut)}`);
  }
}
