/** What happens when a one-time thing comes back: everything made from it is revoked (RFC 6749 section 4.1.2, RFC 9700 section 4.14). */
import { auditEntry } from '../audit-entry';
import type { OAuthError } from '../errors';
import { refusal } from '../errors';
import type { GrantDependencies, GrantRequest } from './grant';

/** Revokes the authorization, writes it to the audit, and returns the refusal to throw. */
export async function revokeAfterReuse(
  kind: 'code-reused' | 'refresh-token-reused',
  authorizationId: string,
  { client, origin }: Pick<GrantRequest, 'client' | 'origin'>,
  { storage, clock, random }: Pick<GrantDependencies, 'storage' | 'clock' | 'random'>,
): Promise<OAuthError> {
  const at = clock.now();
  await storage.transaction(async (stores) => {
    await stores.authorizations.revoke(authorizationId, at);
    const actor = { kind: 'client', id: client.clientId } as const;
    const object = { kind: 'authorization', id: authorizationId };
    const facts = { at, actor, action: 'authorization-revoke', object, code: kind };
    await stores.audit.append(auditEntry(facts, origin, random));
  });
  return refusal(kind, { clientId: client.clientId });
}
