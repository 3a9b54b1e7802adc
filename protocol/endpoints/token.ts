/** The token endpoint (RFC 6749 section 3.2), in five phases: read, find the grant, authenticate, prove, mint and spend. */
import type { AuthenticationDependencies } from '../client-authentication';
import { authenticateClient, authenticationParameters } from '../client-authentication';
import { isAvailableGrantType } from '../client-metadata/availability';
import { refusal } from '../errors';
import { grants } from '../grants';
import type { Grant, GrantDependencies, GrantRequest } from '../grants/grant';
import { checkMayUse } from '../grants/registered';
import { findSlip } from '../grants/slips';
import { inTrace } from '../in-trace';
import type { AuthorizationServerOptions } from '../options';
import type { Parameters } from '../parameters';
import type { Authorization } from '../ports';
import { issueTokens } from '../tokens/issue';
import type { Answered, EndpointDependencies } from './endpoint';
import { attributeTo, createEndpoint, jsonText } from './endpoint';
import { readTokenParameters } from './token-parameters';

const byGrantType = new Map<string, Grant>(Object.values(grants).map((grant) => [grant.grantType, grant]));
const commonParameters = ['grant_type', ...authenticationParameters] as const;

/** Builds `POST /oauth2/token`. */
export function createTokenEndpoint(
  dependencies: EndpointDependencies & AuthenticationDependencies & GrantDependencies,
) {
  return createEndpoint(
    {
      step: 'token',
      methods: ['POST'],
      scheme: 'Basic',
      isForBrowsers: true,
      async answer(request, origin) {
        const parameters = await readTokenParameters(request, commonParameters, dependencies);
        const grant = getGrant(parameters, request, dependencies.options);
        parameters.check(grant.parameters);
        const { client } = await authenticateClient(request, parameters, 'token', dependencies);
        try {
          checkMayUse(client, grant.grantType);
          const { answer, authorization } = await proveAndMint(grant, { parameters, client, origin }, dependencies);
          return { response: jsonText(answer), client, told: tellOf(grant, authorization) };
        } catch (thrown) {
          throw attributeTo(client, thrown);
        }
      },
    },
    dependencies,
  );
}

/** The bytes of the answer, and the authorization behind it; undefined when the client acts for itself. */
async function proveAndMint(
  grant: Grant,
  request: GrantRequest,
  dependencies: GrantDependencies,
): Promise<{ answer: string; authorization: Authorization | undefined }> {
  const proof = await grant.prove(request, dependencies);
  if (proof.kind === 'replayed') return proof;
  const { authorization } = proof.authorization;
  return inTrace(authorization?.traceId, async () => {
    const { answer, opaqueAccessToken } = await issueTokens(dependencies, proof.authorization);
    // Minted before it is spent: a failure to sign costs the client nothing, and a lost race costs us one signature.
    return { answer: await proof.spend(JSON.stringify(answer), opaqueAccessToken), authorization };
  });
}

/** With tokens the sign-in goes on that the grant came from; a client that acts for itself has a trace for each request. */
function tellOf({ grantType }: Grant, authorization: Authorization | undefined): NonNullable<Answered['told']> {
  const step = grantType === 'refresh_token' ? 'refresh' : 'token';
  const detail = { grantType };
  return authorization === undefined
    ? { step, detail }
    : { step, detail, traceId: authorization.traceId, subject: authorization.subject };
}

function getGrant(parameters: Parameters, request: Request, options: AuthorizationServerOptions): Grant {
  const grantType = parameters.get('grant_type');
  if (grantType === undefined)
    throw refusal(new URL(request.url).searchParams.has('grant_type') ? 'parameters-in-query' : 'grant-type-missing');
  const grant = byGrantType.get(grantType);
  if (grant !== undefined) {
    if (!isAvailableGrantType(grant.grantType, options)) throw refusal('grant-type-off', { grantType });
    return grant;
  }
  throw refusal(findSlip(grantType) ?? 'grant-type-unsupported', { received: grantType.slice(0, 100) });
}
