/**
 * Client authentication (RFC 6749 section 2.3). The registry: each method recognises its own credentials in a request
 * and proves them; exactly one may be used, and it must be the one that the client registered.
 */
import type { RemoteKeySets } from '../client-keys/remote-key-sets';
import type { ClientAuthenticationMethod } from '../client-metadata/vocabulary';
import { endpointPaths } from '../endpoints/paths';
import type { OAuthError, RefusalCode } from '../errors';
import { isOAuthError, refusal } from '../errors';
import type { Parameters } from '../parameters';
import type { Client, ClientLookup, Clock, Cryptography, Spends, Vault } from '../ports';
import { clientSecretBasic } from './client-secret-basic';
import { clientSecretJwt } from './client-secret-jwt';
import { clientSecretPost } from './client-secret-post';
import { none } from './none';
import { privateKeyJwt } from './private-key-jwt';

export interface AuthenticationDependencies {
  issuer: string;
  clients: ClientLookup;
  clock: Clock;
  cryptography: Cryptography;
  vault: Pick<Vault, 'open'>;
  keySets: RemoteKeySets;
  /** Told of the secret that proved a client; what it does is off the response's path. */
  noteSecretUse?(secretId: string): void;
  storage: { spends: Pick<Spends, 'spendClientAssertion'> };
}

/** What a request claims to be, found by one method. */
export interface Claim {
  /** Undefined when credentials were sent without saying whose they are. */
  clientId: string | undefined;
  /** Throws `invalid_client` unless the client is who it says. */
  prove(client: Client | undefined): Promise<void>;
  /** Uses up what is good for one request; the last thing to be checked. */
  spend?(client: Client): Promise<void>;
}

/** Credentials that cannot be read, and why; told when no other method was used beside. */
export interface Unreadable {
  problem: OAuthError;
}

export interface AuthenticationMethod {
  name: ClientAuthenticationMethod;
  /** The claim in this request, or undefined when the method was not used; `audience` names us, the issuer first. */
  recognise(
    request: Request,
    parameters: Parameters,
    dependencies: AuthenticationDependencies,
    audience: readonly string[],
  ): Claim | Unreadable | undefined;
}

/** The parameters of all methods, to be checked like an endpoint's own. */
export const authenticationParameters = [
  'client_id',
  'client_secret',
  'client_assertion',
  'client_assertion_type',
] as const;

/** `none` comes last: a bare `client_id` counts only when nothing stronger was sent. */
const methods: Record<ClientAuthenticationMethod, AuthenticationMethod> = {
  client_secret_basic: clientSecretBasic,
  client_secret_post: clientSecretPost,
  client_secret_jwt: clientSecretJwt,
  private_key_jwt: privateKeyJwt,
  none,
};

const inOrder = Object.values(methods);

type AuthenticatedEndpoint = 'token' | 'introspection' | 'revocation' | 'deviceAuthorization';

/**
 * The active client that sent this request, with the method it proved itself by. Throws `invalid_client` for an unknown,
 * disabled or unproven one with the same words, and `invalid_request` where two methods were used.
 */
export async function authenticateClient(
  request: Request,
  parameters: Parameters,
  endpoint: AuthenticatedEndpoint,
  dependencies: AuthenticationDependencies,
): Promise<{ client: Client; method: ClientAuthenticationMethod }> {
  const { claim, clientId, method } = recogniseClient(request, parameters, endpoint, dependencies);
  const client = await dependencies.clients.find(clientId);
  await claim.prove(client);
  if (client === undefined) throw refusal('client-authentication-failed');
  if (client.status !== 'active') throw refusal('client-authentication-disabled', { clientId });
  const registered = client.metadata.token_endpoint_auth_method;
  if (registered !== method) {
    throw refusal('client-authentication-method', {
      clientId: client.clientId,
      expected: registered,
      received: method,
    });
  }
  await claim.spend?.(client);
  return { client, method };
}

/** The client that a request names in its credentials, proven or not; undefined when none can be read. */
export function namedClientId(
  request: Request,
  parameters: Parameters,
  endpoint: AuthenticatedEndpoint,
  dependencies: AuthenticationDependencies,
): string | undefined {
  try {
    return recogniseClient(request, parameters, endpoint, dependencies).clientId;
  } catch (error) {
    if (isOAuthError(error)) return undefined;
    throw error;
  }
}

/** Who the request says it is from, and by which one method; nothing is proven yet. Throws like `authenticateClient`. */
function recogniseClient(
  request: Request,
  parameters: Parameters,
  endpoint: AuthenticatedEndpoint,
  dependencies: AuthenticationDependencies,
): { claim: Claim; clientId: string; method: ClientAuthenticationMethod } {
  const audience = audienceOf(endpoint, dependencies);
  const claims: { method: ClientAuthenticationMethod; claim: Claim | Unreadable }[] = [];
  for (const { name, recognise } of inOrder) {
    const claim = recognise(request, parameters, dependencies, audience);
    if (claim !== undefined) claims.push({ method: name, claim });
  }
  const [used] = claims;
  if (used === undefined) throw refusal(whyMissing(request));
  const strong = claims.filter(({ method }) => method !== 'none');
  if (strong.length > 1) throw refusal('client-authentication-twice');
  if ('problem' in used.claim) throw used.claim.problem;
  const { clientId } = used.claim;
  if (clientId === undefined) throw refusal('client-authentication-missing', { reason: 'client_id is missing' });
  if (claims.some(({ claim }) => !('problem' in claim) && claim.clientId !== clientId))
    throw refusal('client-ids-differ');
  return { claim: used.claim, method: used.method, clientId };
}

/** Whoever looks for the mistake should find it: credentials in the query are never read (RFC 6749 section 2.3.1). */
function whyMissing({ url }: Request): RefusalCode {
  const query = new URL(url).searchParams;
  return authenticationParameters.some((name) => query.has(name))
    ? 'client-authentication-in-query'
    : 'client-authentication-missing';
}

/** Who an assertion may be meant for: the issuer, the token endpoint (OpenID Connect Core 9), the endpoint itself. */
function audienceOf(endpoint: AuthenticatedEndpoint, { issuer }: AuthenticationDependencies): readonly string[] {
  return [issuer, `${issuer}${endpointPaths.token}`, `${issuer}${endpointPaths[endpoint]}`];
}
