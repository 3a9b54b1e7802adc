/** `POST /interaction/sign-in`: name and password. */
import { formHandler, openPending, seeOther } from '../handler';
import { stepPath } from './locations';
import { openSession } from './open-session';

/** A failure is kept in the pending request, never in the URL; success goes back to the dispatcher. */
export const signIn = formHandler(async (call) => {
  const pending = await openPending(call);
  const { form, gatehouse, network, traceId } = call;
  const name = form.get('username') ?? '';
  const result = await gatehouse.identity.authenticatePassword({
    name,
    password: form.get('password') ?? '',
    origin: { network, traceId },
  });
  if (result.ok) {
    const { person, passwordChangedAt, amr, acr } = result;
    const remembered = form.get('remember') !== undefined;
    return openSession(call, pending, { person, passwordChangedAt, amr, acr, remembered });
  }
  await gatehouse.engine.interaction.recordFailure(pending, {
    step: 'sign-in',
    code: result.code,
    typedName: name.slice(0, 254),
    ...(result.code === 'too-many-attempts' ? { fields: { retryAfterSeconds: String(result.retryAfterSeconds) } } : {}),
  });
  return seeOther(stepPath('sign-in', pending.id));
});
