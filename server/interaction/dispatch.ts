/** `GET /interaction/{id}`: the dispatcher. Steps come back here and nowhere else; it asks the engine what is next. */
import { issueIdentifier } from '@/protocol/identifiers';
import { clientAddress } from '../client-address';
import { container } from '../container';
import { seeOther } from '../handler';
import { clearedBindingCookie, readBindingSecret } from '../request-binding';
import { sessionFromRequest } from '../session';
import { continueDevice } from './device';
import { readOwnPage, stepPath } from './locations';

/** Sends the browser to the next step or back to the application. */
export async function dispatch(request: Request, requestId: string): Promise<Response> {
  const { engine, environment, pages, random } = await container();
  try {
    const bindingSecret = readBindingSecret(request.headers, requestId, environment.issuer);
    const session = await sessionFromRequest(request);
    const network = clientAddress(request.headers);
    const pending = await engine.interaction.open(requestId, bindingSecret);
    if (pending.purpose === 'authorize') return await engine.resume(requestId, bindingSecret, session, network);
    if (pending.purpose === 'end-session')
      return await engine.logout.resume(requestId, bindingSecret, session, network);
    if (pending.purpose === 'signed-out') return seeOther(stepPath('signed-out', requestId));
    if (pending.purpose === 'device') return await continueDevice(pending, session);
    if (session === undefined) return seeOther(stepPath('sign-in', requestId));
    await engine.interaction.complete(pending);
    return seeOther(readOwnPage(pending.parameters.to) ?? '/', clearedBindingCookie(requestId, environment.issuer));
  } catch (thrown) {
    return pages.failure(thrown, issueIdentifier(random), 'sign-in');
  }
}
