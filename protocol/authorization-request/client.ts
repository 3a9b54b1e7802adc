/** Phase one: who asks. A failure is shown on our own page and never redirected. */
import { refusal } from '../errors';
import type { Parameters } from '../parameters';
import type { Client, ClientLookup } from '../ports';

/** The active client of `client_id`; throws a refusal otherwise. */
export async function getRequestingClient(parameters: Parameters, clients: ClientLookup): Promise<Client> {
  const clientId = parameters.get('client_id');
  if (clientId === undefined) throw refusal('client-id-missing');
  const client = await clients.find(clientId);
  if (client === undefined) throw refusal('client-unknown');
  if (client.status !== 'active') throw refusal('client-disabled', { clientId });
  return client;
}
