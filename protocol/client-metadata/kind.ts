/** What an application is, told from its metadata. Pure. */
import { deviceCodeGrantType } from './vocabulary';

/** What an application is, by what it registered. */
export type Kind = 'web' | 'spa' | 'native' | 'service' | 'device' | 'custom';

/** The kind that this metadata makes; what fits none is what its developer made of it. */
export function kindOf(metadata: {
  application_type?: string | undefined;
  grant_types?: string[] | undefined;
  token_endpoint_auth_method?: string | undefined;
}): Kind {
  const grants = metadata.grant_types ?? ['authorization_code'];
  const isPublic = metadata.token_endpoint_auth_method === 'none';
  if (grants.includes(deviceCodeGrantType) && !grants.includes('authorization_code')) return 'device';
  if (grants.includes('client_credentials')) return grants.length === 1 ? 'service' : 'custom';
  if (!grants.includes('authorization_code')) return 'custom';
  if (metadata.application_type === 'native') return isPublic ? 'native' : 'custom';
  return isPublic ? 'spa' : 'web';
}
