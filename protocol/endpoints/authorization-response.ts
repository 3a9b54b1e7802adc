/** The end of an authorization request: what its response type yields, or an error, by the response mode that was asked for. */
import { auditEntry } from '../audit-entry';
import type { AuthorizationRequest, Delivery } from '../authorization-request';
import { yieldOf } from '../client-metadata/response-types';
import { refusal, toRefusal } from '../errors';
import { issueRowId, issueSecretValue } from '../identifiers';
import { tellAnswer, tellRefusal } from '../interaction/events';
import { grantScopes } from '../interaction/granted-scopes';
import type { NextStep } from '../interaction/next-step';
import { lifetimesOf } from '../options';
import type {
  Authorization,
  AuthorizationCode,
  EndUser,
  EndUserSession,
  Origin,
  PendingRequest,
  ProtocolStores,
} from '../ports';
import { respondToClient } from '../response-modes';
import { browserStateCookieOf, issueSessionState } from '../session-management/session-state';
import { settleSubject, sidAt } from '../subjects';
import type { ProvenAuthorization } from '../tokens/authorization';
import { issueFrontChannelTokens } from '../tokens/issue';
import type { AuthorizationDependencies } from './authorization-dependencies';

/**
 * Records what was granted and answers with what the response type yields (RFC 6749 sections 4.1.2 and 4.2.2, OpenID
 * Connect Core 3.3.2.5). Completing the pending request, consent, authorization, code and audit are one transaction; of
 * parallel calls for one request exactly one is answered.
 */
export async function respondWithGrant(
  request: AuthorizationRequest,
  decision: Extract<NextStep, { kind: 'respond' }>,
  origin: Origin,
  dependencies: AuthorizationDependencies,
  pending?: PendingRequest,
): Promise<Response> {
  const { storage, clock, random, pages } = dependencies;
  const { session, consentedScopes } = decision;
  const endUser = await storage.stores.endUsers.find(session.personId);
  if (endUser?.status !== 'active') throw refusal('login-required', { reason: 'person not active' });
  const granted = grantScopes(request, consentedScopes, endUser);
  const now = clock.now();
  const subject = await settleSubject(request.client, session, dependencies);
  const known = { ...session, subject, sid: await sidAt(request.client, session) };
  const authorization = describeAuthorization(request, known, granted, {
    id: issueRowId(now, random),
    traceId: origin.traceId,
    now,
  });
  const yields = yieldOf(request.responseType);
  const code = yields.code ? issueSecretValue(random) : undefined;
  const codeRow = code === undefined ? undefined : await describeCode(request, authorization, code, dependencies);
  // Before anything is written: a failure to sign leaves nothing behind.
  const { answer, opaqueAccessToken } = await issueFrontChannelTokens(
    dependencies,
    prove(request, authorization, endUser),
    yields,
    code,
  );
  await storage.transaction(async (stores) => {
    if (pending !== undefined && !(await stores.pendingRequests.complete(pending.id, now)))
      throw refusal('request-completed');
    // Whoever signs out or is shut out at this moment leaves nothing behind.
    if (!(await stores.sessionLookup.holdLive(session.id, now)))
      throw refusal('login-required', { reason: 'session ended' });
    await rememberConsent(stores, request, session, decision, now);
    await stores.authorizations.create(authorization);
    if (codeRow !== undefined) await stores.authorizationCodes.create(codeRow);
    if (opaqueAccessToken !== undefined) await stores.opaqueAccessTokens.create(opaqueAccessToken);
    const actor = { kind: 'person', id: session.personId } as const;
    const object = { kind: 'client', id: request.client.clientId };
    const detail = { scope: granted.join(' '), responseType: request.responseType };
    const facts = { at: now, actor, action: 'authorization-create', object, detail };
    await stores.audit.append(auditEntry(facts, origin, random));
  });
  tellAnswer(
    request,
    {
      ...{ traceId: origin.traceId, subject, scope: granted.join(' '), wasAllowed: consentedScopes === 'all' },
      wasSignedIn: pending?.facts.signedInSessionId !== session.id,
    },
    dependencies,
  );
  const { clientId } = request.client;
  const state = await issueSessionState({ clientId, redirectUri: request.redirectUri, session }, dependencies);
  const members = { code, ...answer, expires_in: answer.expires_in?.toString(), session_state: state };
  const response = respondToClient(request, dependencies.issuer, members);
  const browserStateCookie = await browserStateCookieOf(session, dependencies);
  if (browserStateCookie !== undefined) response.headers.append('set-cookie', browserStateCookie);
  if (pending !== undefined) response.headers.append('set-cookie', pages.clearBindingCookie(pending.id));
  return response;
}

