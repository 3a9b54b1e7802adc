import { describe, expect, test } from 'vitest';
import { createClient } from './create-client';
import { showClient } from './show-client';
import { createHouse } from './testing/house';
import { updateClient } from './update-client';

const sector = 'https://sector.example/uris.json';
const [first, second] = ['https://one.example/cb', 'https://two.example/cb'];
const pairwise = { subject_type: 'pairwise', sector_identifier_uri: sector };

/** A house in which the sector lists these addresses. */
function houseWith(...listed: string[]) {
  const house = createHouse();
  house.documents.set(sector, JSON.stringify(listed));
  return house;
}

const codes = (error: { problems?: { field: string; code: string }[] }) =>
  error.problems?.map(({ field, code }) => `${field} ${code}`).join();

describe('a client with a sector', () => {
  test('is made when the sector lists all its redirect URIs, and keeps what it said', async () => {
    const house = houseWith(first, second);
    const { client } = await createClient(house, { ...pairwise, redirect_uris: [first, second] });
    expect((await showClient(house, client.clientId)).metadata).toMatchObject(pairwise);
  });

  test.each<[what: string, listed: string[] | undefined, problem: string]>([
    ['lists fewer', [first], 'sector_identifier_uri not-in-sector'],
    ['cannot be fetched', undefined, 'sector_identifier_uri sector-unreachable'],
  ])('is not made when the sector %s, and nothing is left of it', async (_, listed, problem) => {
    const house = listed === undefined ? createHouse() : houseWith(...listed);
    const refused = await createClient(house, { ...pairwise, redirect_uris: [first, second] }).catch(codes);
    expect(refused).toBe(problem);
    expect(await house.storage.stores.clientAdministration.list({ limit: 10 })).toEqual([]);
  });

  test('has nothing fetched for metadata that is refused anyway', async () => {
    const house = createHouse();
    const asked: string[] = [];
    const fetchDocument = async (uri: string) => {
      asked.push(uri);
      return '[]';
    };
    const document = { ...pairwise, redirect_uris: [first], grant_types: ['refresh_token'] };
    await expect(createClient({ ...house, fetchDocument }, document)).rejects.toMatchObject({ kind: 'invalid' });
    expect(asked).toEqual([]);
  });

  test('may get another redirect URI once the sector lists it', async () => {
    const house = houseWith(first);
    const { client } = await createClient(house, { ...pairwise, redirect_uris: [first] });
    const document = { redirect_uris: [first, second] };
    expect(await updateClient(house, client.clientId, { document }).catch(codes)).toBe(
      'sector_identifier_uri not-in-sector',
    );
    house.documents.set(sector, JSON.stringify([first, second]));
    expect((await updateClient(house, client.clientId, { document })).client.metadata).toMatchObject(document);
  });

  test('may be renamed while the sector is away', async () => {
    const house = houseWith(first);
    const { client } = await createClient(house, { ...pairwise, redirect_uris: [first] });
    house.documents.clear();
    const changed = await updateClient(house, client.clientId, { document: { client_name: 'Other' } });
    expect(changed.client.metadata.client_name).toBe('Other');
  });

  test('has the check of now: of two changes at once, none slips in what the sector does not list', async () => {
    const house = houseWith(first, second);
    const { client } = await createClient(house, { ...pairwise, redirect_uris: [first] });
    // The other change comes through while this one fetches.
    const fetchDocument = async () => {
      house.documents.set(sector, JSON.stringify([first]));
      const document = { redirect_uris: [first], client_name: 'Meanwhile' };
      await updateClient(house, client.clientId, { document });
      return JSON.stringify([first]);
    };
    const change = { document: { redirect_uris: [first, second] } };
    const refused = await updateClient({ ...house, fetchDocument }, client.clientId, change).catch(codes);
    expect(refused).toBe('sector_identifier_uri not-in-sector');
  });
});

describe('what people are known by', () => {
  test.each<[what: string, members: Record<string, unknown>, field: string]>([
    ['the type', { subject_type: 'public' }, 'subject_type'],
    ['the sector', { sector_identifier_uri: sector }, 'sector_identifier_uri'],
    ['the host', { redirect_uris: [second] }, 'redirect_uris'],
  ])('stays: %s of a pairwise client cannot change', async (_, document, field) => {
    const house = houseWith(first, second);
    const { client } = await createClient(house, { subject_type: 'pairwise', redirect_uris: [first] });
    const refused = await updateClient(house, client.clientId, { document }).catch(codes);
    expect(refused).toBe(`${field} changes-subjects`);
    expect((await showClient(house, client.clientId)).metadata).toEqual(client.metadata);
  });

  test('stays: a public client does not become pairwise', async () => {
    const house = createHouse();
    const { client } = await createClient(house, { redirect_uris: [first] });
    const document = { subject_type: 'pairwise' };
    const refused = await updateClient(house, client.clientId, { document }).catch(codes);
    expect(refused).toBe('subject_type changes-subjects');
  });
});
