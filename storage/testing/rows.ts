/** Rows for the tests of this room: valid ones, of which a test changes what it is about. */
import { randomBytes } from 'node:crypto';
import { uuidv7 } from 'uuidv7';
import type { MailedLink, MailMessage, Person, SessionRecord } from '@/identity/ports';
import type { Role } from '@/portal/ports';
import type {
  Api,
  AuditEntry,
  Authorization,
  AuthorizationCode,
  Client,
  ClientSecret,
  DeviceCode,
  OpaqueAccessToken,
  PendingRequest,
  RefreshToken,
  SigningKeyRecord,
} from '@/protocol/ports';
import type { Storage } from '../storage';

/** With milliseconds, so that a storage which drops them is found out. */
export const now = new Date('2026-11-21T10:20:30.456Z');
export const issuer = 'https://id.example.com';

export function later(seconds: number): Date {
  return new Date(now.getTime() + seconds * 1000);
}

export function random(): string {
  return randomBytes(16).toString('hex');
}

export function aPerson(change: Partial<Person> = {}): Person {
  const username = change.username ?? `Person-${random()}`;
  return {
    ...{ id: uuidv7(), subject: random(), username, usernameFolded: username.toLowerCase() },
    ...{ email: null, emailFolded: null, emailVerified: false, profile: { name: 'A Person' } },
    ...{ status: 'active', administrator: false, createdAt: now, updatedAt: now },
    ...change,
  };
}

export function aSession(personId: string, change: Partial<SessionRecord> = {}): SessionRecord {
  return {
    ...{ id: uuidv7(), sid: random(), tokenHash: random(), personId, authTime: now, acr: 'urn:gatehouse:aal1' },
    ...{ amr: ['pwd', 'otp'], remembered: false, userAgent: null, network: '192.0.2.1', createdAt: now },
    ...{ lastUsedAt: now, expiresAt: later(3600), absoluteExpiresAt: later(36_000), endedAt: null },
    ...change,
  };
}

export function aSecret(change: Partial<ClientSecret> = {}): ClientSecret {
  const hash = random();
  const row = { id: uuidv7(), label: 'first', prefix: 'ghs_ab', hash, sealed: null };
  return { ...row, createdAt: now, expiresAt: null, createdBy: null, lastUsedAt: null, ...change };
}

export function aClient(change: Partial<Client> = {}): Client {
  const lifetimes = {
    ...{ authorizationCodeSeconds: null, accessTokenSeconds: 300, idTokenSeconds: null },
    ...{ refreshTokenIdleSeconds: null, refreshTokenAbsoluteSeconds: null },
  };
  return {
    ...{ id: uuidv7(), clientId: `gh_${random()}`, status: 'active', createdAt: now, updatedAt: now, secrets: [] },
    ...{ allotments: [], disabledAt: null, selfRegistration: null, verifiedAt: null },
    metadata: {
      ...{ redirect_uris: ['https://app.example.com/cb'], token_endpoint_auth_method: 'client_secret_basic' },
      ...{ grant_types: ['authorization_code'], response_types: ['code'], application_type: 'web' },
      client_name: 'An Application',
    },
    settings: {
      ...{ profile: 'oidc', firstParty: false, allowedOrigins: null, rotateRefreshTokens: true },
      ...{ replayWindowSeconds: 10, jsonTokenRequests: false, lifetimes },
      ...{ scopeClaimsInIdToken: false, claims: [] },
    },
    ...change,
  };
}

export function anApi(change: Partial<Api> = {}): Api {
  return {
    ...{ id: uuidv7(), identifier: `https://api.example.com/${random()}`, name: 'An API', accessTokenSeconds: null },
    ...{ accessTokenFormat: 'jwt', signingAlgorithm: 'RS256', includesRoles: false },
    scopes: [
      { name: 'write', description: 'Change things', roles: ['editor', 'owner'] },
      { name: 'read', description: 'See things', roles: [] },
    ],
    introspectionClientIds: ['gh_one', 'gh_two'],
    ...change,
  };
}

export function anAuthorization(change: Partial<Authorization> = {}): Authorization {
  return {
    ...{ id: uuidv7(), clientId: 'gh_client', personId: null, subject: random(), sessionId: null, sid: null },
    ...{ originGrant: 'authorization_code', grantedScopes: ['openid', 'profile'], resources: [], claimsRequest: null },
    ...{
      claimsLocales: [],
      authTime: now,
      acr: null,
      amr: [],
      offline: false,
      createdAt: now,
      revokedAt: null,
      traceId: random(),
    },
    ...change,
  };
}

