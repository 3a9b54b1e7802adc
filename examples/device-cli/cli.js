// Signs somebody in from a terminal: shows a code, waits until it is typed in a browser, and says who that was.
import { renderUnicodeCompact } from 'uqr';
import { discover, poll, start, userinfo } from './device-grant.js';

try {
  process.loadEnvFile(new URL('.env', import.meta.url));
} catch (error) {
  if (error.code !== 'ENOENT') throw error;
}
const { ISSUER: issuer = 'http://localhost:3000', CLIENT_ID: clientId, SCOPE: scope } = process.env;
if (!clientId) {
  console.error(`CLIENT_ID is missing, so Gatehouse would not know this program.
Register it once, in Gatehouse's folder:

  npm run --silent gatehouse -- client create --type device --name "Example device"

Then copy .env.example to .env, put the printed client_id there, and start again.`);
  process.exit(1);
}

const words = {
  access_denied: 'It was not allowed.',
  expired_token: 'Nobody typed the code in time. Start again for a new one.',
};

try {
  const provider = await discover(issuer);
  const device = await start(provider, clientId, scope ?? 'openid profile email offline_access');
  console.log(`
Open   ${device.verification_uri}
Type   ${device.user_code}

or scan this and compare the code:

${renderUnicodeCompact(device.verification_uri_complete)}

Waiting for up to ${Math.round(device.expires_in / 60)} minutes.`);
  const tokens = await poll(provider, clientId, device);
  const person = await userinfo(provider, tokens.access_token);
  console.log(`
Signed in as ${person.name ?? person.preferred_username ?? person.sub}.

  sub             ${person.sub}
  e-mail          ${person.email ?? 'not shared'}
  scope           ${tokens.scope}
  access token    for ${tokens.expires_in} s
  refresh token   ${tokens.refresh_token === undefined ? 'none' : 'yes'}`);
} catch (error) {
  console.error(`\n${words[error.code] ?? error.message}`);
  process.exitCode = 1;
}
