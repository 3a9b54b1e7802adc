/** `POST /interaction/register`: a person makes an account of their own, or asks for the link that makes it. */
import type { PendingRequest } from '@/protocol/ports';
import type { FormCall } from '../handler';
import { formHandler, openPending, seeOther } from '../handler';
import { answerAsking, askingOf } from './ask-for-mail';
import { formFailure } from './form-failure';
import { stepPath } from './locations';
import { openSession } from './open-session';

export const register = formHandler(async (call) => {
  const pending = await openPending(call);
  const { askToRegister, readRegistrationRules } = call.gatehouse.identity;
  if (!(await readRegistrationRules()).provesAddress) return makeAccount(call, pending);
  const asking = askingOf(call, pending);
  return answerAsking(call, pending, 'register', asking, await askToRegister(asking));
});

async function makeAccount(call: FormCall, pending: PendingRequest): Promise<Response> {
  const { form, gatehouse, network, traceId } = call;
  const typed = { username: form.get('username') ?? '', email: form.get('email') ?? '', name: form.get('name') ?? '' };
  const result = await gatehouse.identity.registerPerson({
    ...typed,
    name: typed.name === '' ? undefined : typed.name,
    password: form.get('password') ?? '',
    origin: { network, traceId },
  });
  if (result.ok) {
    const { person, amr, acr } = result;
    const facts = { registered: true };
    return openSession(call, pending, { person, passwordChangedAt: null, amr, acr, remembered: false, facts });
  }
  await gatehouse.engine.interaction.recordFailure(pending, formFailure('register', typed, result));
  return seeOther(stepPath('register', pending.id));
}
