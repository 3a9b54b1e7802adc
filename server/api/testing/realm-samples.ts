/** Good requests about the realm: sessions, consents, keys, settings, audit, mail. */
import { createSessions } from '@/identity/sessions';
import { createInitialAccessToken } from '@/portal/initial-access-tokens';
import { addMail, createHouse, makeKeys, operator } from '@/portal/testing/house';
import type { Consent, SigningKeyRecord } from '@/protocol/ports';
import type { ApiHouse } from './api';
import { addShop } from './api';
import type { MakeSample } from './samples';

/** A browser in which somebody is signed in. */
export async function addSession(house: ApiHouse, personId: string) {
  const opened = await createSessions(house).open({
    ...{ personId, passwordChangedAt: null, amr: ['pwd'], acr: 'urn:gatehouse:aal1', remembered: false },
    ...{ userAgent: 'A browser', origin: { network: '192.0.2.7', traceId: null } },
  });
  return opened.session;
}

/** What somebody allowed the shop. */
export async function addConsent(house: ApiHouse, personId: string): Promise<Consent> {
  const { client_id: clientId } = await addShop(house);
  const consent = { personId, clientId, scopes: ['openid', 'email'], resources: [], updatedAt: house.clock.now() };
  await house.storage.stores.consents.save(consent);
  return consent;
}

let madeKeys: Promise<SigningKeyRecord[]> | undefined;

/** Signing keys; making them takes long, so all houses have the same. */
export async function addKeys({ storage }: ApiHouse): Promise<void> {
  madeKeys ??= (async () => {
    const first = createHouse();
    await makeKeys(first);
    return first.storage.stores.signingKeys.list();
  })();
  await storage.stores.signingKeys.createFirst(await madeKeys);
}

export const realmSamples: Record<string, MakeSample> = {
  listSessions: async (house) => {
    await addSession(house, 'ada');
    return { path: '/sessions?person_id=ada' };
  },
  endSession: async (house) => ({ path: `/sessions/${(await addSession(house, 'ada')).id}` }),
  endSessionsOfPerson: async () => ({ path: '/people/ada/sessions' }),
  listConsents: async (house) => ({ path: `/consents?client_id=${(await addConsent(house, 'ada')).clientId}` }),
  revokeConsent: async (house) => ({ path: `/people/ada/consents/${(await addConsent(house, 'ada')).clientId}` }),
  listAudit: async (house) => {
    await addSession(house, 'ada');
    return { path: '/audit?actor_id=ada&from=2020-01-01T00:00:00Z' };
  },
  exportAudit: async (house) => {
    await addSession(house, 'ada');
    return { path: '/audit/export?format=csv' };
  },
  listMail: async (house) => {
    await addMail(house);
    return { path: '/mail' };
  },
  openMail: async (house) => ({ path: `/mail/${(await addMail(house)).id}/opening` }),
  listSigningKeys: async (house) => {
    await addKeys(house);
    return { path: '/keys' };
  },
  rotateSigningKeys: async (house) => {
    await addKeys(house);
    return { path: '/keys/rotation', body: { algs: ['ES256'] } };
  },
  listSettings: async () => ({ path: '/settings' }),
  getSetting: async () => ({ path: '/settings/registration' }),
  setSetting: async () => ({ path: '/settings/signing-key-days', body: { value: 30 } }),
  resetSetting: async () => ({ path: '/settings/signing-key-days' }),
  examine: async (house) => {
    await addKeys(house);
    return { path: '/doctor' };
  },
  listInitialAccessTokens: async (house) => {
    await createInitialAccessToken({ ...house, actor: operator });
    return { path: '/initial-access-tokens' };
  },
  createInitialAccessToken: async () => ({ path: '/initial-access-tokens', body: { label: 'Shop', uses: 3 } }),
  revokeInitialAccessToken: async (house) => {
    const { id } = await createInitialAccessToken({ ...house, actor: operator });
    return { path: `/initial-access-tokens/${id}` };
  },
};
