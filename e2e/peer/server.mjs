// oidc-provider in a process of its own, set up to give what Gatehouse gives: JWT access tokens, rotated refresh tokens.
import { createServer } from 'node:http';
import { exportJWK, generateKeyPair } from 'jose';
import { Provider } from 'oidc-provider';
import { createInteractions } from './interactions.mjs';

const { issuer, adapter, algorithms, clients, person, resource, scopes, responseTypes } = JSON.parse(process.argv[2]);
const keyOf = async (alg) => {
  const { privateKey } = await generateKeyPair(alg, { extractable: true });
  return { ...(await exportJWK(privateKey)), alg, use: 'sig', kid: alg };
};
const resourceServer = {
  scope: resource.scope,
  audience: resource.identifier,
  accessTokenFormat: 'jwt',
  jwt: { sign: { alg: algorithms[0] } },
};

const provider = new Provider(issuer, {
  ...(adapter === undefined
    ? {}
    : { adapter: await (await import(adapter.module)).createAdapter(adapter.databaseUrl) }),
  clients,
  scopes,
  responseTypes,
  jwks: { keys: await Promise.all(algorithms.map(keyOf)) },
  cookies: { keys: ['peer'] },
  claims: {
    openid: ['sub'],
    profile: ['name', 'preferred_username', 'updated_at'],
    email: ['email', 'email_verified'],
  },
  findAccount: (_context, sub) => ({ accountId: sub, claims: () => ({ ...person.claims, sub }) }),
  interactions: { url: (_context, interaction) => `/interaction/${interaction.uid}` },
  issueRefreshToken: (_context, client) => client.grantTypeAllowed('refresh_token'),
  rotateRefreshToken: true,
  features: {
    clientCredentials: { enabled: true },
    deviceFlow: { enabled: true },
    devInteractions: { enabled: false },
    introspection: { enabled: true, allowedPolicy: (_context, client, token) => token.clientId === client.clientId },
    revocation: { enabled: true },
    claimsParameter: { enabled: true },
    resourceIndicators: {
      enabled: true,
      getResourceServerInfo: () => resourceServer,
      useGrantedResource: () => true,
    },
  },
});
const callback = provider.callback();
const interact = createInteractions(provider, person);

// As long as ours keeps idle connections: while one side is prepared, the other's must not close.
createServer({ keepAliveTimeout: 65_000 }, (request, response) => {
  if (!request.url.startsWith('/interaction/')) return callback(request, response);
  interact(request, response).catch((error) => {
    process.stderr.write(`${error.stack}\n`);
    response.writeHead(500).end();
  });
}).listen(new URL(issuer).port, 'localhost', () => process.stdout.write('ready\n'));
