/** Next's door to the engine: one handler for every method, so that the engine alone decides which it answers. */
import type { AuthorizationServer } from '@/protocol/authorization-server';
import { issueIdentifier } from '@/protocol/identifiers';
import { clientAddress } from './client-address';
import { container } from './container';
import type { MachineEndpoint } from './fast-door';
import { commonHeaders } from './security-headers';
import { sessionFromRequest } from './session';

type Handler = (request: Request) => Promise<Response>;
/** Asked too seldom for the fast door (PROTOCOL section 1). */
type SeldomEndpoint = 'registration' | 'clientConfiguration';
type BrowserEndpoint = 'authorize' | 'authorizeDialog' | 'endSession';

/** The handlers of a machine-facing endpoint; where the fast door answers it too, it is with the very same function. */
export function machineDoor(endpoint: MachineEndpoint | SeldomEndpoint) {
  return forAllMethods(async (request) => {
    const { engine }: { engine: AuthorizationServer } = await container();
    return engine[endpoint](request, clientAddress(request.headers));
  });
}

/** The handlers of an endpoint that a browser visits: it is handed the signed-in person as a value. */
export function browserDoor(endpoint: BrowserEndpoint) {
  return forAllMethods(async (request) => {
    const { engine, pages, random } = await container();
    try {
      return await engine[endpoint](request, await sessionFromRequest(request), clientAddress(request.headers));
    } catch (thrown) {
      return pages.failure(thrown, issueIdentifier(random), endpoint === 'endSession' ? 'logout' : 'authorize');
    }
  });
}

/** Handlers for every method. Bears the headers that our own server puts on every answer, so that any other host of Next gives the same ones. */
export function forAllMethods(answer: Handler) {
  const handler: Handler = async (request) => {
    const { environment } = await container();
    const response = await answer(request);
    for (const [name, value] of Object.entries(commonHeaders(environment.issuer))) response.headers.set(name, value);
    return response;
  };
  return {
    GET: handler,
    HEAD: handler,
    POST: handler,
    PUT: handler,
    PATCH: handler,
    DELETE: handler,
    OPTIONS: handler,
  };
}
