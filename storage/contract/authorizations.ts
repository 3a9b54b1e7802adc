/** Authorizations and what revokes them. */
import { describe, expect, it } from 'vitest';
import { anAuthorization, grant, later, now, random } from '../testing/rows';
import { kind } from './refusals';
import type { Subject } from './subject';

export function describeAuthorizations(subject: Subject): void {
  describe('authorizations', () => {
    authorizationsAsStored(subject);
    revocations(subject);
  });
}

function authorizationsAsStored({ storage, stores }: Subject): void {
  it('are given back as they were stored', async () => {
    const claimsRequest = { id_token: { acr: { essential: true, values: ['a', 'b'] }, email: null } };
    const lists = {
      resources: ['https://a.example/x y'.replace(' ', '%20')],
      claimsLocales: ['de', 'fr-CA'],
      amr: ['pwd'],
    };
    const { authorization } = await grant(storage(), { ...lists, claimsRequest, acr: 'phr', offline: true });
    expect(await stores().authorizations.find(authorization.id)).toEqual(authorization);
    const bare = anAuthorization({ grantedScopes: [], authTime: null });
    await stores().authorizations.create(bare);
    expect(await stores().authorizations.find(bare.id)).toEqual(bare);
    await expect(stores().authorizations.create(anAuthorization({ personId: random() }))).rejects.toEqual(
      kind('missing-reference'),
    );
  });
}

function revocations({ storage, stores }: Subject): void {
  const revokedAt = async (id: string) => (await stores().authorizations.find(id))?.revokedAt;

  it('keep the time at which they were first revoked', async () => {
    const { authorization } = await grant(storage());
    await stores().authorizations.revoke(authorization.id, later(1));
    await stores().authorizations.revoke(authorization.id, later(2));
    expect(await revokedAt(authorization.id)).toEqual(later(1));
  });

  it('of a session are revoked with it, except those with offline access', async () => {
    const { person, session, authorization } = await grant(storage());
    const offline = anAuthorization({ personId: person.id, sessionId: session.id, offline: true });
    const { authorization: elsewhere } = await grant(storage());
    await stores().authorizations.create(offline);
    await stores().authorizations.revokeOfSession(session.id, now);
    expect(await revokedAt(authorization.id)).toEqual(now);
    expect(await revokedAt(offline.id)).toBeNull();
    expect(await revokedAt(elsewhere.id)).toBeNull();
  });

  it('of a person are revoked, offline ones and ones without a session too, except those of one session', async () => {
    const { person, session, authorization } = await grant(storage());
    const offline = anAuthorization({ personId: person.id, sessionId: random(), offline: true });
    const withoutSession = anAuthorization({ personId: person.id });
    for (const each of [offline, withoutSession]) await stores().authorizations.create(each);
    await stores().authorizations.revokeOfPerson(person.id, now, session.id);
    expect(await revokedAt(authorization.id)).toBeNull();
    expect(await revokedAt(offline.id)).toEqual(now);
    expect(await revokedAt(withoutSession.id)).toEqual(now);
    await stores().authorizations.revokeOfPerson(person.id, later(1));
    expect(await revokedAt(authorization.id)).toEqual(later(1));
  });

  it('of a client are revoked, all or those of one person', async () => {
    const clientId = random();
    const { person, authorization: first } = await grant(storage(), { clientId });
    const { authorization: second } = await grant(storage(), { clientId });
    const { authorization: other } = await grant(storage());
    await stores().authorizations.revokeOfClient(clientId, now, person.id);
    expect([await revokedAt(first.id), await revokedAt(second.id)]).toEqual([now, null]);
    await stores().authorizations.revokeOfClient(clientId, later(1));
    expect([await revokedAt(first.id), await revokedAt(second.id)]).toEqual([now, later(1)]);
    expect(await revokedAt(other.id)).toBeNull();
  });
}
