/** What stands behind codes and tokens: all that the rows hold, at one moment, the same within a unit of work and outside. */
import { uuidv7 } from 'uuidv7';
import { describe, expect, it } from 'vitest';
import type { Granted, GrantedLookup } from '@/protocol/ports';
import { aCode, anAuthorization, aRefreshToken, aRole, grant, later, now, random } from '../testing/rows';
import { kind } from './refusals';
import type { Subject } from './subject';

export function describeGranted(subject: Subject): void {
  describe('what stands behind codes and tokens', () => {
    rows(subject);
    changes(subject);
  });
}

const everything = {
  ...{ resources: ['https://a.example', 'https://b.example'], claimsLocales: ['cs', 'de'], amr: ['pwd', 'otp'] },
  ...{ claimsRequest: { userinfo: { name: null, email: { essential: true } } }, acr: 'urn:gatehouse:aal2' },
  ...{ offline: true, authTime: later(-7), revokedAt: later(3) },
};

/** Asks both ways, which must agree in every member. */
async function ask<T>({ stores, storage }: Subject, work: (lookup: GrantedLookup) => Promise<T>): Promise<T> {
  const found = await work(stores().granted);
  expect(await storage().transaction((unit) => work(unit.granted))).toEqual(found);
  return found;
}

/** A role of an application, and a group with a role of the realm. */
async function holdSomething({ stores }: Subject, personId: string) {
  const [direct, byGroup] = [aRole({ clientId: random() }), aRole()];
  const group = { id: uuidv7(), name: random(), description: '' };
  for (const role of [direct, byGroup]) await stores().roles.create(role);
  await stores().groups.create(group);
  await stores().roles.grant(direct.id, { personId });
  await stores().roles.grant(byGroup.id, { groupId: group.id });
  await stores().groups.add(group.id, personId);
}

function rows(subject: Subject): void {
  const { storage, stores } = subject;

  it.each([
    ['all that a row can hold', everything],
    ['as little as it can', { authTime: null, grantedScopes: [] }],
  ])('is found by every key, with %s', async (_what, change) => {
    const { person, authorization } = await grant(storage(), change);
    await holdSomething(subject, person.id);
    const granted = { authorization, endUser: await stores().endUsers.find(person.id), isSessionLive: true };
    expect(granted.endUser).toMatchObject({ roles: [expect.any(String)], groups: [expect.any(String)] });
    expect(granted.endUser?.applicationRoles).toHaveLength(1);
    const code = aCode(authorization.id, { nonce: 'n', consumedAt: later(1) });
    const plainCode = aCode(authorization.id, { codeChallenge: null, redirectUriWasSent: false });
    for (const each of [code, plainCode]) await stores().authorizationCodes.create(each);
    const replay = { fingerprint: random(), sealedAnswer: random(), until: later(9) };
    const token = aRefreshToken(authorization.id, { scopes: [], consumedAt: now, replay });
    const plainToken = aRefreshToken(authorization.id);
    for (const each of [token, plainToken]) await stores().refreshTokens.create(each);

    expect(await ask(subject, ({ byId }) => byId(authorization.id, now))).toEqual(granted);
    for (const each of [code, plainCode])
      expect(await ask(subject, (lookup) => lookup.byAuthorizationCode(each.hash, now))).toEqual({
        code: each,
        granted,
      });
    for (const each of [token, plainToken])
      expect(await ask(subject, (lookup) => lookup.byRefreshToken(each.hash, now))).toEqual({
        refreshToken: each,
        granted,
      });
    const accessToken = { jti: `${authorization.id}.${random()}`, authorizationId: authorization.id };
    expect(await ask(subject, ({ byAccessToken }) => byAccessToken(accessToken, now))).toEqual(granted);
  });

  it('has nobody where a client acts for itself', async () => {
    const authorization = anAuthorization();
    await stores().authorizations.create(authorization);
    const granted = await ask(subject, ({ byId }) => byId(authorization.id, now));
    expect(granted).toEqual({ authorization, endUser: undefined, isSessionLive: true });
  });

  it('is not there for what is unknown, nor under a key of another kind', async () => {
    const { authorization } = await grant(storage());
    const code = aCode(authorization.id);
    await stores().authorizationCodes.create(code);
    const accessToken = { jti: 'x', authorizationId: random() };
    expect(await ask(subject, ({ byId }) => byId(random(), now))).toBeUndefined();
    expect(await ask(subject, ({ byRefreshToken }) => byRefreshToken(code.hash, now))).toBeUndefined();
    expect(await ask(subject, ({ byAuthorizationCode }) => byAuthorizationCode(authorization.id, now))).toBeUndefined();
    expect(await ask(subject, ({ byAccessToken }) => byAccessToken(accessToken, now))).toBeUndefined();
    await expect(stores().granted.byId({ not: '' } as never, now)).rejects.toEqual(kind('invalid-key'));
    await expect(stores().granted.byRefreshToken(undefined as never, now)).rejects.toEqual(kind('invalid-key'));
  });
}

function changes(subject: Subject): void {
  const { storage, stores } = subject;
  const isLive = async (authorizationId: string, at = now) => {
    const found: Granted | undefined = await ask(subject, ({ byId }) => byId(authorizationId, at));
    return found?.isSessionLive;
  };

  it('tells of a session that is over from that moment', async () => {
    const { session, authorization } = await grant(storage());
    expect(await isLive(authorization.id, later(3599))).toBe(true);
    expect(await isLive(authorization.id, later(3600))).toBe(false);
    await stores().sessions.touch(session.id, now, later(90_000));
    expect(await isLive(authorization.id, later(36_000))).toBe(false);
    await stores().sessions.end(session.id, now);
    expect(await isLive(authorization.id)).toBe(false);
  });

  it('tells of a disabled person and of a revoked authorization at once', async () => {
    const { person, authorization } = await grant(storage());
    await stores().people.update(person.id, { status: 'disabled' });
    await stores().authorizations.revoke(authorization.id, later(1));
    const granted = await ask(subject, ({ byId }) => byId(authorization.id, now));
    expect(granted?.endUser?.status).toBe('disabled');
    expect(granted?.authorization.revokedAt).toEqual(later(1));
  });

  it('is not there for an access token that was revoked by itself, and is for its siblings', async () => {
    const { authorization } = await grant(storage());
    const token = { jti: random(), authorizationId: authorization.id };
    const sibling = { ...token, jti: random() };
    await stores().deniedAccessTokens.add(token.jti, later(300));
    expect(await ask(subject, ({ byAccessToken }) => byAccessToken(token, now))).toBeUndefined();
    expect(await ask(subject, ({ byAccessToken }) => byAccessToken(sibling, now))).toMatchObject({ authorization });
  });
}
