/** A realm with the password grant switched on, a client that has it, and a person whose password is known. */
import { createTestEngine } from './engine';
import { addApi, addClient, addPerson } from './registrations';
import { sendAs } from './token-request';

export const rightPassword = 'the right password';
export const passwordClient = { redirect_uris: [], grant_types: ['password', 'refresh_token'], response_types: [] };

export type PasswordGrantTest = Awaited<ReturnType<typeof beginPasswordGrant>>;

export async function beginPasswordGrant() {
  const engine = await createTestEngine({ passwordGrant: true });
  await addApi(engine);
  const scope = 'openid profile email offline_access read write';
  const client = await addClient(engine, { ...passwordClient, scope });
  const ada = await addPerson(engine);
  await engine.storage.stores.passwords.set(ada.personId, rightPassword, engine.clock.now());
  const form = (more: Record<string, string | undefined> = {}) => ({
    ...{ grant_type: 'password', username: 'ada', password: rightPassword },
    ...more,
  });
  return {
    ...{ engine, client, ada, form },
    ask: (more: Record<string, string | undefined> = {}, as = client) => sendAs(engine, as, 'token', form(more)),
    /** The durable rows of what was granted. */
    async grantedRows() {
      const rows = await engine.storage.stores.auditReader.list({ limit: 100 });
      return rows.filter(({ action }) => action === 'authorization-create');
    },
  };
}
