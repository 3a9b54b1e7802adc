/** Client credentials grant (RFC 6749 section 4.4): a token for the application itself. No person, no refresh token. */
import { refusal } from '../errors';
import type { Parameters } from '../parameters';
import type { Api, Client } from '../ports';
import { checkRequestedResources, concernedApis } from '../resources';
import { isAllotted, parseScope } from '../scopes';
import type { Grant } from './grant';

export const clientCredentialsGrant: Grant = {
  grantType: 'client_credentials',
  parameters: ['scope', 'resource'],

  async prove({ parameters, client }, { storage }) {
    // Registration has the same rule; here it holds whatever was stored.
    if (client.metadata.token_endpoint_auth_method === 'none') throw refusal('client-credentials-public');
    const known = await storage.stores.apiLookup.list();
    const resources = checkRequestedResources(parameters.all('resource'), client, known);
    return {
      kind: 'proven',
      authorization: {
        ...{ client, authorization: undefined, endUser: undefined, nonce: undefined, refreshToken: undefined },
        scopes: chooseScopes(parameters, client, known, resources),
        apis: known.filter(({ identifier }) => resources.includes(identifier)),
        resources,
      },
      // There is nothing to use up; a JWT leaves no row at all.
      async spend(answer, accessToken) {
        if (accessToken !== undefined) await storage.stores.opaqueAccessTokens.create(accessToken);
        return answer;
      },
    };
  },
};

/**
 * The requested scopes, all of them allotted to the client; `openid` and the other scopes about a person never are.
 * Without `scope`, all that it has at the resources that it names (RFC 6749 section 3.3 asks for a default).
 */
function chooseScopes(parameters: Parameters, client: Client, known: readonly Api[], resources: string[]): string[] {
  const apis = concernedApis(known, resources);
  const requested = parseScope(parameters.get('scope'));
  if (requested.length === 0) {
    if (resources.length === 0) return [];
    const names = new Set(apis.flatMap((api) => api.scopes.map(({ name }) => name)));
    return [...names].filter((scope) => isAllotted(client, scope, apis));
  }
  const refused = requested.filter((scope) => !isAllotted(client, scope, apis));
  if (refused.length > 0) throw refusal('scope-not-allotted', { refused: refused.join(' ').slice(0, 200) });
  return requested;
}
