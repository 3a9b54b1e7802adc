/**
 * What a person does for a device (RFC 8628 section 3.3): type its code, see what it asks for, allow or deny. A code
 * belongs to the pending request in which it was typed first, and thereby to one browser; it is decided once.
 */
import { auditEntry } from '../audit-entry';
import { deviceCodeGrantType } from '../client-metadata/vocabulary';
import { isOAuthError, refusal } from '../errors';
import { issueRowId } from '../identifiers';
import type {
  Api,
  Authorization,
  Client,
  Clock,
  DeviceCode,
  EndUserSession,
  EventSink,
  KeyedDigest,
  Origin,
  PendingRequest,
  ProtocolEvent,
  ProtocolStorage,
  RandomBytes,
} from '../ports';
import { settleSubject } from '../subjects';
import { digestUserCode, formatUserCode, parseUserCode } from '../user-code';
import { optionalScopes } from './consent';
import { grantScopes } from './granted-scopes';

interface Dependencies {
  realmId: string;
  storage: ProtocolStorage;
  clock: Clock;
  random: RandomBytes;
  events: EventSink;
  keyedDigest: KeyedDigest;
}

/** A claimed device code as the page shows it. */
export interface DeviceView {
  /** XXXX-XXXX. */
  userCode: string;
  askedAt: Date;
  client: Client;
  requestedScopes: string[];
  resources: string[];
  /** What the person may untick. */
  optionalScopes: string[];
  apis: Api[];
  /** Of the request in which the device got the code: what follows belongs to it. */
  traceId: string | null;
}

export interface DeviceDecision {
  decision: 'allow' | 'deny';
  /** Those that were left ticked, of those that can be unticked. */
  scopes: string[];
}

export interface DeviceInteraction {
  /** What was typed as the fact that it claims, once and for all; undefined when no open request of a device has it. */
  claim(
    pending: PendingRequest,
    typed: string,
    origin: Origin,
  ): Promise<{ hash: string; userCode: string } | undefined>;
  /** The code that this pending request claimed; undefined when it is too late for it. */
  view(pending: PendingRequest): Promise<DeviceView | undefined>;
  /**
   * Ends the pending request with the decision of the person that it was put to. With an approval comes the authorization
   * that the device redeems; whoever may have nothing of what was asked for denies. Undefined when it is too late, or
   * when the page was shown to somebody else. Throws `request-completed` for all but the first of parallel decisions.
   */
  decide(
    pending: PendingRequest,
    session: EndUserSession,
    decision: DeviceDecision,
    origin: Origin,
  ): Promise<'approved' | 'denied' | undefined>;
}

/** Builds the device part of the interaction of one realm. */
export function createDeviceInteraction(dependencies: Dependencies): DeviceInteraction {
  const { storage, clock, keyedDigest } = dependencies;
  const view = async (pending: PendingRequest): Promise<DeviceView | undefined> => {
    const claimed = await findClaimed(pending, dependencies);
    const client = claimed === undefined ? undefined : await findClient(claimed, storage);
    if (claimed === undefined || client === undefined) return undefined;
    const { requestedScopes, resources, createdAt, traceId } = claimed;
    const apis = await storage.stores.apiLookup.list();
    const userCode = pending.facts.device?.userCode ?? '';
    const optional = optionalScopes(requestedScopes, apis);
    const asked = { requestedScopes, resources, askedAt: createdAt, traceId };
    return { client, ...asked, apis, userCode, optionalScopes: optional };
  };
  return {
    view,
    async claim(pending, typed, origin) {
      if (pending.purpose !== 'device') throw refusal('request-unknown');
      const userCode = parseUserCode(typed);
      const hash = userCode === undefined ? undefined : await digestUserCode(userCode, keyedDigest);
      const code =
        hash === undefined ? undefined : await storage.stores.deviceCodes.claim(hash, pending.id, clock.now());
      const client = code === undefined ? undefined : await findClient(code, storage);
      emit(client === undefined ? 'user-code-unknown' : 'ok', client, code?.traceId ?? origin.traceId, dependencies);
      if (code === undefined || client === undefined || userCode === undefined) return undefined;
      return { hash: code.hash, userCode: formatUserCode(userCode) };
    },
    async decide(pending, session, decision, origin) {
      const asked = await view(pending);
      const { hash, askedSessionId } = pending.facts.device ?? {};
      if (asked === undefined || hash === undefined || askedSessionId !== session.id) return undefined;
      const granted = decision.decision === 'deny' ? undefined : await grant(asked, session, decision, storage);
      const outcome = granted === undefined ? 'denied' : 'approved';
      await record({ pending, hash, asked, session, granted }, origin, dependencies);
      const code = outcome === 'approved' ? 'ok' : 'consent-denied';
      emit(code, asked.client, asked.traceId ?? origin.traceId, dependencies);
      return outcome;
    },
  };
}

