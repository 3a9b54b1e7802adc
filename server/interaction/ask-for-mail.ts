/** The forms that ask for mail: whatever was typed, the same page says that a mail went out. */
import type { Asking } from '@/identity/ask-for-mail';
import type { PendingRequest } from '@/protocol/ports';
import { readCookie } from '../cookies';
import type { FormCall } from '../handler';
import { seeOther } from '../handler';
import { chooseLocale, localeCookie } from '../locale';
import type { RefusedForm } from './form-failure';
import { formFailure } from './form-failure';
import { stepPath } from './locations';

type Asked = { ok: true } | ({ ok: false } & RefusedForm);

/** Who asks, from where, in which language; the address as it was typed. */
export function askingOf({ request, form, network, traceId }: FormCall, pending: PendingRequest): Asking {
  const { ui_locales: uiLocales } = pending.parameters;
  const locale = chooseLocale({
    uiLocales: typeof uiLocales === 'string' ? uiLocales : undefined,
    cookie: readCookie(request.headers, localeCookie),
    acceptLanguage: request.headers.get('accept-language') ?? undefined,
  });
  const email = (form.get('email') ?? '').trim();
  return { email, requestId: pending.id, locale, origin: { network, traceId } };
}

/** To the page that says so, with the outbox woken; back to the form when nothing was sent. */
export async function answerAsking(
  { gatehouse }: FormCall,
  pending: PendingRequest,
  step: 'register' | 'forgot-password' | 'email-address',
  { email }: Asking,
  asked: Asked,
  ...cookies: string[]
): Promise<Response> {
  const { interaction } = gatehouse.engine;
  if (asked.ok) {
    gatehouse.mail.wake();
    await interaction.record(pending, {});
    return seeOther(stepPath('mail-sent', pending.id), ...cookies);
  }
  await interaction.recordFailure(pending, formFailure(step, { email }, asked));
  return seeOther(stepPath(step, pending.id), ...cookies);
}
