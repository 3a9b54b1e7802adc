/** What the endpoints that a browser visits share: their methods, and our own page for what must not be redirected. */
import { refusal } from '../errors';
import { issueIdentifier } from '../identifiers';
import type { Parameters } from '../parameters';
import { readForm, readQuery } from '../parameters';
import type { EndUserSession, Origin, ProtocolEvent } from '../ports';
import type { AuthorizationDependencies } from './authorization-dependencies';

const methods: readonly string[] = ['GET', 'POST'];

/** A request, who is signed in there, and from which network it came, null when the server does not know. */
export type BrowserEndpoint = (
  request: Request,
  session: EndUserSession | undefined,
  network?: string | null,
) => Promise<Response>;

/** The same for a request that waited: its id, and the secret of the browser that began it. */
export type Continuation = (
  requestId: string,
  browserSecret: string | undefined,
  session: EndUserSession | undefined,
  network?: string | null,
) => Promise<Response>;

/** What an endpoint makes of a request whose parameters have been read. */
type Answer = (
  parameters: Parameters,
  visit: { method: string; session: EndUserSession | undefined; origin: Origin },
) => Promise<Response>;

/** Wraps an answer into an endpoint that never throws: what it throws is shown on our own page. */
export function createBrowserEndpoint(
  step: ProtocolEvent['step'],
  dependencies: Pick<AuthorizationDependencies, 'pages' | 'random'>,
  answer: Answer,
): BrowserEndpoint {
  return async (request, session, network = null) => {
    const traceId = issueIdentifier(dependencies.random);
    const { method } = request;
    try {
      checkBrowserMethod(request);
      const parameters = method === 'POST' ? await readForm(request) : readQuery(new URL(request.url));
      return await answer(parameters, { method, session, origin: { network, traceId } });
    } catch (thrown) {
      return showFailure(request, thrown, traceId, step, dependencies);
    }
  };
}

/** Throws for any other method; HEAD too, since these requests write and a look must not. */
function checkBrowserMethod({ method }: Request): void {
  if (!methods.includes(method)) throw refusal('method-not-allowed', { method });
}

/** The failure's page, which says with a 405 which methods there are (RFC 9110 section 15.5.6). */
async function showFailure(
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
