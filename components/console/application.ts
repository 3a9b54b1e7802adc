/** An application as the console's parts are given it: the API's document, as far as they read it. */
export interface ApplicationDocument {
  client_id: string;
  client_name?: string | undefined;
  application_type?: string | undefined;
  grant_types?: string[] | undefined;
  response_types?: string[] | undefined;
  token_endpoint_auth_method?: string | undefined;
  redirect_uris?: string[] | undefined;
  status: 'active' | 'disabled';
  verified_at: string | null;
  created_at: string;
  updated_at: string;
  secrets: SecretDocument[];
  settings: object;
  [member: string]: unknown;
}

export interface SecretDocument {
  id: string;
  label: string;
  prefix: string;
  created_at: string;
  created_by: string | null;
  expires_at: string | null;
  last_used_at: string | null;
}

export interface PersonReference {
  id: string;
  name: string;
  username: string;
}

/** What an application is, by what it registered. */
export type Kind = 'web' | 'spa' | 'native' | 'service' | 'device' | 'custom';

const deviceGrant = 'urn:ietf:params:oauth:grant-type:device_code';

/** The kind that this metadata makes; what fits none is what its developer made of it. */
export function kindOf(metadata: {
  application_type?: string | undefined;
  grant_types?: string[] | undefined;
  token_endpoint_auth_method?: string | undefined;
}): Kind {
  const grants = metadata.grant_types ?? ['authorization_code'];
  const isPublic = metadata.token_endpoint_auth_method === 'none';
  if (grants.includes(deviceGrant) && !grants.includes('authorization_code')) return 'device';
  if (grants.includes('client_credentials')) return grants.length === 1 ? 'service' : 'custom';
  if (!grants.includes('authorization_code')) return 'custom';
  if (metadata.application_type === 'native') return isPublic ? 'native' : 'custom';
  return isPublic ? 'spa' : 'web';
}

/** Where the pages of an application are. */
export function applicationPath(clientId: string, page = ''): string {
  return `/console/applications/${encodeURIComponent(clientId)}${page === '' ? '' : `/${page}`}`;
}
