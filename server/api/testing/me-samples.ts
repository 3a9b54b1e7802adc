/** Good requests of Root about herself. */
import { goodPassword } from '@/portal/testing/house';
import type { ApiHouse } from './api';
import { passwordOf } from './api';
import { addConsent, addSession } from './realm-samples';
import type { MakeSample } from './samples';

async function setPassword({ storage, passwordHash, clock }: ApiHouse): Promise<void> {
  await storage.stores.passwords.set('root', await passwordHash.hash(passwordOf('root')), clock.now());
}

export const meSamples: Record<string, MakeSample> = {
  getMe: async () => ({ path: '/me' }),
  getProfile: async () => ({ path: '/me/profile' }),
  updateProfile: async () => ({ path: '/me/profile', body: { name: 'Root', zoneinfo: 'Europe/Paris' } }),
  changeMyPassword: async (house) => {
    await setPassword(house);
    return { path: '/me/password', body: { current_password: passwordOf('root'), new_password: goodPassword } };
  },
  confirmMe: async () => ({ path: '/me/confirmation', body: { password: passwordOf('root') } }),
  listMySessions: async (house) => {
    await addSession(house, 'root');
    return { path: '/me/sessions' };
  },
  endMySession: async (house) => ({ path: `/me/sessions/${(await addSession(house, 'root')).id}` }),
  endMyOtherSessions: async () => ({ path: '/me/sessions' }),
  listMyApplications: async (house) => {
    await addConsent(house, 'root');
    return { path: '/me/applications' };
  },
  disconnectMyApplication: async (house) => ({
    path: `/me/applications/${(await addConsent(house, 'root')).clientId}`,
  }),
};
