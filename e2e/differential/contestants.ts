/** Gatehouse and oidc-provider, each with the same clients and the same person, asked over the same wire. */
import type { RegisteredClient, RegisteredPerson } from '../harness/command-line';
import { applicationOrigin } from '../harness/data';
import { untilDiscovered } from '../harness/discovered';
import { startInstance } from '../harness/instance';
import type { PlainBrowser } from '../harness/plain-browser';
import { createPlainBrowser } from '../harness/plain-browser';
import type { RelyingParty } from '../harness/relying-party';
import { createRelyingParty } from '../harness/relying-party';
import type { Wire } from '../harness/wire';
import { startPeer } from '../peer/peer';

const code = {
  redirect_uris: [`${applicationOrigin}/callback`],
  post_logout_redirect_uris: [`${applicationOrigin}/signed-out`],
  grant_types: ['authorization_code', 'refresh_token'],
  response_types: ['code'],
};
const metadata = {
  web: { ...code, client_name: 'Web', token_endpoint_auth_method: 'client_secret_basic' },
  post: { ...code, client_name: 'Post', token_endpoint_auth_method: 'client_secret_post' },
  other: { ...code, client_name: 'Other', token_endpoint_auth_method: 'client_secret_basic' },
  spa: { ...code, client_name: 'Single page', token_endpoint_auth_method: 'none' },
  front: {
    ...code,
    client_name: 'Front channel',
    token_endpoint_auth_method: 'client_secret_basic',
    grant_types: ['authorization_code', 'implicit', 'refresh_token'],
    response_types: ['code', 'id_token', 'id_token token', 'code id_token', 'code token', 'code id_token token'],
  },
} as const;

export type ClientName = keyof typeof metadata;
const names = Object.keys(metadata) as ClientName[];

const someone = {
  password: 'Two-engines-on-one-track-52',
  claims: { preferred_username: 'differ', name: 'Dee Ffer', email: 'dee@people.example', email_verified: true },
};

export interface Contestant {
  issuer: string;
  wire: Wire;
  person: RegisteredPerson;
  parties: Record<ClientName, RelyingParty>;
  newBrowser(): PlainBrowser;
  stop(): Promise<void>;
}

export async function openOurs(): Promise<Contestant> {
  const instance = await startInstance({ database: 'sqlite', env: { RATE_LIMITS: 'off' } });
  await instance.set('implicit-and-hybrid', 'on');
  await untilDiscovered(instance, 'id_token');
  const person = await instance.createUser(someone.claims, someone.password);
  const clients: Partial<Record<ClientName, RegisteredClient>> = {};
  for (const name of names) clients[name] = await instance.createClient(metadata[name]);
  return toContestant({ ...instance, person, stop: instance.remove }, clients as Record<ClientName, RegisteredClient>);
}

export async function openTheirs(): Promise<Contestant> {
  const secretOf = (name: ClientName) =>
    metadata[name].token_endpoint_auth_method === 'none'
      ? {}
      : { client_secret: `${name}-secret-of-32-characters-or-so` };
  const clients = Object.fromEntries(
    names.map((name) => [name, { ...metadata[name], client_id: `client-${name}`, ...secretOf(name) }]),
  ) as Record<ClientName, (typeof metadata)[ClientName] & RegisteredClient>;
  const peer = await startPeer({
    algorithms: ['RS256'],
    clients: Object.values(clients),
    // A claim that we add of ourselves.
    person: { ...someone, claims: { ...someone.claims, updated_at: 1 } },
    resource: { identifier: 'https://api.people.example', scope: 'read' },
    scopes: ['openid', 'offline_access', 'profile', 'email'],
    responseTypes: [...metadata.front.response_types],
  });
  return toContestant(peer, clients);
}

async function toContestant(
  { issuer, wire, person, stop }: Pick<Contestant, 'issuer' | 'wire' | 'person' | 'stop'>,
  clients: Record<ClientName, RegisteredClient>,
): Promise<Contestant> {
  const parties: Partial<Record<ClientName, RelyingParty>> = {};
  for (const name of names) parties[name] = await createRelyingParty(issuer, wire, clients[name]);
  return {
    ...{ issuer, wire, person, stop },
    parties: parties as Record<ClientName, RelyingParty>,
    newBrowser: () => createPlainBrowser(issuer, wire),
  };
}
