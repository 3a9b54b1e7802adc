import { expect, test } from 'vitest';
import { openApiDocument } from './open-api';
import { apiScopes } from './scopes';
import type { As } from './testing/api';
import { addShop, createApiHouse, issuer } from './testing/api';
import { addOrders } from './testing/api-samples';
import { addRole } from './testing/people-samples';
import type { ApiDescription } from './testing/random-requests';
import { createRandomRequests } from './testing/random-requests';
import { addConsent, addKeys, addSession } from './testing/realm-samples';

const seeds = [1, 2, 3, 4];
const requestsOfEach = 500;
const callers: As[] = [{ person: 'root' }, { person: 'ada' }, { scopes: Object.keys(apiScopes) as never[] }];

/** A house with something of everything, and what it is known by. */
async function openFurnished() {
  const house = await createApiHouse();
  await addKeys(house);
  const { client_id, secrets } = await addShop(house);
  const { id: api } = await addOrders(house);
  const { id: role, group } = await addRole(house);
  const session = await addSession(house, 'ada');
  await addConsent(house, 'ada');
  const known = [client_id, secrets[0].id, api, role, group.id, session.id, 'ada', 'bo', 'root', 'registration'];
  return { ...house, known };
}

test.each(seeds)('no request made by chance (seed %i) makes the server fail', async (seed) => {
  const description = (await openApiDocument(issuer)) as ApiDescription;
  const house = await openFurnished();
  const make = createRandomRequests(description, seed, house.known);
  const seen = new Set<number>();
  for (let count = 0; count < requestsOfEach; count += 1) {
    const { method, path, body, headers } = make();
    const as = callers[count % callers.length] ?? 'nobody';
    const answer = await house.call(method, path, { as, headers, ...(body === undefined ? {} : { body }) });
    seen.add(answer.status);
    const said = `${method} ${path} ${JSON.stringify(body)?.slice(0, 500)}: ${answer.status} ${String(house.reported)}`;
    expect(answer.status, said).toBeLessThan(500);
  }
  expect(house.reported).toEqual([]);
  // Not only refusals: the requests get somewhere.
  for (const status of [200, 201, 204, 400, 403, 404, 422]) expect(seen).toContain(status);
});
