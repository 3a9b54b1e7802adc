/** What the endpoints that a browser visits share: their methods, and our own page for what must not be redirected. */
import { refusal } from '../errors';
import type { ProtocolEvent } from '../ports';
import type { AuthorizationDependencies } from './authorization-dependencies';

const methods: readonly string[] = ['GET', 'POST'];

/** Throws for any other method; HEAD too, since these requests write and a look must not. */
export function checkBrowserMethod({ method }: Request): void {
  if (!methods.includes(method)) throw refusal('method-not-allowed', { method });
}

/** The failure's page, which says with a 405 which methods there are (RFC 9110 section 15.5.6). */
export async function showFailure(
  request: Request,
  thrown: unknown,
  traceId: string,
  step: ProtocolEvent['step'],
  { pages }: Pick<AuthorizationDependencies, 'pages'>,
): Promise<Response> {
  const response = await pages.failure(thrown, traceId, step);
  if (!methods.includes(request.method)) response.headers.set('allow', methods.join(', '));
  return response;
}
