/** Lists roles. */
import { requireOperator } from './actor';
import type { UseCase } from './change';
import type { Role } from './ports';

/**
 * One page of roles, oldest first: all, those of one application, or with null those of the realm; `after` is the id of
 * the last one before. Throws `kind: 'forbidden'`.
 */
export async function listRoles(
  useCase: Pick<UseCase, 'storage' | 'actor'>,
  page: { after?: string; limit: number; clientId?: string | null },
): Promise<Role[]> {
  requireOperator(useCase.actor);
  return useCase.storage.stores.roles.list(page);
}
