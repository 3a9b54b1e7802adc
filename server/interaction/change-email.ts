/** An address to be confirmed: `POST /interaction/email-address` asks for a link, `POST /interaction/confirm-email` uses it. */
import { refusal } from '@/protocol/errors';
import { formHandler, seeOther } from '../handler';
import { answerAsking, askingOf } from './ask-for-mail';
import { formFailure } from './form-failure';
import { emailAddressPath, linkPath, startPath } from './locations';
import { visitOfForm } from './visit-of-form';

export const askForEmail = formHandler(async (call) => {
  const { form, gatehouse, session } = call;
  if (session === undefined) return seeOther(startPath);
  // The page has no form then.
  if (!gatehouse.mail.sends) throw refusal('parameter-malformed', { parameter: 'email' });
  const { pending, cookies } = await visitOfForm(call);
  const asking = askingOf(call, pending);
  const proof = { personId: session.personId, currentPassword: form.get('password') ?? '' };
  const asked = await gatehouse.identity.changeEmail.ask({ ...asking, ...proof });
  const isWrong = !asked.ok && asked.code === 'wrong-password';
  const problems = [{ field: 'password', code: 'wrong' }];
  const shown = isWrong ? { ok: false as const, code: 'invalid' as const, problems } : asked;
  return answerAsking(call, pending, 'email-address', asking, shown, ...cookies);
});

export const confirmEmail = formHandler(async (call) => {
  const { form, gatehouse, network, session, traceId } = call;
  const token = form.get('token') ?? '';
  // The page says then who has to sign in.
  if (session === undefined) return seeOther(linkPath('email', token));
  const origin = { network, traceId };
  const result = await gatehouse.identity.changeEmail.confirm(token, session.personId, origin);
  if (result.ok) {
    gatehouse.mail.wake();
    return seeOther(emailAddressPath);
  }
  if (result.code === 'token-unusable') return seeOther(linkPath('email', token));
  const { pending, cookies } = await visitOfForm(call);
  await gatehouse.engine.interaction.recordFailure(pending, formFailure('email', {}, result));
  return seeOther(linkPath('email', token, pending.id), ...cookies);
});
