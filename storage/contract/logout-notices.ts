/** The outbox of back-channel logout: who is told, and that each notice is given to one caller at a time. */
import { describe, expect, it } from 'vitest';
import { aClient, anAuthorization, grant, later, now, random } from '../testing/rows';
import type { Subject } from './subject';

const many = { clients: 1000, ofEach: 1000 };
/** Long after whatever other stories left. */
const all = { at: later(1_000_000), until: later(2_000_000), ...many };

export function describeLogoutNotices(subject: Subject): void {
  describe('logout notices', () => {
    whoIsTold(subject);
    claims(subject);
  });
}

/** A session in which this many clients that want to be told were granted something. */
async function sessionOf({ storage, stores }: Subject, count = 1) {
  const clients = Array.from({ length: count }, () => aToldClient());
  for (const client of clients) await stores().clientAdministration.create(client);
  const { person, session, authorization } = await grant(storage(), { clientId: clients[0]?.clientId ?? '' });
  const { personId, subject, sessionId, sid } = authorization;
  const grantTo = (clientId: string) =>
    stores().authorizations.create(anAuthorization({ clientId, personId, subject, sessionId, sid }));
  for (const { clientId } of clients.slice(1)) await grantTo(clientId);
  const ids = clients.map(({ clientId }) => clientId).sort();
  return { person, session, authorization, clientIds: ids, grantTo };
}

function aToldClient(status: 'active' | 'disabled' = 'active') {
  const { metadata } = aClient();
  const backchannel_logout_uri = 'https://app.example.com/ended';
  return aClient({ status, metadata: { ...metadata, backchannel_logout_uri } });
}

function whoIsTold(subject: Subject): void {
  const { storage, stores } = subject;
  const claimedOf = async (clientIds: string[]) =>
    (await stores().logoutNotices.claim(all)).filter(({ clientId }) => clientIds.includes(clientId));

  it('are one for each client that was granted something in the session and wants to be told', async () => {
    const { session, authorization, clientIds, grantTo } = await sessionOf(subject, 2);
    const [untold, disabled, elsewhere] = [aClient(), aToldClient('disabled'), aToldClient()];
    for (const client of [untold, disabled, elsewhere]) await stores().clientAdministration.create(client);
    for (const clientId of [untold.clientId, disabled.clientId, clientIds[0] ?? '']) await grantTo(clientId);
    await stores().authorizations.revoke(authorization.id, now);
    await stores().logoutNotices.addOfSessions([session.id], now);
    const claimed = await claimedOf([...clientIds, untold.clientId, disabled.clientId, elsewhere.clientId]);
    expect(claimed.map(({ clientId }) => clientId).sort()).toEqual(clientIds);
    const { subject: sub, sid } = authorization;
    for (const notice of claimed) expect(notice).toMatchObject({ subject: sub, sid, createdAt: now, attempts: 1 });
    expect(new Set(claimed.map(({ id }) => id)).size).toBe(2);
  });

  it('come with the end of a session, or not at all', async () => {
    const { person, session, clientIds } = await sessionOf(subject);
    const end = storage().transaction(async ({ sessions, logoutNotices }) => {
      await logoutNotices.addOfSessions(await sessions.endAllOfPerson(person.id, now), now);
      throw new Error('thought better of it');
    });
    await expect(end).rejects.toThrow('thought better of it');
    expect(await claimedOf(clientIds)).toEqual([]);
    const endOnce = () =>
      storage().transaction(async ({ sessions, logoutNotices }) => {
        if (await sessions.end(session.id, now)) await logoutNotices.addOfSessions([session.id], now);
      });
    await Promise.all(Array.from({ length: 5 }, endOnce));
    expect(await claimedOf(clientIds)).toHaveLength(1);
  });

  it('go with their client, and are given up after a day', async () => {
    const [gone, old] = [await sessionOf(subject), await sessionOf(subject)];
    await stores().logoutNotices.addOfSessions([gone.session.id, old.session.id], now);
    await stores().clientAdministration.delete(gone.clientIds[0] ?? '');
    await storage().sweep(later(86_399));
    await storage().transaction(({ logoutNotices }) => logoutNotices.addOfSessions([], now));
    expect((await claimedOf([...gone.clientIds, ...old.clientIds])).map(({ clientId }) => clientId)).toEqual(
      old.clientIds,
    );
    await storage().sweep(later(86_400));
    expect(await stores().logoutNotices.claim({ ...all, at: later(3_000_000) })).toEqual([]);
  });

  it('name the clients of a session, each once', async () => {
    const { session, clientIds, grantTo } = await sessionOf(subject, 2);
    await grantTo(clientIds[1] ?? '');
    expect(await stores().authorizations.listClientIdsOfSession(session.id)).toEqual(clientIds);
    expect(await stores().authorizations.listClientIdsOfSession(random())).toEqual([]);
  });
}

function claims(subject: Subject): void {
  const { stores } = subject;

  it('are each given to one of any number of parallel callers, until the lease ends', async () => {
    const { session } = await sessionOf(subject, 6);
    await stores().logoutNotices.addOfSessions([session.id], now);
    const claim = { at: now, until: later(60), ...many };
    const claimed = await Promise.all(Array.from({ length: 5 }, () => stores().logoutNotices.claim(claim)));
    expect(new Set(claimed.flat().map(({ id }) => id)).size).toBe(6);
    expect(claimed.flat()).toHaveLength(6);
    expect(await stores().logoutNotices.claim({ ...claim, at: later(59) })).toEqual([]);
    const again = await stores().logoutNotices.claim({ ...claim, at: later(60), until: later(120) });
    expect(again.map(({ attempts }) => attempts)).toEqual([2, 2, 2, 2, 2, 2]);
    for (const { id } of again) await stores().logoutNotices.delete(id);
    expect(await stores().logoutNotices.claim(all)).toEqual([]);
  });

  it('are given out so that no client holds up the others', async () => {
    const [busy, quiet] = [await sessionOf(subject), await sessionOf(subject)];
    for (let count = 0; count < 5; count += 1)
      await stores().logoutNotices.addOfSessions([busy.session.id], later(count));
    await stores().logoutNotices.addOfSessions([quiet.session.id], later(9));
    const claim = (clients: number) =>
      stores().logoutNotices.claim({ at: later(10), until: later(60), clients, ofEach: 2 });
    const first = await claim(1);
    expect(first.map(({ clientId }) => clientId)).toEqual([...busy.clientIds, ...busy.clientIds]);
    expect(first.map(({ createdAt }) => createdAt).sort()).toEqual([now, later(1)]);
    const both = [...busy.clientIds, ...busy.clientIds, ...quiet.clientIds].sort();
    expect((await claim(2)).map(({ clientId }) => clientId).sort()).toEqual(both);
    for (const { id } of await stores().logoutNotices.claim(all)) await stores().logoutNotices.delete(id);
  });

  it('wait as they are told to, unless somebody else has claimed them meanwhile', async () => {
    const { session } = await sessionOf(subject);
    const { addOfSessions, claim, postpone } = stores().logoutNotices;
    await addOfSessions([session.id], now);
    const take = (seconds: number) => claim({ at: later(seconds), until: later(seconds + 60), ...many });
    const [first] = await take(0);
    if (first === undefined) throw new Error('nothing was claimed');
    await postpone(first, later(5));
    expect(await take(4)).toEqual([]);
    const [second] = await take(5);
    expect(second).toEqual({ ...first, attempts: 2 });
    await postpone(first, later(6));
    expect(await take(7)).toEqual([]);
    await stores().logoutNotices.delete(first.id);
  });
}
