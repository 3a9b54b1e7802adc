/** What operators look up: people, where they are signed in, what they allowed, what happened. */
import { uuidv7 } from 'uuidv7';
import { describe, expect, it } from 'vitest';
import type { Slice, SliceQuery } from '@/portal/ports';
import { anAuditEntry, aPerson, aRole, aSession, grant, later, now, random } from '../testing/rows';
import { kind } from './refusals';
import type { Subject } from './subject';

export function describeDirectory(subject: Subject): void {
  describe('the directory', () => {
    people(subject);
    sessionsAndConsents(subject);
    audit(subject);
    goneForGood(subject);
    groupsAndRoles(subject);
  });
}

/** All of a list, read two at a time. */
async function readAll<Row>(query: (part: SliceQuery) => Promise<Slice<Row>>): Promise<Row[]> {
  const rows: Row[] = [];
  let after: string | null = null;
  do {
    const slice: Slice<Row> = await query({ limit: 2, ...(after === null ? {} : { after }) });
    expect(slice.rows.length).toBeLessThanOrEqual(2);
    rows.push(...slice.rows);
    after = slice.next;
  } while (after !== null);
  return rows;
}

function people({ stores }: Subject): void {
  it.each([
    ['name', ['a', 'b', 'c', 'd', 'e']],
    ['created', ['e', 'c', 'a', 'd', 'b']],
    ['updated', ['b', 'd', 'a', 'c', 'e']],
  ] as const)('gives people in the order of %s', async (order, expected) => {
    const mark = random();
    for (const [at, letter] of ['b', 'd', 'a', 'c', 'e'].entries())
      await stores().people.create(aPerson({ username: `${letter}${mark}`, updatedAt: later(-at) }));
    const found = await readAll((part) => stores().directory.people({ order, search: mark.toUpperCase(), ...part }));
    expect(found.map(({ username }) => username.charAt(0))).toEqual(expected);
  });

  it('finds people by address, status and office', async () => {
    const mark = random();
    const [plain, locked, administrator] = [
      aPerson({ username: `1${mark}`, email: `${random()}@x`, emailFolded: `x${mark}@x` }),
      aPerson({ username: `2${mark}`, status: 'locked' }),
      aPerson({ username: `3${mark}`, administrator: true }),
    ];
    for (const person of [plain, locked, administrator]) await stores().people.create(person);
    const find = async (filter: object, search = mark) =>
      (await stores().directory.people({ order: 'name', search, limit: 9, ...filter })).rows;
    expect(await find({})).toEqual([plain, locked, administrator]);
    expect(await find({}, `x${mark}@`)).toEqual([plain]);
    expect(await find({ status: 'locked' })).toEqual([locked]);
    expect(await find({ administrator: true })).toEqual([administrator]);
    expect(await find({ administrator: false, status: 'active' })).toEqual([plain]);
  });
}

function sessionsAndConsents({ stores, storage }: Subject): void {
  it('gives the sessions that live, the newest first, with their people', async () => {
    const { person, session } = await grant(storage());
    const [second, third, over] = [aSession(person.id), aSession(person.id), aSession(person.id, { endedAt: now })];
    for (const each of [second, third, over]) await stores().sessions.create(each);
    const list = (at: Date) => readAll((part) => stores().directory.sessions({ at, personId: person.id, ...part }));
    expect(await list(now)).toEqual([third, second, session].map((each) => ({ ...each, person })));
    expect(await list(later(3600))).toEqual([]);
    const ofAll = await stores().directory.sessions({ at: now, limit: 1000 });
    expect(ofAll.rows.map(({ id }) => id)).toContain(session.id);
  });

  it('gives consents of a person and of a client', async () => {
    const [ada, bo] = [aPerson(), aPerson()];
    const clientIds = [random(), random(), random()].sort();
    for (const person of [ada, bo]) {
      await stores().people.create(person);
      for (const clientId of clientIds)
        await stores().consents.save({
          personId: person.id,
          clientId,
          scopes: ['openid'],
          resources: [],
          updatedAt: now,
        });
    }
    const ofAda = await readAll((part) => stores().directory.consents({ personId: ada.id, ...part }));
    expect(ofAda.map(({ clientId, person }) => [clientId, person.id])).toEqual(clientIds.map((id) => [id, ada.id]));
    const [clientId = ''] = clientIds;
    const ofClient = await readAll((part) => stores().directory.consents({ clientId, ...part }));
    expect(ofClient.map(({ personId }) => personId).sort()).toEqual([ada.id, bo.id].sort());
  });
}

