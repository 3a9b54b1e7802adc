/** `POST /interaction/sign-out`: the person confirms, at an application's wish or from our own pages. */
import { formHandler } from '../handler';

export const signOut = formHandler(async ({ gatehouse, requestId, bindingSecret, session, traceId, network }) => {
  const { logout } = gatehouse.engine;
  if (requestId !== undefined) return logout.confirm(requestId, bindingSecret, session, network);
  return logout.signOut(session, { network, traceId });
});
