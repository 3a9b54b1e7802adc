/** The forms behind the links that make an account: `POST /interaction/register/finish` and `POST /interaction/invitation`. */
import type { RegistrationLinkKind } from '@/identity/finish-registration';
import { formHandler, seeOther } from '../handler';
import { formFailure } from './form-failure';
import { linkPath } from './locations';
import { openSession } from './open-session';
import { visitOfForm } from './visit-of-form';

export const finishRegistration = finishOf('registration');
export const acceptInvitation = finishOf('invitation');

/** Who made the account is signed in, and goes on to the application in the browser that it all began in. */
function finishOf(kind: RegistrationLinkKind) {
  return formHandler(async (call) => {
    const { form, gatehouse, network, traceId } = call;
    const token = form.get('token') ?? '';
    const typed = { username: form.get('username') ?? '', name: form.get('name') ?? '' };
    const wanted = { ...typed, password: form.get('password') ?? '' };
    const result = await gatehouse.identity.finishRegistration.finish(kind, token, wanted, { network, traceId });
    if (!result.ok && result.code === 'token-unusable') return seeOther(linkPath(kind, token));
    const { pending, cookies } = await visitOfForm(call);
    if (!result.ok) {
      await gatehouse.engine.interaction.recordFailure(pending, formFailure(kind, typed, result));
      return seeOther(linkPath(kind, token, pending.id), ...cookies);
    }
    const { person, amr, acr } = result;
    const facts = { registered: true };
    const proven = { person, passwordChangedAt: null, amr, acr, remembered: false, facts };
    const response = await openSession(call, pending, proven);
    for (const cookie of cookies) response.headers.append('set-cookie', cookie);
    return response;
  });
}
