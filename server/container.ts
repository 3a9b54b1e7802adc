/**
 * The composition root. Built once a process and kept under `globalThis[Symbol.for('gatehouse')]`, because the code is
 * bundled twice (Next's bundle and the server's) while database, keys and caches must exist once (DECISIONS 22).
 */
import { createClientRegistrations } from '@/portal/self-registration';
import { createAuthorizationServer } from '@/protocol/authorization-server';
import { createKeyRing } from '@/protocol/keys';
import type { Clock, EndUserSession, Origin } from '@/protocol/ports';
import { openStorage } from '@/storage/open';
import { buildApi } from './api/build-api';
import { keepOwnApi } from './api/own-api';
import { resealClientSecrets } from './client-secrets';
import { createCryptography } from './cryptography';
import { createDocumentFetch } from './document-fetch';
import type { Environment } from './env';
import { environment as readEnvironment } from './env';
import { createEvents } from './events';
import { createFailureRecord } from './failure-record';
import { createFormPost } from './form-post';
import { createGuardedFetch } from './guarded-fetch';
import { keepHouseEvery } from './housekeeping';
import { buildIdentity } from './identity-room';
import { createInteractionPages } from './interaction-pages';
import { createKeyedDigest } from './keyed-digest';
import { liveOptions } from './live-options';
import type { Logger } from './logger';
import { createLogger } from './logger';
import { createLogos } from './logos';
import { buildMailRoom } from './mail-room';
import { masterSecret } from './master-secret';
import { createOutboxDelivery } from './outbox-delivery';
import { createRandom } from './random';
import { createSecretUse } from './secret-use';
import { prepareSigningKeys } from './signing-keys';
import { createFirstAdministrator, setupLink } from './start-up';
import { createVault } from './vault';

export type Container = Awaited<ReturnType<typeof build>>;

const place = globalThis as unknown as Record<symbol, Promise<Container> | undefined>;
const key = Symbol.for('gatehouse');

/** Who builds it: what serves requests, or one command on the command line. */
type Use = 'server' | 'command';

/** The container of this process; built on first use, for the `use` of the first who asks, and built anew after a failure. */
export function container(use: Use = 'server'): Promise<Container> {
  place[key] ??= build(use).catch((error: unknown) => {
    place[key] = undefined;
    throw error;
  });
  return place[key];
}

// Next puts one of its own in its place, which asks at every look at the clock whether a page is being rendered.
const SystemDate = Date;

const tenMinutes = 600_000;
const fiveSeconds = 5_000;

const reportUntold = (logger: Logger) => (err: unknown) =>
  logger.warn({ err }, 'clients could not be told that a session ended');

/**
 * A server's start alone moves the realm to another issuer: a command, which may be run where ISSUER is not set, works
 * on the realm that is there. And nobody's request waits for a command, so that it may wait for a busy file.
 */
function openingFor(use: Use, { isIssuerSet }: Environment) {
  if (use === 'server') return {};
  return { whenIssuerDiffers: isIssuerSet ? 'refuse' : 'keep', busyTimeoutMilliseconds: 10_000 } as const;
}

/** What everything else stands on; what must be there before anybody is served is made when it is not. */
async function openFoundations(use: Use) {
  const environment = readEnvironment();
  const logger = createLogger(environment.logLevel);
  const clock: Clock = { now: () => new SystemDate() };
  const random = createRandom();
  const vault = createVault(await masterSecret(environment), random);
  const opening = { databaseUrl: environment.databaseUrl, issuer: environment.issuer, ...openingFor(use, environment) };
  const storage = await openStorage({ clock, ...opening });
  await prepareSigningKeys({ signingKeys: storage.stores.signingKeys, vault, clock });
  await resealClientSecrets(storage.stores.clientAdministration, vault);
  await keepOwnApi({ storage, clock, random });
  return { environment, logger, clock, random, vault, storage };
}

async function build(use: Use) {
  const { environment, logger, clock, random, vault, storage } = await openFoundations(use);
  const { realmId, issuer } = storage;
  const cryptography = createCryptography(random);
  const mail = buildMailRoom({ environment, storage, vault, clock, logger });
  const people = { storage, clock, random, mailVault: vault, sendsMail: mail.sends };
  const identity = buildIdentity({ ...people, rateLimits: environment.rateLimits });
  const keys = createKeyRing({ signingKeys: storage.stores.signingKeys, vault, clock, cryptography });
  const { options, refresh } = await liveOptions(storage, mail.sends);
  const events = createEvents(storage, logger, environment.rateLimits);
  const failures = createFailureRecord({ realmId, clock, events });
  const pages = createInteractionPages({ issuer, recordFailure: failures.recordFailure });
  const guardedFetch = createGuardedFetch(environment.outboundAllow);
  const fetchDocument = createDocumentFetch(guardedFetch);
  const logos = createLogos(guardedFetch, Date.now);
  const endSession = async (session: EndUserSession, origin: Origin) => {
    const actor = { kind: 'person' as const, id: session.personId };
    await identity.sessions.end(session.id, { actor, origin });
    logoutDelivery.wake();
  };
  const registering = { storage, clock, random, vault, fetchDocument };
  const engine = createAuthorizationServer({
    ...{ issuer, realmId, storage, keys, clock, random, events: events.sink, options, pages, endSession },
    ...{ cryptography, vault, fetchDocument, postForm: createFormPost(guardedFetch) },
    keyedDigest: createKeyedDigest(vault),
    authenticatePassword: identity.authenticatePassword,
    noteSecretUse: createSecretUse(storage.stores.clientAdministration, clock),
    registrations: createClientRegistrations({ ...registering, rateLimits: environment.rateLimits }),
  });
  const logoutDelivery = createOutboxDelivery(engine.deliverLogoutNotices, reportUntold(logger));
  const forgetCached = () => {
    keys.invalidate();
    return refresh();
  };
  const api = buildApi({ ...registering, issuer, identity, environment, engine, logger, mail, forgetCached });
  let stopHousekeeping = () => {};
  const stopListening = storage.onForeignChange(() => keys.invalidate());
  return {
    ...{ environment, logger, clock, random, vault, storage, identity, keys, options },
    ...{ pages, engine, api, endSession, ...failures, logos, fetchDocument, mail },
    deriveSecret: (purpose: string) => Buffer.from(vault.deriveKey(purpose)).toString('base64url'),
    /** Throws when this process cannot serve: the database is away, or there is nothing to sign with. */
    async ready() {
      await storage.check();
      await keys.publicKeys();
    },
    /** What one process of a server does when it starts, and a command does not: the first administrator, or the link that makes one. */
    async startup() {
      await createFirstAdministrator(identity.setup, environment, logger);
      return { setupUrl: await setupLink(identity.setup, issuer) };
    },
    /** For every serving process (server/housekeeping). */
    keepHouse() {
      stopHousekeeping = keepHouseEvery(tenMinutes, { storage, vault, clock, random, logger });
      logoutDelivery.start(fiveSeconds);
      mail.start(fiveSeconds);
      events.start();
    },
    async close() {
      stopListening();
      stopHousekeeping();
      await Promise.all([logoutDelivery.stop(), mail.stop()]);
      await events.close();
      await storage.close();
    },
  };
}
