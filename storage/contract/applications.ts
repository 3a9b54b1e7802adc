/** What the console lists of clients, who looks after them, and what it was asked to do once. */
import { describe, expect, it } from 'vitest';
import { aClient, aPerson, aSecret, later, now, random } from '../testing/rows';
import { kind } from './refusals';
import type { Subject } from './subject';

export function describeApplications(subject: Subject): void {
  describe('applications in the console', () => {
    listed(subject);
    members(subject);
    secrets(subject);
    idempotentRequests(subject);
  });
}

const named = (name: string, change: Parameters<typeof aClient>[0] = {}) =>
  aClient({ ...change, metadata: { ...aClient().metadata, client_name: name } });

function listed({ stores }: Subject): void {
  it.each([
    ['name', ['a', 'b', 'c', 'd', 'e']],
    ['created', ['e', 'c', 'a', 'd', 'b']],
    ['updated', ['b', 'd', 'a', 'c', 'e']],
  ] as const)('come a part at a time in the order of %s', async (order, expected) => {
    const mark = random();
    const { clientAdministration } = stores();
    for (const [at, letter] of ['b', 'd', 'a', 'c', 'e'].entries())
      await clientAdministration.create(named(`${letter} ${mark}`, { updatedAt: later(-at) }));
    const seen: string[] = [];
    let after: string | null = null;
    do {
      const slice = await clientAdministration.query({ order, search: mark, limit: 2, ...(after ? { after } : {}) });
      expect(slice.rows.length).toBeLessThanOrEqual(2);
      seen.push(...slice.rows.map(({ metadata }) => String(metadata.client_name).charAt(0)));
      after = slice.next;
    } while (after !== null);
    expect(seen).toEqual(expected);
  });

  it('are filtered by status, verification and member', async () => {
    const mark = random();
    const { clientAdministration, clientMembers, people } = stores();
    const person = aPerson();
    await people.create(person);
    const [active, disabled, verified] = [
      named(`1 ${mark}`),
      named(`2 ${mark}`, { status: 'disabled' }),
      named(`3 ${mark}`, { verifiedAt: now }),
    ];
    for (const client of [active, disabled, verified]) await clientAdministration.create(client);
    await clientMembers.save({ clientId: active.clientId, personId: person.id, role: 'owner', createdAt: now });
    const list = async (filter: object) =>
      (await clientAdministration.query({ order: 'name', search: mark, limit: 9, ...filter })).rows;
    expect(await list({})).toEqual([active, disabled, verified]);
    expect(await list({ status: 'disabled' })).toEqual([disabled]);
    expect(await list({ verified: true })).toEqual([verified]);
    expect(await list({ verified: false })).toEqual([active, disabled]);
    expect(await list({ memberId: person.id })).toEqual([active]);
    expect(await list({ memberId: random() })).toEqual([]);
  });

  it.each(['', 'x', 'W10', 'WyJhIl0', 'eyJ9'])('refuse %j, which is no cursor of theirs', async (after) => {
    const listing = stores().clientAdministration.query({ order: 'updated', limit: 2, after });
    await expect(listing).rejects.toEqual(kind('invalid-cursor'));
  });
}

function members({ stores }: Subject): void {
  it('are found for their members alone, and have owners', async () => {
    const { clientAdministration, clientMembers, people } = stores();
    const [client, owner, member] = [aClient(), aPerson(), aPerson()];
    await clientAdministration.create(client);
    for (const person of [owner, member]) await people.create(person);
    const { clientId } = client;
    expect(await clientAdministration.find(clientId, owner.id)).toBeUndefined();
    await clientMembers.save({ clientId, personId: owner.id, role: 'owner', createdAt: now });
    await clientMembers.save({ clientId, personId: member.id, role: 'member', createdAt: later(1) });
    expect(await clientAdministration.find(clientId, owner.id)).toEqual(client);
    expect(await clientAdministration.findForChange(clientId, random())).toBeUndefined();
    const listed = await clientMembers.list(clientId);
    expect(listed.map(({ person, role }) => [person.id, role])).toEqual([
      [owner.id, 'owner'],
      [member.id, 'member'],
    ]);
    expect((await clientMembers.findOwners([clientId, random()])).get(clientId)?.id).toBe(owner.id);
    await clientMembers.save({ clientId, personId: member.id, role: 'owner', createdAt: later(9) });
    expect(await clientMembers.find(clientId, member.id)).toMatchObject({ role: 'owner', createdAt: later(1) });
    expect([await clientMembers.countOwned(member.id), await clientMembers.countOwned(random())]).toEqual([1, 0]);
    expect(await clientMembers.remove(clientId, owner.id)).toBe(true);
    expect(await clientMembers.remove(clientId, owner.id)).toBe(false);
    expect(await clientAdministration.find(clientId, owner.id)).toBeUndefined();
    const unknown = { clientId, personId: random(), role: 'owner' as const, createdAt: now };
    await expect(clientMembers.save(unknown)).rejects.toEqual(kind('missing-reference'));
    await clientAdministration.delete(clientId);
    expect(await clientMembers.list(clientId)).toEqual([]);
  });
}

function secrets({ stores }: Subject): void {
  it('have secrets whose label, end and last use change', async () => {
    const secret = aSecret();
    const client = aClient({ secrets: [secret] });
    const { clientAdministration: administration } = stores();
    await administration.create(client);
    const changed = { label: 'other', expiresAt: later(60) };
    expect(await administration.changeSecret(client.clientId, secret.id, changed)).toBe(true);
    expect(await administration.changeSecret(random(), secret.id, changed)).toBe(false);
    await administration.noteSecretUse(secret.id, later(2));
    const [found] = (await administration.find(client.clientId))?.secrets ?? [];
    expect(found).toEqual({ ...secret, ...changed, lastUsedAt: later(2) });
  });
}

function idempotentRequests({ stores, storage }: Subject): void {
  it('have each key once, with its answer, until it expires', async () => {
    const { idempotentRequests } = stores();
    const request = { hash: random(), fingerprint: random(), sealedAnswer: null, expiresAt: later(60) };
    await idempotentRequests.create(request);
    await expect(idempotentRequests.create({ ...request, fingerprint: 'x' })).rejects.toEqual(kind('conflict'));
    await idempotentRequests.saveAnswer(request.hash, 'sealed');
    expect(await idempotentRequests.find(request.hash)).toEqual({ ...request, sealedAnswer: 'sealed' });
    expect(await idempotentRequests.find(random())).toBeUndefined();
    await storage().sweep(later(61));
    expect(await idempotentRequests.find(request.hash)).toBeUndefined();
  });
}
