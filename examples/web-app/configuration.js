// What the environment says. A wrong value ends the start with words that a person can act on.

const isLoopback = (hostname) => ['localhost', '127.0.0.1', '[::1]'].includes(hostname);

/** Throws `kind: 'configuration'` whose message says what to do. */
export function readConfiguration(env) {
  const port = readPort(env.PORT || '4000');
  const origin = `http://localhost:${port}`;
  const redirectUri = `${origin}/callback`;
  const signedOutUri = `${origin}/signed-out`;
  const issuer = readIssuer(env.ISSUER || 'http://localhost:3000');
  if (!env.CLIENT_ID) throw refused(howToRegister(redirectUri, signedOutUri));
  return {
    issuer,
    origin,
    port,
    redirectUri,
    signedOutUri,
    clientId: env.CLIENT_ID,
    clientSecret: env.CLIENT_SECRET || undefined,
  };
}

function readPort(text) {
  const port = Number(text);
  if (/^\d+$/.test(text) && port > 0 && port < 65_536) return port;
  throw refused(`PORT is "${text}"; it must be a number from 1 to 65535.`);
}

function readIssuer(text) {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (url?.protocol === 'https:' || (url?.protocol === 'http:' && isLoopback(url.hostname))) return url;
  throw refused(`ISSUER is "${text}"; it must be an https address, or http on localhost.`);
}

function howToRegister(redirectUri, signedOutUri) {
  return `CLIENT_ID is missing, so Gatehouse would not know this application.
Register it once, in Gatehouse's folder:

  npm run --silent gatehouse -- client create --type web --name "Example web app" --redirect-uri ${redirectUri} --post-logout-redirect-uri ${signedOutUri}

Then copy .env.example to .env, put the printed client_id and client_secret there, and start again.`;
}

/** An error that is for the person who starts this, not for a debugger. */
export function refused(message) {
  return Object.assign(new Error(message), { kind: 'configuration' });
}
