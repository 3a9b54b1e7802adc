/** The management API: `Request` to `Response`, over the table of its operations. */
import { issueIdentifier } from '@/protocol/identifiers';
import type { CallerDependencies, ConfirmPassword } from './caller';
import { identifyCaller } from './caller';
import { downloadResponse } from './download';
import { checkIfMatch, entityTagOf } from './entity-tag';
import { requireFresh } from './fresh';
import type { KeptAnswer } from './idempotency';
import { onceOnly } from './idempotency';
import { openApiDocument } from './open-api';
import type { AnyOperation, ApiUseCase, Call, Download } from './operation';
import { operations } from './operations';
import { problemResponse } from './problem';
import { readRequest } from './read-request';
import { referencePage } from './reference-page';
import { createRoutes } from './routes';
import { apiPath } from './scopes';

export interface ManagementApiDependencies
  extends Omit<ApiUseCase, 'actor' | 'origin'>,
    Omit<CallerDependencies, 'audience'> {
  confirmPassword: ConfirmPassword;
  forgetCached(): Promise<void>;
  report(error: unknown, traceId: string): void;
}

/** `network` is where the request comes from, as the server vouches for it. */
export type ManagementApi = (request: Request, network: string | null) => Promise<Response>;

/** Builds the API of one realm. It answers whatever happens; what nobody foresaw is reported. */
export function createManagementApi(dependencies: ManagementApiDependencies): ManagementApi {
  const { issuer } = dependencies;
  const find = createRoutes(operations);
  const callers = { ...dependencies, audience: `${issuer}${apiPath}` };
  return async (request, network) => {
    const traceId = issueIdentifier(dependencies.random);
    try {
      const { pathname } = new URL(request.url);
      const described = request.method === 'GET' && descriptions[pathname.slice(apiPath.length)];
      if (described) return await described(issuer);
      const { operation, parameters } = find(request.method, pathname);
      const caller = await identifyCaller(callers, request, operation);
      if (operation.fresh === true) requireFresh(caller, dependencies.clock);
      const read = await readRequest(request, operation, parameters);
      const origin = { network, traceId };
      const useCase = { ...dependencies, actor: caller.actor, origin };
      const confirmPassword: Call['confirmPassword'] = (person, password) =>
        dependencies.confirmPassword(person, password, origin);
      const { headers } = request;
      const checkUnchanged = checkIfMatch(headers);
      const setCookie = () => {};
      const { forgetCached } = dependencies;
      const call = { ...read, useCase, caller, headers, setCookie, forgetCached, checkUnchanged, confirmPassword };
      return await carryOut(request, operation, call);
    } catch (thrown) {
      return problemResponse(thrown, traceId, (error) => dependencies.report(error, traceId));
    }
  };
}

/** What is open to everybody: what the API is, for programs and for people. */
const descriptions: Partial<Record<string, (issuer: string) => Promise<Response>>> = {
  '/openapi.json': async (issuer) =>
    Response.json(await openApiDocument(issuer), { headers: { 'cache-control': 'no-cache' } }),
  '/docs': referenceResponse,
  '/': referenceResponse,
};

async function referenceResponse(issuer: string): Promise<Response> {
  const { html, contentSecurityPolicy } = referencePage(await openApiDocument(issuer));
  return new Response(html, {
    headers: {
      'content-type': 'text/html; charset=utf-8',
      'content-security-policy': contentSecurityPolicy,
      'cache-control': 'no-cache',
    },
  });
}

async function carryOut(request: Request, operation: AnyOperation, call: Call): Promise<Response> {
  if (operation.download !== undefined) return downloadResponse((await operation.handle(call)) as Download);
  const key = request.headers.get('idempotency-key');
  if (key === null || operation.method === 'GET') return toResponse(await answer(operation, call));
  const { caller, body, useCase } = call;
  const callerName =
    caller.kind === 'session' ? `person ${caller.person.id}` : `client ${caller.clientId} ${caller.person?.id ?? ''}`;
  const asked = { key, caller: callerName, method: request.method, path: new URL(request.url).pathname, body };
  const done = await onceOnly(useCase, asked, (storage) =>
    answer(operation, { ...call, useCase: { ...useCase, storage } }),
  );
  const response = toResponse(done.answer);
  if (done.replayed) response.headers.set('idempotent-replayed', 'true');
  return response;
}

async function answer(operation: AnyOperation, call: Call): Promise<KeptAnswer> {
  const cookies: string[] = [];
  const document = await operation.handle({ ...call, setCookie: (cookie) => void cookies.push(cookie) });
  if (operation.status === 204) return { status: 204, headers: {}, cookies, body: null };
  const headers: Record<string, string> = { 'content-type': 'application/json' };
  if (operation.tagged) headers.etag = entityTagOf(withoutSecret(document));
  return { status: operation.status, headers, cookies, body: JSON.stringify(document) };
}

/** A secret is in the first answer alone; the tag is that of the document that is read after it. */
function withoutSecret(document: unknown): unknown {
  const { client_secret: _, client_secret_expires_at: __, ...rest } = document as Record<string, unknown>;
  return rest;
}

function toResponse({ status, headers, cookies, body }: KeptAnswer): Response {
  const response = new Response(body, { status, headers: { 'cache-control': 'no-store', ...headers } });
  for (const cookie of cookies) response.headers.append('set-cookie', cookie);
  return response;
}
