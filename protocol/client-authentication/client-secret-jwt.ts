/** `client_secret_jwt` (OpenID Connect Core 9): an assertion with an HMAC under the octets of a client secret. */
import { compactVerify } from 'jose';
import { openClientSecret } from '../client-metadata/sealed-secret';
import { createAssertionMethod } from './client-assertion';

export const clientSecretJwt = createAssertionMethod(
  'client_secret_jwt',
  async (jws, { secrets }, algorithms, { vault, clock, ...told }) => {
    const now = clock.now();
    for (const secret of secrets.filter(({ expiresAt }) => expiresAt === null || expiresAt > now)) {
      // One that the vault refuses can prove nothing; another may.
      const key = await openClientSecret(secret, vault).catch(() => undefined);
      if (key === undefined || !(await isSigned(jws, key, algorithms))) continue;
      told.noteSecretUse?.(secret.id);
      return undefined;
    }
    return 'client-assertion-signature';
  },
);

function isSigned(jws: string, key: Uint8Array, algorithms: readonly string[]): Promise<boolean> {
  return compactVerify(jws, key, { algorithms: [...algorithms] }).then(
    () => true,
    () => false,
  );
}
