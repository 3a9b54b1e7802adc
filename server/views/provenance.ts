/** Who runs an application, as people are told who decide about it. */
import { isUnreviewed } from '@/protocol/interaction/consent';
import type { Client } from '@/protocol/ports';
import { container } from '../container';

/**
 * The name of the one who owns it longest, and whether an administrator vouched for what it says of itself; of an
 * administrator's own there is nothing to say.
 */
export async function provenanceOf(client: Client) {
  const { storage } = await container();
  const owner = (await storage.stores.clientMembers.findOwners([client.clientId])).get(client.clientId);
  const isVouchedFor = client.verifiedAt !== null;
  return {
    owner: owner === undefined || owner.administrator ? undefined : (owner.profile.name ?? owner.username),
    verified: isVouchedFor ? (owner === undefined || owner.administrator ? undefined : true) : false,
    unreviewed: isUnreviewed(client),
  };
}
