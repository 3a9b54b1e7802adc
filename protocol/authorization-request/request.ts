/** What a checked authorization request is (OpenID Connect Core 3.1.2.1). */
import type { ResponseType } from '../client-metadata/response-types';
import type { Prompt, ResponseMode } from '../client-metadata/vocabulary';
import type { AuthorizationServerOptions } from '../options';
import type { Parameters } from '../parameters';
import type { Api, ApiLookup, ClaimsRequest, Client, ClientLookup } from '../ports';
import type { IdTokenHint } from './id-token-hint';

/** Where answers go; settled first, so that every later failure can be sent there. */
export interface Delivery {
  client: Client;
  redirectUri: string;
  redirectUriWasSent: boolean;
  responseMode: ResponseMode;
  state: string | undefined;
}

export interface AuthorizationRequest extends Delivery {
  responseType: ResponseType;
  requestedScopes: string[];
  /** What the person must allow: the requested scopes, and those whose claims are asked for one by one. */
  consentScopes: string[];
  resources: string[];
  /** The APIs that its scopes may refer to: those of its resources, or any where it names none. */
  apis: Api[];
  nonce: string | undefined;
  codeChallenge: string | undefined;
  prompts: ReadonlySet<Prompt>;
  maxAgeSeconds: number | undefined;
  loginHint: string | undefined;
  /** The subject that must be the one signed in, from `id_token_hint` or the `claims` parameter. */
  expectedSubject: string | undefined;
  acrValues: string[];
  uiLocales: string[];
  claimsLocales: string[];
  claims: ClaimsRequest | undefined;
}

/** The narrow dependencies of the rules. */
export interface RuleDependencies {
  clients: ClientLookup;
  apiLookup: ApiLookup;
  /** Verifies a hint as received, or reads what was kept of one while its request waited. */
  readIdTokenHint(hint: string): Promise<IdTokenHint>;
  options: AuthorizationServerOptions;
}

export type RuleInput = { parameters: Parameters; delivery: Delivery; dependencies: RuleDependencies };
