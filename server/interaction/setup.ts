/** `POST /interaction/setup`: the holder of the one-time link becomes the first administrator and is signed in. */
import { formHandler, seeOther } from '../handler';
import { bindingCookie } from '../request-binding';
import { formFailure } from './form-failure';
import { openSession } from './open-session';

export const setup = formHandler(async (call) => {
  const { form, gatehouse, network, traceId } = call;
  const { pending, browserSecret } = await gatehouse.engine.interaction.start();
  const typed = { username: form.get('username') ?? '', email: form.get('email') ?? '', name: form.get('name') ?? '' };
  const token = form.get('token') ?? '';
  const result = await gatehouse.identity.setup.createFirstAdministrator(
    token,
    { ...typed, password: form.get('password') ?? '' },
    { network, traceId },
  );
  const { environment, options, engine } = gatehouse;
  const cookie = bindingCookie(pending.id, browserSecret, options.pendingRequestSeconds, environment.issuer);
  if (!result.ok) {
    await engine.interaction.recordFailure(pending, formFailure('setup', typed, result));
    return seeOther(`/setup?${new URLSearchParams({ token, request: pending.id })}`, cookie);
  }
  const { person, amr, acr } = result;
  const response = await openSession(call, pending, { person, passwordChangedAt: null, amr, acr, remembered: false });
  response.headers.append('set-cookie', cookie);
  return response;
});
