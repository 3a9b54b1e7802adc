/** How an access token for several APIs looks: each has its own wishes, and there is one token. */
import type { AccessTokenFormat, SigningAlgorithm } from '../client-metadata/vocabulary';
import { refusal } from '../errors';
import type { Api } from '../ports';

export interface AccessTokenAgreement {
  format: AccessTokenFormat;
  signingAlgorithm: SigningAlgorithm;
  includesRoles: boolean;
  lifetimeSeconds: number;
}

/**
 * The shortest lifetime, and roles where one API asks for them. Format and algorithm must be the same for all: no choice
 * between them would serve every API, so a client asks for such tokens one by one, and this throws `invalid_target`.
 * Without an API, a JWT signed with RS256 (DECISIONS 11).
 */
export function agreeOnAccessToken(apis: readonly Api[], clientSeconds: number): AccessTokenAgreement {
  const [first, ...others] = apis;
  const format = first?.accessTokenFormat ?? 'jwt';
  const signingAlgorithm = first?.signingAlgorithm ?? 'RS256';
  const agrees = (api: Api) =>
    api.accessTokenFormat === format && (format === 'opaque' || api.signingAlgorithm === signingAlgorithm);
  if (!others.every(agrees)) throw refusal('resources-disagree');
  return {
    format,
    signingAlgorithm,
    includesRoles: apis.some((api) => api.includesRoles),
    lifetimeSeconds: Math.min(clientSeconds, ...apis.flatMap((api) => api.accessTokenSeconds ?? [])),
  };
}
