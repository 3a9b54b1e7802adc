/** What happens when a one-time thing comes back: everything made from it is revoked (RFC 6749 section 4.1.2, RFC 9700 section 4.14). */
import type { OAuthError } from '../errors';
import { refusal } from '../errors';
import { issueRowId } from '../identifiers';
import type { GrantDependencies, GrantRequest } from './grant';

/** Revokes the authorization, writes it to the audit, and returns the refusal to throw. */
export async function revokeAfterReuse(
  kind: 'code-reused' | 'refresh-token-reused',
  authorizationId: string,
  { client, traceId }: Pick<GrantRequest, 'client' | 'traceId'>,
  { storage, clock, random }: Pick<GrantDependencies, 'storage' | 'clock' | 'random'>,
): Promise<OAuthError> {
  const at = clock.now();
  await storage.transaction(async (stores) => {
    await stores.authorizations.revoke(authorizationId, at);
    await stores.audit.append({
      id: issueRowId(at, random),
      at,
      actor: { kind: 'client', id: client.clientId },
      action: 'authorization-revoke',
      object: { kind: 'authorization', id: authorizationId },
      outcome: 'success',
      code: kind,
      network: null,
      traceId,
      detail: {},
    });
  });
  return refusal(kind, { clientId: client.clientId });
}
