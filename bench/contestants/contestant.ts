/** Two providers that are asked the same things: what the scenarios may know of either. */
import type { RegisteredClient, RegisteredPerson } from '@/e2e/harness/command-line';
import type { Wire } from '@/e2e/harness/wire';

export type Database = 'postgresql' | 'embedded';

export interface Endpoints {
  authorization_endpoint: string;
  token_endpoint: string;
  introspection_endpoint: string;
  userinfo_endpoint: string;
  jwks_uri: string;
  device_authorization_endpoint: string;
  discovery: string;
}

export interface Contestant {
  name: 'Gatehouse' | 'oidc-provider';
  /** What it keeps its rows in, in words. */
  storage: string;
  issuer: string;
  endpoints: Endpoints;
  wire: Wire;
  /** Codes and refresh tokens. */
  web: RegisteredClient;
  /** Client credentials. */
  service: RegisteredClient;
  device: RegisteredClient;
  /** May sign in and has allowed nothing yet. */
  person: RegisteredPerson;
  /** The server's process and its workers. */
  processIds(): number[];
  stop(): Promise<void>;
}

/** The API that tokens are for; its access tokens are JWTs signed with the algorithm of the comparison. */
export const resource = { identifier: 'https://api.bench.example', scope: 'read' } as const;
export const redirectUri = 'https://app.bench.example/callback';
export const password = 'a wooden seat in the autumn rain 4';
export const claims = {
  preferred_username: 'bench',
  name: 'Benjamin Bench',
  email: 'bench@people.example',
  email_verified: true,
} as const;

/** Metadata of the three clients, the same for both. */
export function clientMetadata(algorithm: string) {
  const common = {
    redirect_uris: [],
    response_types: [],
    token_endpoint_auth_method: 'client_secret_basic',
    id_token_signed_response_alg: algorithm,
  };
  const code = { redirect_uris: [redirectUri], response_types: ['code'] };
  return {
    web: { ...common, ...code, client_name: 'Web', grant_types: ['authorization_code', 'refresh_token'] },
    service: { ...common, client_name: 'Service', grant_types: ['client_credentials'] },
    device: { ...common, client_name: 'Device', grant_types: ['urn:ietf:params:oauth:grant-type:device_code'] },
  };
}

/** Reads where the endpoints are. Throws when one is missing. */
export async function readEndpoints(issuer: string, wire: Wire): Promise<Endpoints> {
  const discovery = `${issuer}/.well-known/openid-configuration`;
  const document: Record<string, unknown> = JSON.parse((await wire(discovery)).text);
  const at = (name: string) => {
    const url = document[name];
    if (typeof url !== 'string') throw new Error(`${issuer} publishes no ${name}`);
    return url;
  };
  return {
    discovery,
    authorization_endpoint: at('authorization_endpoint'),
    token_endpoint: at('token_endpoint'),
    introspection_endpoint: at('introspection_endpoint'),
    userinfo_endpoint: at('userinfo_endpoint'),
    jwks_uri: at('jwks_uri'),
    device_authorization_endpoint: at('device_authorization_endpoint'),
  };
}
