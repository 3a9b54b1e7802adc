/** Clients, people, sessions and APIs to test with. */
import { fullProfile } from '@/storage/memory/full-profile';
import { credentialKinds, defaultClientSettings, parseClientMetadata } from '../client-metadata';
import { issueClientId, issueClientSecret } from '../client-metadata/credentials';
import { sealClientSecret } from '../client-metadata/sealed-secret';
import { issueIdentifier, issueRowId } from '../identifiers';
import type { Allotment, Api, Client, ClientSettings, EndUserSession } from '../ports';
import type { TestEngine } from './engine';
import { testVault } from './signing-keys';

export const redirectUri = 'https://rp.example/cb';

export interface TestClient {
  client: Client;
  clientId: string;
  /** Empty for clients that have none. */
  secret: string;
}

/**
 * An active client; confidential, with code and refresh token, unless the metadata says otherwise. It may ask for every API
 * that there is, and for those of their scopes that `scope` names.
 */
export async function addClient(
  { storage, clock, random }: TestEngine,
  metadata: Record<string, unknown> = {},
  settings: Partial<ClientSettings> = {},
): Promise<TestClient> {
  const parsed = parseClientMetadata({
    redirect_uris: [redirectUri],
    grant_types: ['authorization_code', 'refresh_token'],
    post_logout_redirect_uris: ['https://rp.example/signed-out'],
    client_name: 'Example',
    ...metadata,
  });
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.problems));
  const now = clock.now();
  const kind = credentialKinds[parsed.metadata.token_endpoint_auth_method];
  const hasSecret = kind === 'sent-secret' || kind === 'signing-secret';
  const { secret, prefix, hash } = issueClientSecret(random);
  const id = issueRowId(now, random);
  const sealed = kind === 'signing-secret' ? await sealClientSecret(secret, id, testVault) : null;
  const stored = {
    id,
    label: 'first',
    prefix,
    hash: await hash,
    sealed,
    createdAt: now,
    createdBy: null,
    lastUsedAt: null,
  };
  const client: Client = {
    id: issueRowId(now, random),
    clientId: issueClientId(random),
    status: 'active',
    metadata: parsed.metadata,
    settings: { ...defaultClientSettings(parsed.metadata), ...settings },
    secrets: hasSecret ? [{ ...stored, expiresAt: null }] : [],
    allotments: await allotAll(storage.stores, parsed.metadata.scope ?? ''),
    createdAt: now,
    updatedAt: now,
    disabledAt: null,
    selfRegistration: null,
    verifiedAt: null,
  };
  await storage.stores.clientAdministration.create(client);
  return { client, clientId: client.clientId, secret: hasSecret ? secret : '' };
}

async function allotAll({ apiLookup }: TestEngine['storage']['stores'], scope: string): Promise<Allotment[]> {
  const named = scope.split(' ');
  return (await apiLookup.list()).map(({ identifier, scopes }) => ({
    api: identifier,
    scopes: scopes.map(({ name }) => name).filter((name) => named.includes(name)),
  }));
}

/** An active person with every claim, who is called as given. */
export async function addPerson(
  { storage, clock, random }: TestEngine,
  username = 'ada',
  profile: Record<string, unknown> = fullProfile,
): Promise<{ personId: string; subject: string }> {
  const now = clock.now();
  const person = {
    id: issueRowId(now, random),
    subject: issueIdentifier(random),
    username,
    usernameFolded: username,
    email: `${username}@example.com`,
    emailFolded: `${username}@example.com`,
    emailVerified: true,
    profile,
    status: 'active' as const,
    administrator: false,
    createdAt: now,
    updatedAt: now,
  };
  await storage.stores.people.create(person);
  return { personId: person.id, subject: person.subject };
}

/** A session that begins now and lasts 12 hours. */
export async function openSession(
  { storage, clock, random }: TestEngine,
  { personId, subject }: { personId: string; subject: string },
): Promise<EndUserSession> {
  const now = clock.now();
  const end = new Date(now.getTime() + 12 * 3_600_000);
  const session: EndUserSession = {
    id: issueRowId(now, random),
    sid: issueIdentifier(random),
    personId,
    subject,
    authTime: now,
    acr: 'urn:gatehouse:aal1',
    amr: ['pwd'],
  };
  const { subject: _subject, ...kept } = session;
  await storage.stores.sessions.create({
    ...kept,
    tokenHash: issueIdentifier(random),
    remembered: false,
    userAgent: null,
    network: null,
    createdAt: now,
    lastUsedAt: now,
    expiresAt: end,
    absoluteExpiresAt: end,
    endedAt: null,
  });
  return session;
}

/** A person who has just signed in. */
export async function signIn(engine: TestEngine, username = 'ada'): Promise<EndUserSession> {
  return openSession(engine, await addPerson(engine, username));
}

/** An API with the scopes `read` and `write`; the second needs the role `editor`. */
export async function addApi({ storage, clock, random }: TestEngine, api: Partial<Api> = {}): Promise<Api> {
  const added: Api = {
    id: issueRowId(clock.now(), random),
    identifier: 'https://api.example',
    name: 'Articles',
    scopes: [
      { name: 'read', description: 'Read articles', roles: [] },
      { name: 'write', description: 'Write articles', roles: ['editor'] },
    ],
    accessTokenSeconds: null,
    accessTokenFormat: 'jwt',
    signingAlgorithm: 'RS256',
    includesRoles: false,
    introspectionClientIds: [],
    ...api,
  };
  await storage.stores.apis.create(added);
  return added;
}

/** Gives a person these roles of the realm, and no others. */
export async function giveRoles(
  { storage, clock, random }: TestEngine,
  { personId }: { personId: string },
  names: string[],
): Promise<void> {
  const { roles } = storage.stores;
  for (const { id } of await roles.list({ limit: 100, clientId: null })) await roles.revoke(id, { personId });
  for (const name of names) {
    const known = await roles.find(name, null);
    const role = known ?? { id: issueRowId(clock.now(), random), clientId: null, name, description: '' };
    if (known === undefined) await roles.create(role);
    await roles.grant(role.id, { personId });
  }
}
