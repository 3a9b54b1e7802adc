/** Roles and groups, and what somebody has of them. */
import { z } from 'zod';
import type { Held } from '@/portal/list-held';
import type { Group, Role } from '@/portal/ports';
import { toHeldDocument as toPortalDocument } from '@/portal/role-document';

export const groupDocument = z
  .object({ id: z.string(), name: z.string(), description: z.string() })
  .meta({ id: 'Group' });

export function toGroupDocument({ id, name, description }: Group): z.input<typeof groupDocument> {
  return { id, name, description };
}

export const roleDocument = z
  .object({
    id: z.string(),
    name: z.string(),
    client_id: z.string().nullable().meta({ description: 'The application in which it is a role; null in the realm.' }),
    description: z.string(),
  })
  .meta({ id: 'Role' });

export function toRoleDocument({ id, name, clientId, description }: Role): z.input<typeof roleDocument> {
  return { id, name, client_id: clientId, description };
}

export const heldDocument = z
  .object({
    roles: z.array(z.string()),
    application_roles: z.array(z.object({ client_id: z.string(), name: z.string() })),
    groups: z.array(z.string()),
  })
  .meta({ id: 'Held' });

export function toHeldDocument(held: Held): z.input<typeof heldDocument> {
  return toPortalDocument(held);
}