/** Sends a failure to the client (RFC 6749 section 4.1.2.1). A request that waited is thereby finished, unless we are to blame. */
export async function respondWithError(
  thrown: unknown,
  delivery: Delivery,
  traceId: string,
  dependencies: AuthorizationDependencies,
  pending?: PendingRequest,
): Promise<Response> {
  const error = toRefusal(thrown);
  // Finished by a parallel request of the same browser: there is nothing left to tell the client.
  if (error.code === 'request-completed') return dependencies.pages.failure(error, traceId, 'authorize');
  tellRefusal(error.code, delivery, traceId, error.detail, dependencies);
  const isOurs = error.error === 'temporarily_unavailable' || error.error === 'server_error';
  if (isOurs && pending !== undefined) return dependencies.pages.failure(error, traceId, 'authorize');
  const isOver = pending !== undefined && !(await completePending(pending, dependencies));
  if (isOver) return dependencies.pages.failure(refusal('request-completed'), traceId, 'authorize');
  const response = respondToClient(delivery, dependencies.issuer, {
    error: error.error,
    error_description: error.description,
    error_uri: `${dependencies.issuer}/errors/${traceId}`,
  });
  if (pending !== undefined) response.headers.append('set-cookie', dependencies.pages.clearBindingCookie(pending.id));
  return response;
}

function completePending({ id }: PendingRequest, { storage, clock }: AuthorizationDependencies): Promise<boolean> {
  return storage.stores.pendingRequests.complete(id, clock.now());
}

async function describeCode(
  request: AuthorizationRequest,
  authorization: Authorization,
  code: string,
  { options, cryptography }: AuthorizationDependencies,
): Promise<AuthorizationCode> {
  const { createdAt } = authorization;
  const lifetimeSeconds = lifetimesOf(request.client, options).authorizationCodeSeconds;
  return {
    hash: cryptography.digest(code),
    authorizationId: authorization.id,
    clientId: request.client.clientId,
    redirectUri: request.redirectUri,
    redirectUriWasSent: request.redirectUriWasSent,
    codeChallenge: request.codeChallenge ?? null,
    nonce: request.nonce ?? null,
    createdAt,
    expiresAt: new Date(createdAt.getTime() + lifetimeSeconds * 1000),
    consumedAt: null,
  };
}

/** The fresh authorization as the mint takes it. */
function prove(request: AuthorizationRequest, authorization: Authorization, endUser: EndUser): ProvenAuthorization {
  const { client, apis, resources, nonce } = request;
  return {
    ...{ client, authorization, endUser, resources, nonce, refreshToken: undefined },
    scopes: authorization.grantedScopes,
    apis: apis.filter((api) => resources.includes(api.identifier)),
  };
}

function describeAuthorization(
  request: AuthorizationRequest,
  session: EndUserSession,
  grantedScopes: string[],
  { id, traceId, now }: { id: string; traceId: string; now: Date },
): Authorization {
  return {
    id,
    clientId: request.client.clientId,
    personId: session.personId,
    subject: session.subject,
    sessionId: session.id,
    sid: session.sid,
    originGrant: yieldOf(request.responseType).code ? 'authorization_code' : 'implicit',
    grantedScopes,
    resources: request.resources,
    claimsRequest: request.claims ?? null,
    claimsLocales: request.claimsLocales,
    authTime: session.authTime,
    acr: session.acr,
    amr: session.amr,
    offline: grantedScopes.includes('offline_access'),
    createdAt: now,
    revokedAt: null,
    traceId,
  };
}

/** What was ticked of what was asked for; claims asked for one by one are part of what the page shows. */
function allowedScopes({ requestedScopes, consentScopes }: AuthorizationRequest, consentedScopes: string[]): string[] {
  return consentScopes.filter((scope) => !requestedScopes.includes(scope) || consentedScopes.includes(scope));
}

/** Only what was asked on a page is remembered; consent that was not needed leaves no trace. */
async function rememberConsent(
  stores: Pick<ProtocolStores, 'consents'>,
  request: AuthorizationRequest,
  session: EndUserSession,
  { consentedScopes }: Extract<NextStep, { kind: 'respond' }>,
  now: Date,
): Promise<void> {
  if (consentedScopes === 'all') return;
  await stores.consents.save({
    personId: session.personId,
    clientId: request.client.clientId,
    scopes: allowedScopes(request, consentedScopes),
    resources: request.resources,
    updatedAt: now,
  });
}
