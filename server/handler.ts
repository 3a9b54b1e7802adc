/**
 * The one wrapper of every form handler: the form comes from our own page, is bounded and has only single texts; the
 * session is read; whatever is thrown becomes our error page. Handlers answer with a 303.
 */
import { refusal } from '@/protocol/errors';
import { issueIdentifier } from '@/protocol/identifiers';
import type { Parameters } from '@/protocol/parameters';
import { readForm } from '@/protocol/parameters';
import type { EndUserSession, PendingRequest } from '@/protocol/ports';
import { clientAddress } from './client-address';
import type { Container } from './container';
import { container } from './container';
import { readCookie, sessionCookieName } from './cookies';
import { readBindingSecret } from './request-binding';
import { isSameOrigin } from './same-origin';
import { sessionFromRequest } from './session';

/** What a form handler works with. */
export interface FormCall {
  request: Request;
  form: Parameters;
  session: EndUserSession | undefined;
  /** The hidden `request` field, and this browser's secret for it. */
  requestId: string | undefined;
  bindingSecret: string | undefined;
  /** Where the request came from, for limits and the audit. */
  network: string | null;
  traceId: string;
  gatehouse: Container;
}

const fields = [
  'request',
  'username',
  'password',
  'remember',
  'name',
  'email',
  'decision',
  'token',
  'account',
  'scope',
  'user_code',
] as const;
/** The consent form has one `scope` for each box that is ticked. */
const repeatableFields = new Set(['scope']);

/** A `POST` handler for a form of ours. */
export function formHandler(handle: (call: FormCall) => Promise<Response>): (request: Request) => Promise<Response> {
  return async (request) => {
    const gatehouse = await container();
    const { issuer } = gatehouse.environment;
    const traceId = issueIdentifier(gatehouse.random);
    try {
      const form = await readForm(request, repeatableFields);
      form.check(fields);
      const requestId = form.get('request');
      const bindingSecret = requestId === undefined ? undefined : readBindingSecret(request.headers, requestId, issuer);
      const hasSessionCookie = readCookie(request.headers, sessionCookieName(issuer)) !== undefined;
      const hasBoundCookie = bindingSecret !== undefined || hasSessionCookie;
      if (!isSameOrigin(request.headers, { issuer, hasBoundCookie })) throw refusal('form-not-ours');
      const session = await sessionFromRequest(request);
      const network = clientAddress(request.headers);
      return await handle({ request, form, session, requestId, bindingSecret, network, traceId, gatehouse });
    } catch (thrown) {
      return gatehouse.pages.failure(thrown, traceId, 'sign-in');
    }
  };
}

/** The pending request that the form belongs to; throws refusals. */
export async function openPending(call: FormCall): Promise<PendingRequest> {
  return call.gatehouse.engine.interaction.open(call.requestId ?? '', call.bindingSecret);
}

/** 303 to a page or handler of ours, with cookies to set. */
export function seeOther(path: string, ...cookies: string[]): Response {
  const response = new Response(null, {
    status: 303,
    headers: { location: path, 'cache-control': 'no-store', 'referrer-policy': 'no-referrer' },
  });
  for (const cookie of cookies) response.headers.append('set-cookie', cookie);
  return response;
}
