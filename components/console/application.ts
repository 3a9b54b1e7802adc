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

/** Where the pages of an application are. */
export function applicationPath(clientId: string, page = ''): string {
  return `/console/applications/${encodeURIComponent(clientId)}${page === '' ? '' : `/${page}`}`;
}
