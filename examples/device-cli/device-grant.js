// The device authorization grant (RFC 8628) over plain HTTP: three requests, and a wait between the polls.
import { setTimeout as wait } from 'node:timers/promises';

const grantType = 'urn:ietf:params:oauth:grant-type:device_code';

/** What the provider says of itself; throws when it is not the one that was meant. */
export async function discover(issuer) {
  const { status, body } = await ask(`${issuer}/.well-known/openid-configuration`);
  if (status !== 200 || body.issuer !== issuer) throw new Error(`${issuer} does not answer as an issuer of that name.`);
  if (body.device_authorization_endpoint === undefined) throw new Error(`${issuer} does not serve devices.`);
  return body;
}

/** The codes: one to show, one to poll with. */
export async function start(provider, clientId, scope) {
  const { status, body } = await ask(provider.device_authorization_endpoint, { client_id: clientId, scope });
  if (status !== 200) throw refused(body);
  return body;
}

/** Asks until the person has decided, as slowly as the provider wants. Resolves with the tokens; throws a denial. */
export async function poll(provider, clientId, { device_code: deviceCode, interval = 5 }) {
  const form = { grant_type: grantType, client_id: clientId, device_code: deviceCode };
  let seconds = interval;
  for (;;) {
    await wait(seconds * 1000);
    const { status, body } = await ask(provider.token_endpoint, form).catch(unreachable);
    if (status === 200) return body;
    if (body.error === 'slow_down') seconds += 5;
    // Too busy, or not to be reached: ask half as often (RFC 8628 section 3.5).
    else if (status >= 500) seconds *= 2;
    else if (body.error !== 'authorization_pending') throw refused(body);
  }
}

/** Who signed in. */
export async function userinfo(provider, accessToken) {
  const { status, body } = await ask(provider.userinfo_endpoint, undefined, { authorization: `Bearer ${accessToken}` });
  if (status !== 200) throw refused(body);
  return body;
}

async function ask(url, form, headers = {}) {
  const body = form === undefined ? {} : { method: 'POST', body: new URLSearchParams(form) };
  const response = await fetch(url, { headers, redirect: 'error', signal: AbortSignal.timeout(20_000), ...body });
  return { status: response.status, body: await response.json().catch(() => ({})) };
}

function unreachable() {
  return { status: 503, body: {} };
}

function refused({ error = 'an answer that is no JSON', error_description: description = '' }) {
  return Object.assign(new Error(`${error}: ${description}`), { code: error });
}