function audit({ stores }: Subject): void {
  it('gives the audit by who, what, on what, how it went and when', async () => {
    const [actorId, objectId] = [random(), random()];
    const start = Date.UTC(2026, 10, 20);
    const entry = (hour: number, change: Parameters<typeof anAuditEntry>[0]) => {
      const at = new Date(start + hour * 3_600_000);
      return anAuditEntry({ id: idAt(at), at, actor: { kind: 'person', id: actorId }, ...change });
    };
    const made = [
      entry(0, { action: 'a', object: { kind: 'client', id: objectId } }),
      entry(1, { action: 'b', object: { kind: 'client', id: objectId }, outcome: 'failure', code: 'no' }),
      entry(2, { action: 'a', object: { kind: 'person', id: objectId } }),
      entry(3, { action: 'a', object: { kind: 'person', id: null } }),
    ] as const;
    for (const each of made) await stores().audit.append(each);
    const find = (filter: object) => readAll((part) => stores().auditReader.query({ actorId, ...filter, ...part }));
    expect(await find({})).toEqual(made.toReversed());
    expect(await find({ action: 'b' })).toEqual([made[1]]);
    expect(await find({ objectId, objectKind: 'client' })).toEqual([made[1], made[0]]);
    expect(await find({ outcome: 'failure' })).toEqual([made[1]]);
    expect(await find({ from: made[1].at, until: made[3].at })).toEqual([made[2], made[1]]);
    expect(await stores().auditReader.query({ objectId, action: 'a', limit: 9 })).toMatchObject({
      rows: [made[2], made[0]],
      next: null,
    });
  });
}

/** A UUIDv7 of that time. */
function idAt(time: Date): string {
  const hex = time.getTime().toString(16).padStart(12, '0');
  return `${hex.slice(0, 8)}-${hex.slice(8)}${uuidv7().slice(13)}`;
}

function goneForGood({ stores, storage }: Subject): void {
  it('has nothing left of somebody who was deleted', async () => {
    const { person, session, authorization } = await grant(storage());
    const clientId = random();
    const consent = { personId: person.id, clientId, scopes: ['openid'], resources: [], updatedAt: now };
    await stores().consents.save(consent);
    expect(await stores().people.delete(person.id)).toBe(true);
    expect(await stores().people.delete(person.id)).toBe(false);
    expect(await stores().people.find(person.id)).toBeUndefined();
    expect(await stores().sessions.find(session.id)).toBeUndefined();
    expect(await stores().authorizations.find(authorization.id)).toBeUndefined();
    expect(await stores().consents.find(person.id, clientId)).toBeUndefined();
  });
}

function groupsAndRoles({ stores }: Subject): void {
  it('knows groups and roles by their ids, and takes other words for them', async () => {
    const [group, other] = [1, 2].map(() => ({ id: uuidv7(), name: random(), description: '' }));
    if (group === undefined || other === undefined) throw new Error('There are two.');
    for (const each of [group, other]) await stores().groups.create(each);
    const changed = { ...group, name: random(), description: 'All of us' };
    expect(await stores().groups.update(changed)).toBe(true);
    expect(await stores().groups.findById(group.id)).toEqual(changed);
    expect(await stores().groups.update({ ...changed, id: uuidv7() })).toBe(false);
    await expect(stores().groups.update({ ...changed, name: other.name })).rejects.toEqual(kind('conflict'));
    const role = aRole();
    await stores().roles.create(role);
    expect(await stores().roles.describe(role.id, 'Keeps bees')).toBe(true);
    expect(await stores().roles.findById(role.id)).toEqual({ ...role, description: 'Keeps bees' });
    expect(await stores().roles.findById(uuidv7())).toBeUndefined();
    expect(await stores().roles.describe(uuidv7(), '')).toBe(false);
  });
}
