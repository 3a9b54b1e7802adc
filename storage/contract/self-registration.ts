/** Clients that registered themselves, and the tokens that let them. */
import { uuidv7 } from 'uuidv7';
import { describe, expect, it } from 'vitest';
import type { InitialAccessToken } from '@/portal/ports';
import { aClient, aRefreshToken, grant, later, now, random } from '../testing/rows';
import type { Subject } from './subject';

const day = 86_400;

export function describeSelfRegistration(subject: Subject): void {
  describe('initial access tokens', () => initialAccessTokens(subject));
  describe('clients in quarantine', () => unusedClients(subject));
}

function aToken(change: Partial<InitialAccessToken> = {}): InitialAccessToken {
  return {
    id: uuidv7(),
    hash: random(),
    label: 'a label',
    usesLeft: 2,
    createdAt: now,
    expiresAt: later(60),
    ...change,
  };
}

function initialAccessTokens({ storage, stores }: Subject): void {
  it('are listed as they were stored until they are deleted', async () => {
    const tokens = [aToken(), aToken({ usesLeft: 9 })];
    for (const token of tokens) await stores().initialAccessTokens.create(token);
    expect(await stores().initialAccessTokens.list()).toEqual(expect.arrayContaining(tokens));
    for (const { id } of tokens) expect(await stores().initialAccessTokens.delete(id)).toBe(true);
    for (const { id } of tokens) expect(await stores().initialAccessTokens.delete(id)).toBe(false);
    const left = await stores().initialAccessTokens.list();
    expect(left.map(({ id }) => id)).not.toEqual(expect.arrayContaining(tokens.map(({ id }) => id)));
  });

  it('are spent by no more callers than they have uses, in units of work too, and in time', async () => {
    const [token, late] = [aToken({ usesLeft: 3 }), aToken()];
    for (const one of [token, late]) await stores().initialAccessTokens.create(one);
    const spend = (number: number) =>
      number % 2 === 0
        ? stores().initialAccessTokens.spend(token.hash, later(59))
        : storage().transaction((unit) => unit.initialAccessTokens.spend(token.hash, later(59)));
    const spent = await Promise.all(Array.from({ length: 20 }, (_, number) => spend(number)));
    expect(spent.filter((id) => id === token.id)).toHaveLength(3);
    expect(spent.filter((id) => id === undefined)).toHaveLength(17);
    expect(await stores().initialAccessTokens.spend(late.hash, later(60))).toBeUndefined();
    expect(await stores().initialAccessTokens.spend(random(), now)).toBeUndefined();
  });

  it('have their use back when the unit of work that spent it fails', async () => {
    const token = aToken({ usesLeft: 1 });
    await stores().initialAccessTokens.create(token);
    const failed = storage().transaction(async (unit) => {
      expect(await unit.initialAccessTokens.spend(token.hash, now)).toBe(token.id);
      throw new Error('no client');
    });
    await expect(failed).rejects.toThrow('no client');
    expect(await stores().initialAccessTokens.spend(token.hash, now)).toBe(token.id);
  });

  it('are swept a week after their end', async () => {
    const token = aToken();
    await stores().initialAccessTokens.create(token);
    const isThere = async () => (await stores().initialAccessTokens.list()).some(({ id }) => id === token.id);
    await storage().sweep(later(7 * day + 59));
    expect(await isThere()).toBe(true);
    await storage().sweep(later(7 * day + 60));
    expect(await isThere()).toBe(false);
  });
}

function unusedClients({ storage, stores }: Subject): void {
  const aNewcomer = async (quarantinedAt: Date | null = now) => {
    const client = aClient({ selfRegistration: { tokenHash: random(), quarantinedAt } });
    await stores().clientAdministration.create(client);
    return client;
  };
  const findUnused = (since: Date, at = later(30 * day)) => stores().clientAdministration.findUnused(since, at);

  it('are given back as they were stored, and leave it by a change', async () => {
    const client = await aNewcomer();
    expect(await stores().clients.find(client.clientId)).toEqual(client);
    const selfRegistration = { tokenHash: 'hash', quarantinedAt: null };
    await stores().clientAdministration.update(client.clientId, { selfRegistration }, later(1));
    expect(await stores().clients.find(client.clientId)).toEqual({ ...client, selfRegistration, updatedAt: later(1) });
    await stores().clientAdministration.update(client.clientId, { status: 'disabled' }, later(1));
    expect((await stores().clients.find(client.clientId))?.selfRegistration).toEqual(selfRegistration);
  });

  it('are unused when nothing was granted to them for long, and no refresh token is still good', async () => {
    const [idle, approved, used, refreshing, ended] = await Promise.all([
      ...[aNewcomer(), aNewcomer(null), aNewcomer(), aNewcomer(), aNewcomer()],
    ]);
    const made = aClient();
    await stores().clientAdministration.create(made);
    await grant(storage(), { clientId: used?.clientId ?? '', createdAt: later(2 * day) });
    for (const [client, revokedAt] of [
      [refreshing, null],
      [ended, now],
    ] as const) {
      const { authorization } = await grant(storage(), { clientId: client?.clientId ?? '', revokedAt });
      await stores().refreshTokens.create(aRefreshToken(authorization.id, { expiresAt: later(40 * day) }));
    }
    const among = async (since: Date, at?: Date) => {
      const found = await findUnused(since, at);
      return [idle, approved, used, refreshing, ended, made].map((client) => found.includes(client?.clientId ?? ''));
    };
    expect(await among(later(-1))).toEqual([false, false, false, false, false, false]);
    expect(await among(later(day))).toEqual([true, false, false, false, true, false]);
    expect(await among(later(2 * day), later(40 * day))).toEqual([true, false, true, true, true, false]);
  });
}
