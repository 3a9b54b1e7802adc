/** A whole authorization server over memory storage, with everything around it that a test wants to see or move. */
import { createCryptography } from '@/server/cryptography';
import { createMemoryStorage } from '@/storage/memory/storage';
import { createAuthorizationServer } from '../authorization-server';
import type { SigningAlgorithm } from '../client-metadata/vocabulary';
import { toRefusal } from '../errors';
import { createKeyRing } from '../keys';
import type { AuthorizationServerOptions } from '../options';
import { defaultOptions } from '../options';
import type { EndUserSession, Origin, ProtocolEvent } from '../ports';
import { createTestClock, createTestRandom } from './clock';
import { createTestKeySets } from './key-sets';
import { createMailbox } from './mailbox';
import { withOutage } from './outage';
import { createTestPasswords } from './passwords';
import { createTestRegistrations } from './self-registrations';
import { firstSigningKeys, testVault } from './signing-keys';

export const issuer = 'https://id.example';
/** Where pages answer instead of redirecting: the code of the refusal, for tests to read. */
export const refusalHeader = 'x-refusal';

export type TestEngine = Awaited<ReturnType<typeof createTestEngine>>;

/** Without an RSA key for PS256, which few tests need, unless `algorithms` names it. */
export async function createTestEngine(
  options: Partial<AuthorizationServerOptions> = {},
  algorithms: readonly SigningAlgorithm[] = ['RS256', 'ES256', 'EdDSA'],
) {
  const clock = createTestClock();
  const random = createTestRandom();
  const { storage, outage } = withOutage(createMemoryStorage({ clock, issuer }));
  await storage.stores.signingKeys.createFirst(await firstSigningKeys(algorithms));
  const cryptography = createCryptography(random);
  const keys = createKeyRing({ signingKeys: storage.stores.signingKeys, vault: testVault, clock, cryptography });
  const events: ProtocolEvent[] = [];
  const signOuts: Origin[] = [];
  /** The ids of the secrets that clients proved themselves with. */
  const usedSecrets: string[] = [];
  const endSession = async (session: EndUserSession, origin: Origin) => {
    const at = clock.now();
    signOuts.push(origin);
    await storage.transaction(async (stores) => {
      if (await stores.sessions.end(session.id, at)) await stores.logoutNotices.addOfSessions([session.id], at);
      await stores.authorizations.revokeOfSession(session.id, at);
    });
  };
  const live = { ...defaultOptions, ...options };
  const keySets = createTestKeySets();
  const mailbox = createMailbox();
  const passwords = createTestPasswords(storage.stores);
  const registrations = createTestRegistrations();
  const server = createAuthorizationServer({
    ...{ issuer, realmId: storage.realmId, storage, keys, clock, random, pages, endSession, vault: testVault },
    cryptography,
    fetchDocument: keySets.fetch,
    postForm: mailbox.post,
    keyedDigest: async (purpose, text) => cryptography.digest(`test key of ${purpose} ${text}`),
    authenticatePassword: passwords.authenticate,
    registrations,
    noteSecretUse: (secretId) => void usedSecrets.push(secretId),
    events: (event) => events.push(event),
    options: live,
  });
  return {
    server,
    storage,
    outage,
    keys,
    clock,
    random,
    events,
    signOuts,
    usedSecrets,
    options: live,
    keySets,
    mailbox,
    passwords,
    registrations,
    endSession,
  };
}

const pages = {
  stepUrl: (step: string, requestId: string) => `${issuer}/${step}?request=${requestId}`,
  dispatcherUrl: (requestId: string) => `${issuer}/interaction/${requestId}`,
  signedOutUrl: () => `${issuer}/signed-out`,
  bindingCookie: (requestId: string, secret: string) => `binding.${requestId}=${secret}`,
  clearBindingCookie: (requestId: string) => `binding.${requestId}=`,
  clearSessionCookie: () => 'session=',
  browserStateCookieName: () => 'browser-state',
  browserStateCookie: (value: string) => `browser-state=${value}`,
  clearBrowserStateCookie: () => 'browser-state=',
  async failure(thrown: unknown) {
    const { code, error } = toRefusal(thrown);
    const status = error === 'temporarily_unavailable' ? 503 : error === 'server_error' ? 500 : 400;
    return new Response('cannot continue', { status, headers: { [refusalHeader]: code } });
  },
};
