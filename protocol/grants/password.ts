/** Resource owner password credentials grant (RFC 6749 section 4.3): off unless realm and client have it (DECISIONS 10). */
import { auditEntry } from '../audit-entry';
import { refusal } from '../errors';
import { issueRowId } from '../identifiers';
import { lifetimesOf } from '../options';
import type { Parameters } from '../parameters';
import type {
  Api,
  Authorization,
  Client,
  EndUser,
  OpaqueAccessToken,
  PasswordAttempt,
  PasswordProof,
  RefreshToken,
} from '../ports';
import { checkRequestedResources, concernedApis } from '../resources';
import { checkRequestedScopes, limitScopesToRoles, parseScope } from '../scopes';
import { settleSubject } from '../subjects';
import { createRefreshToken, isRefreshTokenDue } from '../tokens/refresh-token';
import type { Grant, GrantDependencies, GrantRequest } from './grant';

export const passwordGrant: Grant = {
  grantType: 'password',
  parameters: ['username', 'password', 'scope', 'resource'],

  async prove(request, dependencies) {
    const { parameters, client } = request;
    checkClient(client);
    const { name, password } = getCredentials(parameters);
    const known = await dependencies.storage.stores.apiLookup.list();
    const resources = checkRequestedResources(parameters.all('resource'), client, known);
    const requested = checkRequestedScopes(parseScope(parameters.get('scope')), client, known, resources);
    // After all that is the client's fault: only a request that could succeed is a try at a password.
    const { proof, endUser } = await authenticate({ name, password, origin: request.origin }, dependencies);
    const scopes = grantScopes(requested, endUser, concernedApis(known, resources));
    const subject = await settleSubject(client, endUser, dependencies);
    const { traceId } = request.origin;
    const facts = { client, endUser, subject, proof, scopes, resources, traceId };
    const authorization = describeAuthorization(facts, dependencies);
    const refresh = createBoundedRefreshToken(authorization, client, dependencies);
    return {
      kind: 'proven',
      authorization: {
        ...{ client, authorization, endUser, scopes, resources, nonce: undefined, refreshToken: refresh?.value },
        apis: known.filter(({ identifier }) => resources.includes(identifier)),
      },
      async spend(answer, accessToken) {
        await write({ authorization, proof, accessToken, refreshToken: refresh?.row }, request, dependencies);
        return answer;
      },
    };
  },
};

/** Registration has the same rules; here they hold whatever was stored. */
function checkClient({ metadata, settings: { profile } }: Client): void {
  if (metadata.token_endpoint_auth_method === 'none') throw refusal('password-public');
  if (profile !== 'oidc') throw refusal('grant-type-profile', { profile });
}

function getCredentials(parameters: Parameters): { name: string; password: string } {
  const [name, password] = [parameters.get('username'), parameters.get('password')];
  if (name === undefined) throw refusal('username-missing');
  if (password === undefined) throw refusal('password-missing');
  return { name, password };
}

type Proven = Extract<PasswordProof, { ok: true }>;

async function authenticate(
  attempt: PasswordAttempt,
  { authenticatePassword, storage }: GrantDependencies,
): Promise<{ proof: Proven; endUser: EndUser }> {
  const proof = await authenticatePassword(attempt);
  if (!proof.ok && proof.code === 'too-many-attempts')
    throw refusal('password-too-many-attempts', { retryAfterSeconds: proof.retryAfterSeconds });
  const endUser = proof.ok ? await storage.stores.endUsers.find(proof.person.id) : undefined;
  if (!proof.ok || endUser?.status !== 'active') throw refusal('password-wrong');
  return { proof, endUser };
}

function grantScopes(requested: string[], endUser: EndUser, apis: readonly Api[]): string[] {
  const granted = limitScopesToRoles(requested, endUser, apis);
  if (requested.length > 0 && granted.length === 0) throw refusal('password-scope');
  return granted;
}

interface Grantable {
  client: Client;
  endUser: EndUser;
  subject: string;
  proof: Proven;
  scopes: string[];
  resources: string[];
  traceId: string;
}

/** No browser signed in, so there is no session: what ends all sessions of the person ends it, a sign-out does not. */
function describeAuthorization(
  { client, endUser, subject, proof, scopes, resources, traceId }: Grantable,
  { clock, random }: GrantDependencies,
): Authorization {
  const now = clock.now();
  return {
    id: issueRowId(now, random),
    clientId: client.clientId,
    personId: endUser.personId,
    subject,
    sessionId: null,
    sid: null,
    originGrant: 'password',
    grantedScopes: scopes,
    resources,
    claimsRequest: null,
    claimsLocales: [],
    authTime: now,
    acr: proof.acr,
    amr: proof.amr,
    offline: scopes.includes('offline_access'),
    createdAt: now,
    revokedAt: null,
    traceId,
  };
}

/** Without `offline_access` it ends when the session would that the same password opens on the sign-in page, used or not. */
function createBoundedRefreshToken(
  authorization: Authorization,
  client: Client,
  dependencies: GrantDependencies,
): { value: string; row: RefreshToken } | undefined {
  const { grantedScopes: scopes, offline, createdAt } = authorization;
  if (!isRefreshTokenDue(client, scopes)) return undefined;
  const { options } = dependencies;
  const longest = lifetimesOf(client, options).refreshTokenAbsoluteSeconds;
  const seconds = offline ? longest : Math.min(longest, options.refreshTokenWithoutSessionSeconds);
  const end = new Date(createdAt.getTime() + seconds * 1000);
  return createRefreshToken(dependencies, { authorization, client, scopes }, end);
}

interface Granted {
  authorization: Authorization;
  proof: Proven;
  refreshToken: RefreshToken | undefined;
  accessToken: OpaqueAccessToken | undefined;
}

/** Whoever is shut out or gets another password at this moment leaves nothing behind. */
async function write(
  { authorization, proof, refreshToken, accessToken }: Granted,
  { client, origin }: GrantRequest,
  { storage, random }: GrantDependencies,
): Promise<void> {
  await storage.transaction(async (stores) => {
    if (!(await stores.endUsers.holdProven(proof.person.id, proof.passwordChangedAt))) throw refusal('password-wrong');
    await stores.authorizations.create(authorization);
    if (refreshToken !== undefined) await stores.refreshTokens.create(refreshToken);
    if (accessToken !== undefined) await stores.opaqueAccessTokens.create(accessToken);
    const actor = { kind: 'person', id: proof.person.id } as const;
    const object = { kind: 'client', id: client.clientId };
    const detail = { scope: authorization.grantedScopes.join(' '), grantType: 'password' };
    const facts = { at: authorization.createdAt, actor, action: 'authorization-create', object, detail };
    await stores.audit.append(auditEntry(facts, origin, random));
  });
}
