/** `POST /interaction/consent`: allow or deny. Only scopes that were asked for count, whatever the form says. */
import { refusal } from '@/protocol/errors';
import { formHandler, openPending, seeOther } from '../handler';
import { dispatcherPath } from './locations';

export const consent = formHandler(async (call) => {
  const pending = await openPending(call);
  const { form, gatehouse, session } = call;
  const { interaction } = gatehouse.engine;
  const view = await interaction.view(pending, session);
  // Steps cannot be skipped: a decision counts only while it is the one that is asked for.
  const isAsked = view.next.kind === 'ask' && view.next.step === 'consent';
  if (session === undefined || !isAsked) return seeOther(dispatcherPath(pending.id));
  const decision = form.get('decision');
  if (decision !== 'allow' && decision !== 'deny') throw refusal('parameter-malformed', { parameter: 'decision' });
  const ticked = new Set(form.all('scope'));
  const optional = new Set(view.optionalScopes);
  const scopes = view.request.requestedScopes.filter((scope) => !optional.has(scope) || ticked.has(scope));
  await interaction.record(pending, { consent: { sessionId: session.id, decision, scopes } });
  return seeOther(dispatcherPath(pending.id));
});
