import { describe, expect, test } from 'vitest';
import type { Actor } from './actor';
import { approveClient } from './approve-client';
import { addClientSecret, changeClientSecret, deleteClientSecret, mostSecrets } from './client-secrets';
import { createClient } from './create-client';
import { deleteClient } from './delete-client';
import { listApplications } from './list-applications';
import { rotateClientSecret } from './rotate-client-secret';
import { showClient } from './show-client';
import { addTeamMember, changeTeamRole, findOwnRole, listTeam, removeTeamMember } from './team';
import { addPerson, administrator, auditLines, createHouse, operator } from './testing/house';
import { updateClient } from './update-client';

const web = { client_name: 'Shop', redirect_uris: ['https://shop.example.com/callback'] };
const person = (personId: string): Actor => ({ kind: 'person', personId, administrator: false });

/** A developer, Ada, with an application; Bo is a member of it, Cy is nobody to it. */
async function createTeam() {
  const house = createHouse(person('ada'));
  for (const id of ['ada', 'bo', 'cy', 'admin']) await addPerson(house, id);
  const { client, issued } = await createClient(house, web);
  await addTeamMember(house, client.clientId, { name: 'Bo', role: 'member' });
  const as = (actor: Actor) => ({ ...house, actor });
  return { house, client, clientId: client.clientId, issued: issued!, as };
}

describe('a developer', () => {
  test('owns what they register, which nobody has vouched for', async () => {
    const { house, client, clientId } = await createTeam();
    expect(client.verifiedAt).toBeNull();
    expect(client.secrets[0]?.createdBy).toBe('ada');
    expect(await findOwnRole(house, clientId)).toBe('owner');
    const { rows } = await listApplications(house, { order: 'name', limit: 9 });
    expect(rows.map(({ client: each, owner }) => [each.clientId, owner?.id])).toEqual([[clientId, 'ada']]);
  });

  test('sees nothing of what others own, and operators see all', async () => {
    const { as, clientId } = await createTeam();
    const list = (actor: Actor, mine = false) => listApplications(as(actor), { order: 'name', limit: 9, mine });
    expect((await list(person('cy'))).rows).toEqual([]);
    expect((await list(person('bo'))).rows).toHaveLength(1);
    for (const actor of [administrator, operator, { kind: 'service', clientId: 'gh_x' } as const])
      expect((await list(actor)).rows).toHaveLength(1);
    expect((await list(administrator, true)).rows).toEqual([]);
    await expect(list({ kind: 'client', clientId })).rejects.toMatchObject({ kind: 'forbidden' });
  });

  type Act = (house: ReturnType<typeof createHouse>, clientId: string) => Promise<unknown>;
  const acts = {
    show: (house, id) => showClient(house, id),
    update: (house, id) => updateClient(house, id, {}),
    rotate: (house, id) => rotateClientSecret(house, id),
    'add a secret': (house, id) => addClientSecret(house, id, { label: 'x', expiresInSeconds: null }),
    'list the team': (house, id) => listTeam(house, id),
  } satisfies Record<string, Act>;
  const ownersActs = {
    'add to the team': (house, id) => addTeamMember(house, id, { name: 'cy', role: 'member' }),
    'change the team': (house, id) => changeTeamRole(house, id, 'bo', 'owner'),
    delete: (house, id) => deleteClient(house, id),
  } satisfies Record<string, Act>;

  test.each(Object.entries(acts))('%s: members too; for strangers there is no such application', async (_, act) => {
    const { as, clientId } = await createTeam();
    await expect(act(as(person('cy')), clientId)).rejects.toMatchObject({ kind: 'not-found' });
    await expect(act(as({ kind: 'client', clientId }), clientId)).rejects.toMatchObject({ kind: 'not-found' });
    await expect(act(as(person('bo')), clientId)).resolves.not.toThrow();
  });

  test.each(Object.entries(ownersActs))('%s: owners alone', async (_, act) => {
    const { as, clientId, client } = await createTeam();
    await expect(act(as(person('cy')), clientId)).rejects.toMatchObject({ kind: 'not-found' });
    await expect(act(as(person('bo')), clientId)).rejects.toMatchObject({ kind: 'forbidden' });
    expect(await showClient(as(operator), clientId)).toEqual(client);
    await expect(act(as(person('ada')), clientId)).resolves.not.toThrow();
  });

  test('cannot leave consent out; an administrator can', async () => {
    const { house, as, clientId } = await createTeam();
    const document = { settings: { firstParty: true } };
    const reserved = { kind: 'invalid', problems: [{ field: 'settings.firstParty', code: 'operators-only' }] };
    await expect(updateClient(house, clientId, { document })).rejects.toMatchObject(reserved);
    await expect(createClient(house, { ...web, ...document })).rejects.toMatchObject(reserved);
    await updateClient(as(administrator), clientId, { document });
    const { client } = await updateClient(house, clientId, { document: { client_name: 'Still' } });
    expect(client.settings.firstParty).toBe(true);
    const back = { document: { settings: { firstParty: false } } };
    expect((await updateClient(house, clientId, back)).client.settings.firstParty).toBe(false);
  });
});

