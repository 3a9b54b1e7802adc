/** What a person does for a device: `POST /interaction/device` types its code, `POST /interaction/device/confirm` decides. */
import { refusal } from '@/protocol/errors';
import type { EndUserSession, PendingRequest } from '@/protocol/ports';
import { container } from '../container';
import { formHandler, openPending, seeOther } from '../handler';
import { clearedBindingCookie } from '../request-binding';
import { deviceOutcomePaths, dispatcherPath, stepPath } from './locations';

/** Every code that is not known counts, whoever types it; one that is known is claimed for this browser. */
export const deviceCode = formHandler(async (call) => {
  const pending = await openPending(call);
  const { form, gatehouse, network, session, traceId } = call;
  const { engine, identity } = gatehouse;
  const typed = form.get('user_code') ?? '';
  const fail = async (code: string, kept: { typedName?: string; fields?: Record<string, string> }) => {
    await engine.interaction.recordFailure(pending, { step: 'device', code, ...kept });
    return seeOther(stepPath('device', pending.id));
  };
  const guess = await identity.guessUserCode.enter({ network, personId: session?.personId });
  if (!guess.admitted)
    return fail('too-many-attempts', { fields: { retryAfterSeconds: String(guess.retryAfterSeconds) } });
  const device = await engine.device.claim(pending, typed, { network, traceId });
  if (device === undefined) return fail('user-code-unknown', { typedName: typed.slice(0, 32) });
  await guess.giveBack();
  await engine.interaction.record(pending, { device });
  return seeOther(dispatcherPath(pending.id));
});

/** The next step of a device's request: its code, signing in, the decision. The decision is put to the session of now. */
export async function continueDevice(pending: PendingRequest, session: EndUserSession | undefined): Promise<Response> {
  const { engine } = await container();
  const { device } = pending.facts;
  if (device === undefined) return seeOther(stepPath('device', pending.id));
  if ((await engine.device.view(pending)) === undefined) {
    await engine.interaction.recordFailure(pending, { step: 'device', code: 'user-code-unknown' });
    return seeOther(stepPath('device', pending.id));
  }
  if (session === undefined) return seeOther(stepPath('sign-in', pending.id));
  await engine.interaction.record(pending, { device: { ...device, askedSessionId: session.id } });
  return seeOther(stepPath('device-confirm', pending.id));
}

/** Allow or deny, by the person to whom the page was shown; anybody else is shown it first. */
export const deviceDecision = formHandler(async (call) => {
  const pending = await openPending(call);
  const { form, gatehouse, network, session, traceId } = call;
  const decision = form.get('decision');
  if (decision !== 'allow' && decision !== 'deny') throw refusal('parameter-malformed', { parameter: 'decision' });
  if (session === undefined) return seeOther(dispatcherPath(pending.id));
  const scopes = form.all('scope');
  const outcome = await gatehouse.engine.device.decide(pending, session, { decision, scopes }, { network, traceId });
  if (outcome === undefined) return seeOther(dispatcherPath(pending.id));
  return seeOther(deviceOutcomePaths[outcome], clearedBindingCookie(pending.id, gatehouse.environment.issuer));
});
