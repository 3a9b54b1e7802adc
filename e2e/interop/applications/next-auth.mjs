// A web application with a provider of its own, as the documentation of next-auth sets one up. Express parses what Next would.
import express from 'express';
import nextAuth from 'next-auth';

const { NEXTAUTH_URL, ISSUER, CLIENT_ID, CLIENT_SECRET, SWITCHED_CLIENT_ID, SWITCHED_CLIENT_SECRET } = process.env;

const provider = (id, params, more) => ({
  id,
  name: id,
  type: 'oauth',
  wellKnown: `${ISSUER}/.well-known/openid-configuration`,
  authorization: { params },
  idToken: true,
  checks: ['pkce', 'state', 'nonce'],
  clientId: CLIENT_ID,
  clientSecret: CLIENT_SECRET,
  profile: ({ sub, name, email, picture }) => ({ id: sub, name, email, image: picture }),
  ...more,
});
const claims = JSON.stringify({ id_token: { name: null, email: null, picture: null } });
const options = {
  providers: [
    provider(
      'by-userinfo',
      { scope: 'openid email profile' },
      { userinfo: { request: ({ client, tokens }) => client.userinfo(tokens.access_token) } },
    ),
    provider('by-claims-in-the-id-token', { scope: 'openid', claims }),
    provider(
      'by-scopes-in-the-id-token',
      { scope: 'openid email profile' },
      { clientId: SWITCHED_CLIENT_ID, clientSecret: SWITCHED_CLIENT_SECRET },
    ),
  ],
};

function cookiesOf({ headers }) {
  const pairs = (headers.cookie ?? '').split('; ').map((pair) => pair.split(/=(.*)/s));
  return Object.fromEntries(pairs.map(([name, value = '']) => [name, decodeURIComponent(value)]));
}

const app = express();
app.use(express.urlencoded({ extended: false }));
app.all('/api/auth/*path', (request, response) => {
  const { method, headers, body, query, params } = request;
  const asked = { method, headers, body, query: { ...query, nextauth: params.path }, cookies: cookiesOf(request) };
  return nextAuth.default(asked, response, options);
});

const { hostname, port, origin } = new URL(NEXTAUTH_URL);
app.listen(Number(port), hostname, () => console.log(`Open ${origin}`));
