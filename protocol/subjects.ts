/**
 * Who a person is at a client: `sub` and `sid` are the same at all public clients, and others in each sector of pairwise
 * ones, so that no two sectors can compare whom they know (OpenID Connect Core 8). What they are made from never leaves.
 */
import { sectorOf } from './client-metadata/sector';
import { digest, issueIdentifier } from './identifiers';
import type { Client, EndUser, EndUserSession, ProtocolStores, RandomBytes } from './ports';

type Person = Pick<EndUser, 'personId' | 'subject'>;
type Stores = Pick<ProtocolStores, 'pairwiseSubjects'>;

/** The `sub` of a person at a client, from now on the same for as long as both are there. */
export async function settleSubject(
  client: Client,
  { personId, subject }: Person,
  { storage: { stores }, random }: { storage: { stores: Stores }; random: RandomBytes },
): Promise<string> {
  const sector = pairwiseSector(client);
  if (sector === undefined) return subject;
  return stores.pairwiseSubjects.settle(personId, sector, issueIdentifier(random));
}

/** The same without making one: undefined while the clients of the sector do not know the person. */
export async function findSubject(
  client: Client,
  { personId, subject }: Person,
  stores: Stores,
): Promise<string | undefined> {
  const sector = pairwiseSector(client);
  return sector === undefined ? subject : stores.pairwiseSubjects.find(personId, sector);
}

/** The `sid` of a session at a client: another one in each sector, which the session's own id, told to nobody, keeps apart. */
export async function sidAt(client: Client, { id, sid }: Pick<EndUserSession, 'id' | 'sid'>): Promise<string> {
  const sector = pairwiseSector(client);
  return sector === undefined ? sid : digest(`session ${id} at ${sector}`);
}

/** True for clients that no other sector may compare notes with. */
export function isPairwise({ metadata }: Pick<Client, 'metadata'>): boolean {
  return metadata.subject_type === 'pairwise';
}

function pairwiseSector(client: Client): string | undefined {
  if (!isPairwise(client)) return undefined;
  const sector = sectorOf(client.metadata);
  // Registration refuses such clients; the public subject must not take the place.
  if (sector === undefined) throw new Error(`The pairwise client ${client.clientId} has no sector.`);
  return sector;
}
