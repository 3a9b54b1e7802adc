/** Which web origins may read an answer (DECISIONS 16): those that an active client lists, checked again once the client is known. */
import type { Client, ClientLookup } from '../ports';
import { allowedOriginsOf } from '../ports/origins';

/** True when the client's own list has the origin. */
export function isAllowedOrigin(client: Client, origin: string): boolean {
  return allowedOriginsOf(client).includes(origin);
}

/** True when any active client lists the origin: all that a preflight can know. */
export async function isOriginListed(origin: string, { clients }: { clients: ClientLookup }): Promise<boolean> {
  if (origin.length > 300 || !URL.canParse(origin) || new URL(origin).origin !== origin) return false;
  return clients.isOriginAllowed(origin);
}
