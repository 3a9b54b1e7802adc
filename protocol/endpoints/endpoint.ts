/** What every machine-facing endpoint shares: methods, CORS, no-store, and errors turned into answers, once. */
import type { OAuthError, RefusalCode, WireError } from '../errors';
import { describeCause, isOAuthError, refusal, toRefusal } from '../errors';
import { issueIdentifier } from '../identifiers';
import type { Client, ClientLookup, Clock, EventSink, Origin, ProtocolEvent, RandomBytes } from '../ports';
import { isAllowedOrigin, isOriginListed } from './cors';

export interface EndpointDependencies {
  issuer: string;
  realmId: string;
  clock: Clock;
  random: RandomBytes;
  events: EventSink;
  clients: ClientLookup;
}

export interface EndpointDefinition {
  step: ProtocolEvent['step'];
  methods: readonly string[];
  /** The scheme that a 401 names when no Basic credentials were tried. */
  scheme: 'Basic' | 'Bearer';
  /** Whether scripts of other origins may read the answers, where a client lists their origin. */
  isForBrowsers: boolean;
  /** Answers, and says for which client and as part of what. */
  answer(request: Request, origin: Origin): Promise<Answered>;
}

export interface Answered {
  response: Response;
  client?: Client;
  /** What its event says where the endpoint alone does not: the trace of the sign-in that it belongs to, and whose that is. */
  told?: Partial<Pick<ProtocolEvent, 'step' | 'subject' | 'detail'>> & { traceId?: string | null };
}

const statusOf: Partial<Record<WireError, number>> = {
  invalid_client: 401,
  invalid_token: 401,
  insufficient_scope: 403,
  temporarily_unavailable: 503,
  server_error: 500,
};

/** A value as JSON that no cache keeps (RFC 6749 section 5.1). */
export function json(body: unknown, init: { status?: number; headers?: Record<string, string> } = {}): Response {
  return jsonText(JSON.stringify(body), init);
}

/** The same for a body that is JSON already, byte for byte. */
export function jsonText(
  text: string,
  { status = 200, headers = {} }: { status?: number; headers?: Record<string, string> } = {},
): Response {
  return new Response(text, {
    status,
    headers: {
      'content-type': 'application/json',
      'cache-control': 'no-store',
      pragma: 'no-cache',
      'x-content-type-options': 'nosniff',
      ...headers,
    },
  });
}

/** Request to response; `network` is where the request came from, null when the server does not know. */
export type Endpoint = (request: Request, network?: string | null) => Promise<Response>;

/** Wraps a definition into an endpoint that never throws. */
export function createEndpoint(definition: EndpointDefinition, dependencies: EndpointDependencies): Endpoint {
  return async (request, network = null) => {
    const origin = request.headers.get('origin');
    if (request.method === 'OPTIONS') return answerPreflight(definition, origin, dependencies);
    const traceId = issueIdentifier(dependencies.random);
    try {
      if (!definition.methods.includes(request.method)) throw refuseMethod(definition, request);
      const answered = await definition.answer(request, { network, traceId });
      const { response, client } = answered;
      const mayRead = definition.isForBrowsers && client !== undefined && isAllowedOrigin(client, origin ?? '');
      if (mayRead && origin !== null) allowOrigin(response, origin);
      const isLost = origin !== null && client !== undefined && definition.isForBrowsers && !mayRead;
      tellAnswer(definition, dependencies, traceId, answered, isLost ? origin : undefined);
      return response;
    } catch (thrown) {
      return answerError(definition, dependencies, request, traceId, thrown);
    }
  };
}

function refuseMethod({ methods }: EndpointDefinition, { method }: Request): OAuthError {
  return refusal(methods.join() === 'POST' ? 'post-required' : 'method-not-allowed', { method });
}

/** Names the client in an error thrown after it was authenticated, so that its owner finds the trace. */
export function attributeTo(client: Client, thrown: unknown): unknown {
  return isOAuthError(thrown)
    ? Object.assign(thrown, { detail: { ...thrown.detail, clientId: client.clientId } })
    : thrown;
}

async function answerError(
  definition: EndpointDefinition,
  dependencies: EndpointDependencies,
  request: Request,
  traceId: string,
  thrown: unknown,
): Promise<Response> {
  const error = toRefusal(thrown);
  const joined = error.traceId ?? traceId;
  emit(definition, dependencies, { traceId: joined, code: error.code }, { ...error.detail, ...describeCause(error) });
  const body = {
    error: error.error,
    error_description: error.description,
    error_uri: `${dependencies.issuer}/errors/${joined}`,
  };
  const response = json(body, { status: statusFor(error), headers: challengeFor(definition, request, error) });
  const origin = request.headers.get('origin');
  if (origin !== null && definition.isForBrowsers) {
    const mayRead = await mayReadError(error, origin, dependencies).catch(() => false);
    if (mayRead) allowOrigin(response, origin);
  }
  return response;
}

