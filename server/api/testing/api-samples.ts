/** Good requests about APIs, and about what applications may ask for at them. */
import { createApi } from '@/portal/create-api';
import { operator } from '@/portal/testing/house';
import type { Api } from '@/protocol/ports';
import type { ApiHouse } from './api';
import { addShop } from './api';
import type { MakeSample } from './samples';

export const orders = {
  identifier: 'https://orders.example.com/',
  name: 'Orders',
  scopes: [
    { name: 'orders:read', description: 'See orders' },
    { name: 'orders:write', description: 'Change orders' },
  ],
};

/** An API that somebody made. */
export function addOrders(house: ApiHouse): Promise<Api> {
  return createApi({ ...house, actor: operator }, orders);
}

const ofApi =
  (body?: unknown): MakeSample =>
  async (house) => ({ path: `/apis/${(await addOrders(house)).id}`, body });

const ofAllotment =
  (body?: unknown): MakeSample =>
  async (house) => ({
    path: `/applications/${(await addShop(house)).client_id}/allotments/${(await addOrders(house)).id}`,
    body,
  });

export const apiSamples: Record<string, MakeSample> = {
  listApis: async () => ({ path: '/apis' }),
  createApi: async () => ({ path: '/apis', body: orders }),
  getApi: ofApi(),
  updateApi: ofApi({ name: 'All orders' }),
  deleteApi: ofApi(),
  allotScopes: ofAllotment({ scopes: ['orders:read'] }),
  withdrawAllotment: ofAllotment(),
};
