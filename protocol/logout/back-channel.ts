/**
 * Back-channel logout (OpenID Connect Back-Channel Logout 1.0): what the outbox holds is posted to the clients, off every
 * response's path. A notice is delivered at least once, or given up after its last attempt.
 */
import { issueIdentifier } from '../identifiers';
import type { KeyRing } from '../keys';
import type { Client, Clock, EventSink, FormPost, LogoutNotice, ProtocolStores, RandomBytes } from '../ports';
import { issueLogoutToken } from '../tokens/logout-token';

export interface BackChannelDependencies {
  issuer: string;
  realmId: string;
  storage: { stores: Pick<ProtocolStores, 'clients' | 'logoutNotices'> };
  keys: KeyRing;
  clock: Clock;
  random: RandomBytes;
  events: EventSink;
  postForm: FormPost;
}

/** Several times what a post may take, so that only a process that died leaves its notices to others. */
const leaseSeconds = 20;
/** At once in one process: of so many clients, and so many of each, so that one which hangs holds up itself alone. */
const atOnce = { clients: 20, ofEach: 5 };
/** The wait after each attempt that failed; after the one that has none it is given up, an hour and a half on. */
const waitSeconds = [5, 15, 45, 135, 405, 1215, 3645];

/**
 * Builds what takes the notices that are due and posts them. Returns how many it took; more may be due when it took any.
 * Throws only when the database is away, and then the lease gives back what it held.
 */
export function createLogoutDelivery(dependencies: BackChannelDependencies): () => Promise<number> {
  const { clock, storage } = dependencies;
  return async () => {
    const at = clock.now();
    const until = new Date(at.getTime() + leaseSeconds * 1000);
    const notices = await storage.stores.logoutNotices.claim({ at, until, ...atOnce });
    await Promise.all(notices.map((notice) => deliver(notice, dependencies)));
    return notices.length;
  };
}

async function deliver(notice: LogoutNotice, dependencies: BackChannelDependencies): Promise<void> {
  const { clients, logoutNotices } = dependencies.storage.stores;
  const client = await clients.find(notice.clientId);
  const uri = client?.status === 'active' ? client.metadata.backchannel_logout_uri : undefined;
  // Switched off since, or not interested any more.
  if (client === undefined || uri === undefined) return logoutNotices.delete(notice.id);
  const answer = await post(uri, client, notice, dependencies);
  const isDelivered = typeof answer === 'number' && answer >= 200 && answer <= 299;
  tell(notice, isDelivered, answer, dependencies);
  // Whom nobody has reviewed gets one attempt: many that never answer would hold up everybody else's notices.
  const isReviewed = (client.selfRegistration?.quarantinedAt ?? null) === null;
  const wait = isReviewed ? waitSeconds[notice.attempts - 1] : undefined;
  if (isDelivered || wait === undefined) return logoutNotices.delete(notice.id);
  await logoutNotices.postpone(notice, new Date(dependencies.clock.now().getTime() + wait * 1000));
}

/** The status of the answer, or why there was none. */
async function post(
  uri: string,
  client: Client,
  notice: LogoutNotice,
  dependencies: BackChannelDependencies,
): Promise<number | 'no answer'> {
  const logoutToken = await issueLogoutToken(dependencies, client, notice);
  try {
    return await dependencies.postForm(uri, { logout_token: logoutToken });
  } catch {
    return 'no answer';
  }
}

function tell(
  { clientId, attempts }: LogoutNotice,
  isDelivered: boolean,
  answer: number | string,
  { events, realmId, random, clock }: BackChannelDependencies,
): void {
  events({
    ...{ traceId: issueIdentifier(random), realmId, clientId, step: 'logout', at: clock.now() },
    outcome: isDelivered ? 'passed' : 'failed',
    code: isDelivered ? 'ok' : 'logout-undelivered',
    detail: { attempts, answer },
  });
}
