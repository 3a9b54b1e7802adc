/**
 * THE TABLE of rules for an authorization request, in order. Phase one (`settleDelivery`) finds out who asks and where
 * answers go: its failures are shown on our own page and never redirected. Phase two (`checkAuthorizationRequest`) is
 * everything else: its failures go back to the client with `error`, `state` and `iss`.
 */
import type { Parameters } from '../parameters';
import { concernedApis } from '../resources';
import { scopesOfNamedClaims } from '../tokens/claims';
import { checkAcrValues } from './acr-values';
import { checkClaims } from './claims';
import { getRequestingClient } from './client';
import { checkExpectedSubject } from './expected-subject';
import { checkLocales } from './locales';
import { checkMaxAge } from './max-age';
import { checkNonce } from './nonce';
import { checkCodeChallenge } from './pkce';
import { checkPrompt } from './prompt';
import { getRedirectUri } from './redirect-uri';
import type { AuthorizationRequest, Delivery, RuleDependencies, RuleInput } from './request';
import { checkResources } from './resource';
import { checkResponseMode, chooseResponseMode } from './response-mode';
import { checkResponseType } from './response-type';
import { checkScope } from './scope';
import { checkUnsupported } from './unsupported';

export type { AuthorizationRequest, Delivery, RuleDependencies } from './request';

/** All parameters that the rules read; any other is ignored, and may even be repeated. */
export const authorizationParameters = [
  'client_id',
  'redirect_uri',
  'response_type',
  'response_mode',
  'scope',
  'state',
  'nonce',
  'code_challenge',
  'code_challenge_method',
  'prompt',
  'max_age',
  'login_hint',
  'id_token_hint',
  'acr_values',
  'ui_locales',
  'claims_locales',
  'display',
  'claims',
  'resource',
  'request',
  'request_uri',
  'registration',
] as const;

/** Phase one. Throws refusals that must never be redirected. */
export async function settleDelivery(parameters: Parameters, dependencies: RuleDependencies): Promise<Delivery> {
  parameters.check(['client_id', 'redirect_uri']);
  const client = await getRequestingClient(parameters, dependencies.clients);
  const target = getRedirectUri(parameters, client);
  return {
    client,
    ...target,
    responseMode: chooseResponseMode(parameters, client, target.redirectUri),
    state: readState(parameters),
  };
}

/** Phase two. Throws refusals that the caller sends to `delivery`. */
export async function checkAuthorizationRequest(
  parameters: Parameters,
  delivery: Delivery,
  dependencies: RuleDependencies,
): Promise<AuthorizationRequest> {
  parameters.check(authorizationParameters);
  const input: RuleInput = { parameters, delivery, dependencies };
  checkUnsupported(input);
  const responseType = checkResponseType(input);
  checkResponseMode(parameters, delivery.responseMode);
  const apis = await dependencies.apiLookup.list();
  const claims = checkClaims(input);
  const resources = checkResources(input, apis);
  const requestedScopes = checkScope(input, responseType, apis, resources);
  return {
    ...delivery,
    responseType,
    apis: concernedApis(apis, resources),
    requestedScopes,
    consentScopes: requestedScopes.includes('openid')
      ? [...new Set([...requestedScopes, ...scopesOfNamedClaims(claims)])]
      : requestedScopes,
    resources,
    nonce: checkNonce(input, responseType),
    codeChallenge: checkCodeChallenge(input, responseType),
    prompts: checkPrompt(input),
    maxAgeSeconds: checkMaxAge(input),
    claims,
    acrValues: checkAcrValues(input, claims),
    loginHint: parameters.get('login_hint'),
    expectedSubject: await checkExpectedSubject(input, claims),
    uiLocales: checkLocales(input, 'ui_locales'),
    claimsLocales: checkLocales(input, 'claims_locales'),
  };
}

/** A state that cannot be read is not sent back; the rules report it. */
function readState(parameters: Parameters): string | undefined {
  try {
    return parameters.get('state');
  } catch {
    return undefined;
  }
}
