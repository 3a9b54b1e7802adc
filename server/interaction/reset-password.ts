/** A forgotten password: `POST /interaction/forgot-password` asks for a link, `POST /interaction/reset-password` uses it. */
import { refusal } from '@/protocol/errors';
import { formHandler, openPending, seeOther } from '../handler';
import { answerAsking, askingOf } from './ask-for-mail';
import { formFailure } from './form-failure';
import { linkPath, stepPath } from './locations';
import { visitOfForm } from './visit-of-form';

export const forgotPassword = formHandler(async (call) => {
  const pending = await openPending(call);
  const { identity, mail } = call.gatehouse;
  // The page has no form then.
  if (!mail.sends) throw refusal('parameter-malformed', { parameter: 'email' });
  const asking = askingOf(call, pending);
  return answerAsking(call, pending, 'forgot-password', asking, await identity.resetPassword.ask(asking));
});

export const resetPassword = formHandler(async (call) => {
  const { form, gatehouse, network, traceId } = call;
  const token = form.get('token') ?? '';
  const result = await gatehouse.identity.resetPassword.redeem(token, form.get('password') ?? '', { network, traceId });
  if (!result.ok && result.code === 'token-unusable') return seeOther(linkPath('password-reset', token));
  const { pending, cookies } = await visitOfForm(call);
  if (!result.ok) {
    await gatehouse.engine.interaction.recordFailure(pending, formFailure('password-reset', {}, result));
    return seeOther(linkPath('password-reset', token, pending.id), ...cookies);
  }
  gatehouse.mail.wake();
  await gatehouse.engine.interaction.record(pending, {});
  return seeOther(stepPath('password-changed', pending.id), ...cookies);
});