/** Where it is known which client failed, its own list counts; otherwise any client's. */
async function mayReadError(error: OAuthError, origin: string, { clients }: EndpointDependencies): Promise<boolean> {
  const { clientId } = error.detail;
  const client = typeof clientId === 'string' ? await clients.find(clientId) : undefined;
  return client === undefined ? isOriginListed(origin, { clients }) : isAllowedOrigin(client, origin);
}

function isMethodRefused({ code }: OAuthError): boolean {
  return code === 'method-not-allowed' || code === 'post-required';
}

/** Where HTTP has a better word than the error has. */
const statusOfCode: Partial<Record<RefusalCode, number>> = {
  'method-not-allowed': 405,
  'post-required': 405,
  'body-too-large': 413,
  'client-registration-off': 404,
  'client-registrations-too-many': 429,
};

function statusFor({ code, error }: OAuthError): number {
  return statusOfCode[code] ?? statusOf[error] ?? 400;
}

function challengeFor(
  { scheme, methods }: EndpointDefinition,
  request: Request,
  error: OAuthError,
): Record<string, string> {
  if (isMethodRefused(error)) return { allow: methods.join(', ') };
  if (error.detail.retryAfterSeconds !== undefined) return { 'retry-after': String(error.detail.retryAfterSeconds) };
  if (error.error === 'temporarily_unavailable') return { 'retry-after': '5' };
  if (scheme === 'Bearer') return bearerChallenge(error);
  const triedBasic = request.headers.get('authorization') !== null;
  return error.error === 'invalid_client' && triedBasic
    ? { 'www-authenticate': 'Basic realm="client", charset="UTF-8"' }
    : {};
}

/** RFC 6750 section 3: which errors there are; without any credentials the challenge names none. */
function bearerChallenge({ code, error, description }: OAuthError): Record<string, string> {
  if (!['invalid_request', 'invalid_token', 'insufficient_scope'].includes(error)) return {};
  if (code.endsWith('access-token-missing')) return { 'www-authenticate': 'Bearer' };
  const scope = error === 'insufficient_scope' ? ', scope="openid"' : '';
  return { 'www-authenticate': `Bearer error="${error}", error_description="${description}"${scope}` };
}

/** An answer that a script of this origin asked for and may not read is no success for whoever wrote the script. */
function tellAnswer(
  definition: EndpointDefinition,
  dependencies: EndpointDependencies,
  traceId: string,
  { client, told }: Answered,
  lostOrigin: string | undefined,
): void {
  const event = {
    ...told,
    traceId: told?.traceId ?? traceId,
    code: lostOrigin === undefined ? 'ok' : 'origin-not-allowed',
  };
  const detail = lostOrigin === undefined ? told?.detail : { received: lostOrigin.slice(0, 200) };
  emit(definition, dependencies, event, { ...detail, ...(client === undefined ? {} : { clientId: client.clientId }) });
}

function emit(
  definition: EndpointDefinition,
  { realmId, clock, events }: EndpointDependencies,
  { traceId, code, step, subject }: Pick<ProtocolEvent, 'traceId' | 'code'> & Partial<ProtocolEvent>,
  detail: ProtocolEvent['detail'],
): void {
  const { clientId, ...rest } = detail;
  events({
    traceId,
    realmId,
    ...(typeof clientId === 'string' ? { clientId } : {}),
    ...(subject === undefined ? {} : { subject }),
    step: step ?? definition.step,
    // A device that asks again while the person decides does what it should.
    outcome: code === 'ok' || code === 'device-code-pending' ? 'passed' : 'failed',
    code,
    at: clock.now(),
    detail: rest,
  });
}

async function answerPreflight(
  definition: EndpointDefinition,
  origin: string | null,
  dependencies: EndpointDependencies,
): Promise<Response> {
  const response = new Response(null, { status: 204, headers: { 'cache-control': 'no-store' } });
  if (origin === null || !definition.isForBrowsers) return response;
  const isListed = await isOriginListed(origin, dependencies).catch(() => false);
  if (!isListed) return response;
  allowOrigin(response, origin);
  response.headers.set('access-control-allow-methods', definition.methods.join(', '));
  response.headers.set('access-control-allow-headers', 'authorization, content-type');
  response.headers.set('access-control-max-age', '600');
  return response;
}

function allowOrigin(response: Response, origin: string): void {
  response.headers.set('access-control-allow-origin', origin);
  response.headers.append('vary', 'Origin');
  response.headers.set('access-control-expose-headers', 'www-authenticate');
}
