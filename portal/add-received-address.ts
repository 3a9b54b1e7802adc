/** Registers an address exactly as a request brought it. */
import type { ClientUseCase } from './issue-secret';
import { refusal } from './refusal';
import { showClient } from './show-client';
import { showSignIn } from './show-sign-in';
import { updateClient } from './update-client';

/**
 * Adds the address that a trace failed for to those of its application; returns it. To do it twice changes nothing. Who
 * asks has proven anew who they are: with an address of one's own one receives other people's codes. Throws
 * `kind: 'not-found'`, `conflict` where the trace brought no address that could be added, and `invalid`.
 */
export async function addReceivedAddress(useCase: ClientUseCase, traceId: string): Promise<string> {
  const { client_id: clientId, steps } = await showSignIn(useCase, traceId);
  const address = steps.findLast(({ address_to_add: each }) => each !== null)?.address_to_add;
  if (!address) throw refusal('conflict', 'This sign-in brought no address that could be added as it is.');
  const { metadata } = await showClient(useCase, clientId);
  const registered = metadata[address.member] ?? [];
  if (!registered.includes(address.uri))
    await updateClient(useCase, clientId, { document: { [address.member]: [...registered, address.uri] } });
  return address.uri;
}
