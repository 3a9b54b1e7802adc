// Sign in from a terminal or a device without a browser (RFC 8628): node device.mjs
import { setTimeout as wait } from 'node:timers/promises';

const ISSUER = '{{issuer}}';
const CLIENT_ID = '{{client_id}}';

async function post(url, form) {
  const response = await fetch(url, { method: 'POST', body: new URLSearchParams(form) });
  return { ok: response.ok, answer: await response.json() };
}

const provider = await (await fetch(`${ISSUER}/.well-known/openid-configuration`)).json();
const { answer: device } = await post(provider.device_authorization_endpoint, {
  client_id: CLIENT_ID,
  scope: 'openid profile email',
});
if (device.error) throw new Error(`${device.error}: ${device.error_description}`);
console.log(`Open ${device.verification_uri} and type ${device.user_code}`);

let tokens;
for (let seconds = device.interval ?? 5; tokens === undefined; ) {
  await wait(seconds * 1000);
  const { ok, answer } = await post(provider.token_endpoint, {
    grant_type: 'urn:ietf:params:oauth:grant-type:device_code',
    client_id: CLIENT_ID,
    device_code: device.device_code,
  });
  if (ok) tokens = answer;
  else if (answer.error === 'slow_down') seconds += 5;
  else if (answer.error !== 'authorization_pending') throw new Error(answer.error);
}

const headers = { authorization: `Bearer ${tokens.access_token}` };
const person = await (await fetch(provider.userinfo_endpoint, { headers })).json();
console.log(`Signed in as ${person.name ?? person.sub}`);