async function findClaimed(
  { id, purpose, facts }: PendingRequest,
  { storage, clock }: Dependencies,
): Promise<DeviceCode | undefined> {
  if (purpose !== 'device') throw refusal('request-unknown');
  const code = facts.device === undefined ? undefined : await storage.stores.deviceCodes.find(facts.device.hash);
  const isOpen = code?.claimedBy === id && code.decision === null && code.expiresAt > clock.now();
  return isOpen ? code : undefined;
}

/** The client, while it is active and still has the grant. */
async function findClient({ clientId }: DeviceCode, { stores }: ProtocolStorage): Promise<Client | undefined> {
  const client = await stores.clients.find(clientId);
  const mayUse = client?.status === 'active' && client.metadata.grant_types.includes(deviceCodeGrantType);
  return mayUse ? client : undefined;
}

/** The scopes of an approval; undefined when of what was asked for the person may have nothing, or unticked it all. */
async function grant(
  { requestedScopes, optionalScopes: optional, apis }: DeviceView,
  session: EndUserSession,
  { scopes }: DeviceDecision,
  { stores }: ProtocolStorage,
): Promise<string[] | undefined> {
  const endUser = await stores.endUsers.find(session.personId);
  if (endUser?.status !== 'active') throw refusal('login-required', { reason: 'person not active' });
  const consented = requestedScopes.filter((scope) => !optional.includes(scope) || scopes.includes(scope));
  try {
    return grantScopes({ requestedScopes, apis }, consented, endUser);
  } catch (error) {
    if (isOAuthError(error) && error.error === 'access_denied') return undefined;
    throw error;
  }
}

interface Decided {
  pending: PendingRequest;
  hash: string;
  asked: DeviceView;
  session: EndUserSession;
  /** Undefined: denied. */
  granted: string[] | undefined;
}

/** All of it in one transaction: the end of the request, the decision, what it yields, the consent, the audit. */
async function record(
  { pending, hash, asked, session, granted }: Decided,
  origin: Origin,
  { storage, clock, random }: Dependencies,
): Promise<void> {
  const at = clock.now();
  const { clientId } = asked.client;
  const authorization = granted && (await describeAuthorization(asked, session, granted, at, { storage, random }));
  await storage.transaction(async (stores) => {
    if (!(await stores.pendingRequests.complete(pending.id, at))) throw refusal('request-completed');
    // Whoever signs out or is shut out at this moment decides nothing.
    if (!(await stores.sessionLookup.holdLive(session.id, at)))
      throw refusal('login-required', { reason: 'session ended' });
    if (authorization !== undefined) await stores.authorizations.create(authorization);
    const decision =
      authorization === undefined
        ? ({ decision: 'denied' } as const)
        : ({ decision: 'approved', authorizationId: authorization.id } as const);
    if (!(await stores.deviceCodes.decide(hash, pending.id, decision, at))) throw refusal('request-completed');
    if (granted !== undefined) {
      const { personId } = session;
      await stores.consents.save({ personId, clientId, scopes: granted, resources: asked.resources, updatedAt: at });
    }
    const action = granted === undefined ? 'device-authorization-deny' : 'device-authorization-approve';
    const actor = { kind: 'person', id: session.personId } as const;
    const detail = { scope: (granted ?? []).join(' ') };
    const facts = { at, actor, action, object: { kind: 'client', id: clientId }, detail };
    await stores.audit.append(auditEntry(facts, origin, random));
  });
}

/** Of no session: the device is not the browser in which it was approved, and does not sign out with it. */
async function describeAuthorization(
  { client, resources, traceId }: DeviceView,
  session: EndUserSession,
  grantedScopes: string[],
  at: Date,
  dependencies: Pick<Dependencies, 'storage' | 'random'>,
): Promise<Authorization> {
  const { personId, authTime, acr, amr } = session;
  const id = issueRowId(at, dependencies.random);
  const subject = await settleSubject(client, session, dependencies);
  return {
    ...{ id, clientId: client.clientId, personId, subject, sessionId: null, sid: null },
    ...{ originGrant: deviceCodeGrantType, grantedScopes, resources, claimsRequest: null, claimsLocales: [] },
    ...{ authTime, acr, amr, offline: grantedScopes.includes('offline_access'), createdAt: at, revokedAt: null },
    traceId,
  };
}

function emit(
  code: string,
  client: Client | undefined,
  traceId: string,
  { events, realmId, clock }: Dependencies,
): void {
  const outcome: ProtocolEvent['outcome'] = code === 'ok' ? 'passed' : client === undefined ? 'failed' : 'stopped';
  const named = client === undefined ? {} : { clientId: client.clientId };
  events({ traceId, realmId, ...named, step: 'device', outcome, code, at: clock.now(), detail: {} });
}
