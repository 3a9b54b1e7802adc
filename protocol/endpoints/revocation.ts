/** Token revocation (RFC 7009). A refresh token takes its whole authorization with it, an access token only itself. */
import { auditEntry } from '../audit-entry';
import type { AuthenticationDependencies } from '../client-authentication';
import { authenticateClient, authenticationParameters } from '../client-authentication';
import { refusal } from '../errors';
import type { KeyRing } from '../keys';
import { readForm } from '../parameters';
import type { Client, Origin, ProtocolStorage } from '../ports';
import type { EndpointDependencies } from './endpoint';
import { createEndpoint } from './endpoint';
import type { PresentedToken } from './presented-token';
import { recogniseToken } from './presented-token';

type Dependencies = EndpointDependencies & AuthenticationDependencies & { storage: ProtocolStorage; keys: KeyRing };

/** Builds `POST /oauth2/revoke`. Unknown tokens are answered 200 (section 2.2), other clients' tokens refused (section 2.1). */
export function createRevocationEndpoint(dependencies: Dependencies) {
  return createEndpoint(
    {
      step: 'revocation',
      methods: ['POST'],
      scheme: 'Basic',
      isForBrowsers: true,
      async answer(request, origin) {
        const parameters = await readForm(request);
        parameters.check(['token', 'token_type_hint', ...authenticationParameters]);
        const { client } = await authenticateClient(request, parameters, 'revocation', dependencies);
        const token = parameters.get('token');
        if (token === undefined) throw refusal('token-missing', { clientId: client.clientId });
        const presented = await recogniseToken(token, dependencies);
        if (presented !== undefined) {
          if (ownerOf(presented) !== client.clientId)
            throw refusal('token-of-another-client', { clientId: client.clientId });
          await revoke(presented, client, origin, dependencies);
        }
        return { response: new Response(null, { status: 200, headers: { 'cache-control': 'no-store' } }), client };
      },
    },
    dependencies,
  );
}

function ownerOf(presented: PresentedToken): string {
  return presented.kind === 'refresh' ? presented.row.clientId : presented.claims.clientId;
}

/** Committed before it is acknowledged, with its audit row. */
async function revoke(
  presented: PresentedToken,
  client: Client,
  origin: Origin,
  { storage, clock, random }: Dependencies,
): Promise<void> {
  const at = clock.now();
  await storage.transaction(async (stores) => {
    if (presented.kind === 'refresh') await stores.authorizations.revoke(presented.row.authorizationId, at);
    else await stores.deniedAccessTokens.add(presented.claims.jti, new Date(presented.claims.expiresAtSeconds * 1000));
    const actor = { kind: 'client', id: client.clientId } as const;
    const action = presented.kind === 'refresh' ? 'authorization-revoke' : 'access-token-revoke';
    const { authorizationId } = presented.kind === 'refresh' ? presented.row : presented.claims;
    const object =
      authorizationId === null
        ? { kind: 'client', id: client.clientId }
        : { kind: 'authorization', id: authorizationId };
    await stores.audit.append(auditEntry({ at, actor, action, object }, origin, random));
  });
}
