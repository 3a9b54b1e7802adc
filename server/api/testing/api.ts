/** The management API over memory storage, and the ways in which somebody calls it. */
import { addPerson, createHouse } from '@/portal/testing/house';
import { refusal } from '@/protocol/errors';
import { createManagementApi } from '../management-api';
import type { ApiScopeName } from '../scopes';

export const issuer = 'https://id.example.com';

export type As =
  /** Signed in in a browser, on a page of ours. */
  | { person: string; headers?: Record<string, string>; signedInSecondsAgo?: number }
  /** A back-end with a token for itself. */
  | { scopes: ApiScopeName[]; person?: string }
  | 'nobody';

export interface Sent {
  as?: As;
  body?: unknown;
  headers?: Record<string, string>;
}

const ours = { 'sec-fetch-site': 'same-origin' };

/** Three people (Ada and Bo; Root is an administrator) and the API over them. */
export async function createApiHouse() {
  const house = createHouse();
  for (const id of ['ada', 'bo']) await addPerson(house, id);
  await addPerson(house, 'root', { administrator: true });
  const reported: unknown[] = [];
  const { people } = house.storage.stores;
  const api = createManagementApi({
    ...house,
    issuer,
    findPerson: (id) => people.find(id),
    async findBearer(request) {
      const token = request.headers.get('authorization')?.replace('Bearer ', '');
      if (token === undefined) return undefined;
      if (!token.startsWith('{')) throw refusal('access-token-invalid');
      return JSON.parse(token);
    },
    async findSession(request) {
      const [id = '', secondsAgo = 0] = (request.headers.get('cookie') ?? '').split(' signed in ');
      const person = await people.find(id);
      const authTime = new Date(house.clock.now().getTime() - Number(secondsAgo) * 1000);
      return person && { person, session: { id: `session of ${person.id}`, authTime, remembered: false } };
    },
    confirmPassword: async ({ id }, password) =>
      password === 'too often' ? { retryAfterSeconds: 30 } : password === passwordOf(id) ? 'right' : 'wrong',
    forgetCached: async () => {},
    report: (error) => void reported.push(error),
  });
  const call = async (method: string, path: string, { as = { person: 'ada' }, body, headers = {} }: Sent = {}) => {
    const request = new Request(`${issuer}/api/v1${path}`, {
      method,
      headers: { ...headersOf(as), ...(body === undefined ? {} : { 'content-type': 'application/json' }), ...headers },
      ...(body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
    });
    const response = await api(request, '192.0.2.1');
    const text = await response.text();
    return {
      status: response.status,
      headers: response.headers,
      text,
      json: /json$/.test(response.headers.get('content-type') ?? '') ? JSON.parse(text) : undefined,
    };
  };
  return { ...house, api, call, reported };
}

/** What each of them types. */
export function passwordOf(id: string): string {
  return `the password of ${id}`;
}

export type ApiHouse = Awaited<ReturnType<typeof createApiHouse>>;

function headersOf(as: As): Record<string, string> {
  if (as === 'nobody') return {};
  if ('scopes' in as) {
    const bearer = { clientId: 'gh_backend', personId: as.person ?? null, scopes: as.scopes };
    return { authorization: `Bearer ${JSON.stringify(bearer)}` };
  }
  const { person, signedInSecondsAgo = 0 } = as;
  return { cookie: `${person} signed in ${signedInSecondsAgo}`, ...ours, ...as.headers };
}

export const shop = { client_name: 'Shop', redirect_uris: ['https://shop.example.com/callback'] };

/** An application of Ada's, as its document. */
export async function addShop({ call }: Pick<ApiHouse, 'call'>, change: object = {}) {
  const made = await call('POST', '/applications', { body: { ...shop, ...change } });
  if (made.status !== 201) throw new Error(made.text);
  return made.json;
}
