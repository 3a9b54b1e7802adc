/**
 * Client authentication (RFC 6749 section 2.3). The registry: each method recognises its own credentials in a request
 * and proves them; exactly one may be used, and it must be the one that the client registered.
 */
import type { ClientAuthenticationMethod } from '../client-metadata/vocabulary';
import { refusal } from '../errors';
import type { Parameters } from '../parameters';
import type { Client, ClientLookup, Clock } from '../ports';
import { clientSecretBasic } from './client-secret-basic';
import { clientSecretPost } from './client-secret-post';
import { none } from './none';

export interface AuthenticationDependencies {
  clients: ClientLookup;
  clock: Clock;
}

/** What a request claims to be, found by one method; `prove` throws `invalid_client` unless the client is who it says. */
export interface Claim {
  /** Undefined when credentials were sent without saying whose they are. */
  clientId: string | undefined;
  prove(client: Client | undefined): Promise<void>;
}

export interface AuthenticationMethod {
  name: ClientAuthenticationMethod;
  /** The claim in this request, or undefined when the method was not used. Throws when it was used badly. */
  recognise(request: Request, parameters: Parameters, clock: Clock): Claim | undefined;
}

/** `none` comes last: a bare `client_id` counts only when nothing stronger was sent. */
const methods: Record<ClientAuthenticationMethod, AuthenticationMethod> = {
  client_secret_basic: clientSecretBasic,
  client_secret_post: clientSecretPost,
  none,
};

/**
 * The active client that sent this request, with the method it proved itself by. Throws `invalid_client` for an unknown,
 * disabled or unproven one with the same words, and `invalid_request` where two methods were used.
 */
export async function authenticateClient(
  request: Request,
  parameters: Parameters,
  { clients, clock }: AuthenticationDependencies,
): Promise<{ client: Client; method: ClientAuthenticationMethod }> {
  const claims = Object.values(methods).flatMap((method) => {
    const claim = method.recognise(request, parameters, clock);
    return claim === undefined ? [] : [{ method: method.name, claim }];
  });
  const [used] = claims;
  if (used === undefined) throw refusal('client-authentication-missing');
  const strong = claims.filter(({ method }) => method !== 'none');
  if (strong.length > 1) throw refusal('client-authentication-twice');
  const { clientId } = used.claim;
  if (clientId === undefined) throw refusal('client-authentication-missing', { reason: 'client_id is missing' });
  if (claims.some(({ claim }) => claim.clientId !== clientId))
    throw refusal('client-authentication-failed', { reason: 'two client ids' });
  const client = await clients.find(clientId);
  await used.claim.prove(client);
  if (client === undefined || client.status !== 'active') throw refusal('client-authentication-failed', { clientId });
  const registered = client.metadata.token_endpoint_auth_method;
  if (registered !== used.method) {
    throw refusal('client-authentication-method', {
      clientId: client.clientId,
      expected: registered,
      received: used.method,
    });
  }
  return { client, method: used.method };
}
