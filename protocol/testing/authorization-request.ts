/** A checked authorization request and a session, as values, for tests of pure decisions. */
import type { AuthorizationRequest } from '../authorization-request';
import { defaultClientSettings } from '../client-metadata';
import type { Prompt } from '../client-metadata/vocabulary';
import type { Client, ClientMetadata, ClientSettings, EndUserSession } from '../ports';

const at = new Date('2026-11-21T09:00:00Z');

export function describeClient(metadata: Partial<ClientMetadata> = {}, settings: Partial<ClientSettings> = {}): Client {
  const complete: ClientMetadata = {
    redirect_uris: ['https://rp.example/cb'],
    token_endpoint_auth_method: 'client_secret_basic',
    grant_types: ['authorization_code', 'refresh_token'],
    response_types: ['code'],
    application_type: 'web',
    ...metadata,
  };
  return {
    id: 'row',
    clientId: 'gh_client',
    status: 'active',
    metadata: complete,
    settings: { ...defaultClientSettings(complete), ...settings },
    secrets: [],
    allotments: [],
    createdAt: at,
    updatedAt: at,
    disabledAt: null,
    selfRegistration: null,
    verifiedAt: null,
  };
}

export function describeRequest({
  prompts = [],
  ...more
}: Partial<Omit<AuthorizationRequest, 'prompts'>> & { prompts?: Prompt[] } = {}): AuthorizationRequest {
  const requestedScopes = more.requestedScopes ?? ['openid', 'profile'];
  return {
    client: describeClient(),
    redirectUri: 'https://rp.example/cb',
    redirectUriWasSent: true,
    responseMode: 'query',
    responseType: 'code',
    state: 'state-1',
    requestedScopes,
    consentScopes: requestedScopes,
    resources: [],
    apis: [],
    nonce: undefined,
    codeChallenge: undefined,
    maxAgeSeconds: undefined,
    loginHint: undefined,
    expectedSubject: undefined,
    acrValues: [],
    uiLocales: [],
    claimsLocales: [],
    claims: undefined,
    ...more,
    prompts: new Set(prompts),
  };
}

/** A session of `ada`, `ageSeconds` old at `now`. */
export function describeSession(id = 'session-1', now = at, ageSeconds = 60): EndUserSession {
  const authTime = new Date(now.getTime() - ageSeconds * 1000);
  return {
    id,
    sid: `sid-${id}`,
    personId: 'person-ada',
    subject: 'ada',
    authTime,
    acr: 'urn:gatehouse:aal1',
    amr: ['pwd'],
  };
}
