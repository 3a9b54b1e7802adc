/** Roles and groups between rows and ports. */
import type { Group, Role } from '@/portal/ports';
import type { Group as GroupRow, Role as RoleRow } from './generated/sqlite/client';

export function toRole({ id, clientId, name, description }: RoleRow): Role {
  return { id, clientId: clientId === '' ? null : clientId, name, description };
}

export function toGroup({ id, name, description }: GroupRow): Group {
  return { id, name, description };
}