export function aCode(authorizationId: string, change: Partial<AuthorizationCode> = {}): AuthorizationCode {
  return {
    ...{ hash: random(), authorizationId, clientId: 'gh_client', redirectUri: 'https://app.example.com/cb' },
    ...{ redirectUriWasSent: true, codeChallenge: random(), nonce: null },
    ...{ createdAt: now, expiresAt: later(60), consumedAt: null },
    ...change,
  };
}

export function aRefreshToken(authorizationId: string, change: Partial<RefreshToken> = {}): RefreshToken {
  return {
    ...{ id: uuidv7(), hash: random(), authorizationId, clientId: 'gh_client', scopes: ['openid', 'offline_access'] },
    ...{ createdAt: now, expiresAt: later(3600), absoluteExpiresAt: later(36_000), consumedAt: null, replay: null },
    ...change,
  };
}

export function anOpaqueAccessToken(change: Partial<OpaqueAccessToken> = {}): OpaqueAccessToken {
  return {
    ...{ hash: random(), jti: random(), authorizationId: null, clientId: 'gh_client', subject: 'gh_client' },
    ...{ scopes: ['read'], audience: ['https://api.example.com'], issuedAt: now, expiresAt: later(3600) },
    ...change,
  };
}

export function aDeviceCode(change: Partial<DeviceCode> = {}): DeviceCode {
  return {
    ...{ hash: random(), userCodeHash: random(), clientId: 'gh_client', requestedScopes: ['openid', 'profile'] },
    ...{ resources: ['https://a.example'], intervalSeconds: 5, lastPolledAt: null, claimedBy: null, decision: null },
    ...{ authorizationId: null, createdAt: now, expiresAt: later(600), consumedAt: null, traceId: random() },
    ...change,
  };
}

export function aPendingRequest(change: Partial<PendingRequest> = {}): PendingRequest {
  return {
    ...{ id: random(), traceId: random(), browserSecretHash: random(), purpose: 'authorize', clientId: 'gh_client' },
    ...{ parameters: { scope: 'openid', resource: ['https://a.example', 'https://b.example'] }, facts: {} },
    ...{ failure: null, createdAt: now, expiresAt: later(600), completedAt: null },
    ...change,
  };
}

export function aMailMessage(change: Partial<MailMessage> = {}): MailMessage {
  return {
    ...{ id: uuidv7(), recipient: 'ada@example.com', template: 'register', sealedParameters: 'sealed' },
    ...{ createdAt: now, dueAt: now, expiresAt: later(3600), attempts: 0, deliveredAt: null, failureCode: null },
    ...change,
  };
}

export function aMailedLink(change: Partial<MailedLink> = {}): MailedLink {
  return {
    ...{ kind: 'registration', hash: random(), email: 'Ada@example.com', personId: null, requestId: random() },
    ...{ createdAt: now, expiresAt: later(60), consumedAt: null },
    ...change,
  };
}

export function aSigningKey(alg: string, change: Partial<SigningKeyRecord> = {}): SigningKeyRecord {
  const kid = random();
  const publicJwk = { kty: 'EC', kid, nested: { values: [1, 'two', null] } };
  return {
    kid,
    alg,
    publicJwk,
    sealedPrivateJwk: 'sealed',
    createdAt: now,
    signsFrom: now,
    removedAt: null,
    ...change,
  };
}

export function anAuditEntry(change: Partial<AuditEntry> = {}): AuditEntry {
  return {
    ...{ id: uuidv7(), at: now, actor: { kind: 'system', id: null }, action: 'client.create' },
    ...{ object: { kind: 'client', id: 'gh_client' }, outcome: 'success', code: null, network: null, traceId: null },
    detail: { name: 'x', count: 2, on: true },
    ...change,
  };
}

export function aRole(change: Partial<Role> = {}): Role {
  return { id: uuidv7(), clientId: null, name: random(), description: 'A role', ...change };
}

/** A stored authorization of a stored person, in a session. */
export async function grant(storage: Storage, change: Partial<Authorization> = {}) {
  const person = aPerson();
  const session = aSession(person.id);
  await storage.stores.people.create(person);
  await storage.stores.sessions.create(session);
  const owner = { personId: person.id, subject: person.subject, sessionId: session.id, sid: session.sid };
  const authorization = anAuthorization({ ...owner, ...change });
  await storage.stores.authorizations.create(authorization);
  return { person, session, authorization };
}
