/** Common slips in `grant_type`, each with the refusal that names the right one. */
import type { RefusalCode } from '../errors';

/** In small letters, without blanks and punctuation. */
const slips: Partial<Record<RefusalCode, readonly string[]>> = {
  'grant-type-slip-code': ['code', 'authcode', 'authorization', 'authorizationcode', 'authorisationcode', 'pkce'],
  'grant-type-slip-refresh': ['refresh', 'refreshtoken', 'refreshtokens'],
  'grant-type-slip-client': ['client', 'clientcredential', 'clientcredentials', 'credentials', 'm2m'],
  'grant-type-slip-device': [
    ...['device', 'devicecode', 'deviceauthorization', 'deviceflow'],
    ...['urnietfparamsoauthgranttypedevice', 'urnietfparamsoauthgranttypedevicecode'],
  ],
  'grant-type-slip-implicit': ['implicit', 'token', 'idtoken', 'hybrid'],
};

const known = new Map(
  Object.entries(slips).flatMap(([code, spellings]) => spellings.map((spelling) => [spelling, code as RefusalCode])),
);

/** What to say to a `grant_type` that is no grant of ours; undefined when it resembles none. */
export function findSlip(grantType: string): RefusalCode | undefined {
  return known.get(grantType.toLowerCase().replace(/[^a-z0-9]/g, ''));
}
