/** `POST /interaction/sign-out`: the person confirms, at an application's wish or from our own pages. */
import { clearedSessionCookie } from '../cookies';
import { formHandler, seeOther } from '../handler';
import { signedOutPath } from './locations';

export const signOut = formHandler(async ({ gatehouse, requestId, bindingSecret, session, traceId, network }) => {
  if (requestId !== undefined) return gatehouse.engine.logout.confirm(requestId, bindingSecret, session, network);
  if (session !== undefined) await gatehouse.endSession(session, { network, traceId });
  return seeOther(signedOutPath, clearedSessionCookie(gatehouse.environment.issuer));
});
