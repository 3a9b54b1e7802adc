/** A good request for every operation, for the tests that go through all of them. */
import { addClientSecret } from '@/portal/client-secrets';
import { addTeamMember } from '@/portal/team';
import { operator } from '@/portal/testing/house';
import type { ApiHouse } from './api';
import { addShop, passwordOf, shop } from './api';
import { apiSamples } from './api-samples';
import { meSamples } from './me-samples';
import { addPersonOnce, peopleSamples } from './people-samples';
import { realmSamples } from './realm-samples';
import { tellMismatch } from './traces';

export interface Sample {
  path: string;
  body?: unknown;
}

export type MakeSample = (house: ApiHouse) => Promise<Sample>;

const ofApplication =
  (rest = '', body?: unknown): MakeSample =>
  async (house) => ({ path: `/applications/${(await addShop(house)).client_id}${rest}`, body });

const ofSecret =
  (body?: unknown): MakeSample =>
  async (house) => {
    const { client_id } = await addShop(house);
    const added = { label: 'old', expiresInSeconds: null };
    const { record } = await addClientSecret({ ...house, actor: operator }, client_id, added);
    return { path: `/applications/${client_id}/secrets/${record.id}`, body };
  };

const ofMember =
  (body?: unknown): MakeSample =>
  async (house) => {
    const { client_id } = await addShop(house);
    await house.storage.stores.people.update('bo', { status: 'active' });
    const actor = { ...house, actor: operator };
    await addPersonOnce(house, 'cy');
    await addTeamMember(actor, client_id, { name: 'cy', role: 'member' });
    return { path: `/applications/${client_id}/team/cy`, body };
  };

/** A request of an application of Ada's that failed for its address. */
const ofTrace =
  (rest = '', body?: unknown): MakeSample =>
  async (house) => {
    const { client_id: clientId } = await addShop(house);
    await tellMismatch(house, clientId);
    return { path: `/sign-ins/trace${rest}`, body };
  };

/** By the name of the operation. */
export const samples: Record<string, MakeSample> = {
  listApplications: async () => ({ path: '/applications' }),
  createApplication: async () => ({ path: '/applications', body: { ...shop, type: 'web' } }),
  getApplication: ofApplication(),
  updateApplication: ofApplication('', { client_name: 'Store' }),
  deleteApplication: ofApplication(),
  verifyApplication: ofApplication('/verification'),
  addApplicationSecret: ofApplication('/secrets', { label: 'blue' }),
  changeApplicationSecret: ofSecret({ label: 'green' }),
  deleteApplicationSecret: ofSecret(),
  listTeam: ofApplication('/team'),
  addTeamMember: async (house) => {
    await addPersonOnce(house, 'dee');
    return ofApplication('/team', { name: 'dee', role: 'member' })(house);
  },
  changeTeamRole: ofMember({ role: 'owner' }),
  removeTeamMember: ofMember(),
  listAllotments: ofApplication('/allotments'),
  ...apiSamples,
  ...peopleSamples,
  ...realmSamples,
  ...meSamples,
  listSignIns: ofApplication('/sign-ins'),
  getSignIn: ofTrace(),
  addReceivedAddress: ofTrace('/address', { password: passwordOf('root') }),
  getUsage: ofApplication('/usage?from=2026-11-20T00:00:00Z&until=2026-11-22T00:00:00Z'),
};