describe('what an administrator vouched for', () => {
  test.each([
    ['its name', { client_name: 'Bank' }],
    ['its name in another language', { 'client_name#de': 'Bank' }],
    ['where it leads', { redirect_uris: ['https://other.example.com/callback'] }],
    ['its logo', { logo_uri: 'https://other.example.com/logo.png' }],
  ])('is not when its owner changes %s', async (_, document) => {
    const { house, as, clientId } = await createTeam();
    await approveClient(as(administrator), clientId);
    expect((await showClient(house, clientId)).verifiedAt).toEqual(house.clock.now());
    expect((await updateClient(house, clientId, { document })).client.verifiedAt).toBeNull();
  });

  test('stays so for other changes, and for changes of operators', async () => {
    const { house, as, clientId } = await createTeam();
    await approveClient(as(administrator), clientId);
    await updateClient(house, clientId, { document: { settings: { replayWindowSeconds: 5 } } });
    await updateClient(as(administrator), clientId, { document: { client_name: 'Bank' } });
    expect((await showClient(house, clientId)).verifiedAt).not.toBeNull();
  });
});

describe('the team', () => {
  test('always has an owner, unless an operator says otherwise', async () => {
    const { house, as, clientId } = await createTeam();
    const last = { kind: 'conflict' };
    await expect(removeTeamMember(house, clientId, 'ada')).rejects.toMatchObject(last);
    await expect(changeTeamRole(house, clientId, 'ada', 'member')).rejects.toMatchObject(last);
    await changeTeamRole(house, clientId, 'bo', 'owner');
    await removeTeamMember(house, clientId, 'ada');
    await expect(showClient(house, clientId)).rejects.toMatchObject({ kind: 'not-found' });
    await removeTeamMember(as(administrator), clientId, 'bo');
    expect(await listTeam(as(administrator), clientId)).toEqual([]);
  });

  test('members leave by themselves and remove nobody else', async () => {
    const { as, clientId } = await createTeam();
    const bo = as(person('bo'));
    await expect(removeTeamMember(bo, clientId, 'ada')).rejects.toMatchObject({ kind: 'forbidden' });
    await removeTeamMember(bo, clientId, 'bo');
    await expect(showClient(bo, clientId)).rejects.toMatchObject({ kind: 'not-found' });
  });

  test.each([
    ['nobody', 'nobody-here', 'no-such-person'],
    ['somebody who is in it', 'ada', 'duplicate'],
  ])('takes in no name of %s', async (_, name, code) => {
    const { house, clientId } = await createTeam();
    const refused = { kind: 'invalid', problems: [{ field: 'name', code }] };
    await expect(addTeamMember(house, clientId, { name, role: 'member' })).rejects.toMatchObject(refused);
  });

  test('is audited', async () => {
    const { house, clientId } = await createTeam();
    await changeTeamRole(house, clientId, 'bo', 'owner');
    await removeTeamMember(house, clientId, 'bo');
    expect(await auditLines(house)).toEqual([
      'person client-create client',
      'person client-member-add client',
      'person client-member-remove client',
      'person client-member-role client',
    ]);
  });
});

describe('secrets', () => {
  test('are added beside the others, changed and deleted', async () => {
    const { house, clientId, issued } = await createTeam();
    const added = await addClientSecret(house, clientId, { label: 'blue', expiresInSeconds: 60 });
    expect(added.record.expiresAt).toEqual(new Date(house.clock.now().getTime() + 60_000));
    await changeClientSecret(house, clientId, added.record.id, { label: 'green', expiresInSeconds: null });
    await deleteClientSecret(house, clientId, issued.record.id);
    const { secrets } = await showClient(house, clientId);
    expect(secrets).toEqual([{ ...added.record, label: 'green', expiresAt: null }]);
    for (const change of [changeClientSecret(house, clientId, 'x', {}), deleteClientSecret(house, clientId, 'x')])
      await expect(change).rejects.toMatchObject({ kind: 'not-found' });
    expect(JSON.stringify(await house.storage.stores.auditReader.list({ limit: 9 }))).not.toContain(added.value);
  });

  test(`are ${mostSecrets} at most; those that have expired make room`, async () => {
    const { house, clientId } = await createTeam();
    const add = () => addClientSecret(house, clientId, { label: 'x', expiresInSeconds: 60 });
    for (let at = 1; at < mostSecrets; at += 1) await add();
    await expect(add()).rejects.toMatchObject({ kind: 'invalid' });
    house.advance(61);
    await add();
    expect((await showClient(house, clientId)).secrets).toHaveLength(2);
  });

  test('are not for clients that authenticate otherwise', async () => {
    const house = createHouse();
    const { client } = await createClient(house, { ...web, token_endpoint_auth_method: 'none' });
    const adding = addClientSecret(house, client.clientId, { label: 'x', expiresInSeconds: null });
    await expect(adding).rejects.toMatchObject({ kind: 'invalid' });
  });
});
