/** An engine whose realm lets clients register themselves, and the requests of somebody who does. */
import { createClientRegistrations } from '@/portal/self-registration';
import { createTestEngine, issuer } from '@/protocol/testing/engine';
import { testVault } from '@/protocol/testing/signing-keys';

export const metadata = { client_name: 'Newcomer', redirect_uris: ['https://new.example/cb'] };
const network = '192.0.2.7';

export type Registering = Awaited<ReturnType<typeof createRegistering>>;

export async function createRegistering(settings: Record<string, unknown> = { registration: 'open' }) {
  const engine = await createTestEngine({}, ['RS256']);
  const { storage, clock, random, keySets } = engine;
  const { stores } = storage;
  Object.assign(
    engine.registrations,
    createClientRegistrations({
      storage,
      clock,
      random,
      vault: testVault,
      fetchDocument: keySets.fetch,
      rateLimits: true,
    }),
  );
  for (const [name, value] of Object.entries(settings)) await stores.settings.set(name, value);
  const send = async (
    path: string,
    { method = 'GET', token, body }: { method?: string; token?: string | undefined; body?: unknown } = {},
  ) => {
    const headers = {
      'content-type': 'application/json',
      ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
    };
    const text = typeof body === 'string' ? body : JSON.stringify(body);
    const request = new Request(`${issuer}/oauth2/register${path}`, {
      ...{ method, headers },
      ...(body === undefined ? {} : { body: text }),
    });
    const endpoint = path === '' ? engine.server.registration : engine.server.clientConfiguration;
    const response = await endpoint(request, network);
    const answered = await response.text();
    return { response, status: response.status, json: answered === '' ? undefined : JSON.parse(answered) };
  };
  return {
    ...{ engine, stores, send },
    register: (document: unknown = metadata, token?: string) =>
      send('', { method: 'POST', token, ...(document === undefined ? {} : { body: document }) }),
    clientOf: (clientId: string) => stores.clientAdministration.find(clientId),
  };
}
