/** What every way of signing in ends with: a session under a new identifier, the fact recorded, back to the dispatcher. */
import type { Person } from '@/identity/ports';
import type { NewSession } from '@/identity/sessions';
import { hasKind } from '@/protocol/errors';
import type { InteractionFacts, PendingRequest } from '@/protocol/ports';
import { browserStateCookieOf } from '@/protocol/session-management/session-state';
import { readCookie, sessionCookie, sessionCookieName } from '../cookies';
import type { FormCall } from '../handler';
import { seeOther } from '../handler';
import { dispatcherPath, stepPath } from './locations';

/**
 * Opens the session of somebody who has proven who they are, and returns the 303 that carries its cookie. Who was
 * disabled between the proof and this, or got another password, reads what a wrong password says.
 */
export async function openSession(
  { request, network, traceId, gatehouse }: FormCall,
  pending: PendingRequest,
  proven: Pick<NewSession, 'passwordChangedAt' | 'amr' | 'acr' | 'remembered'> & {
    person: Person;
    facts?: Partial<InteractionFacts>;
  },
): Promise<Response> {
  const { identity, engine, environment, clock } = gatehouse;
  const wanted = {
    personId: proven.person.id,
    passwordChangedAt: proven.passwordChangedAt,
    amr: proven.amr,
    acr: proven.acr,
    remembered: proven.remembered,
    userAgent: request.headers.get('user-agent'),
    origin: { network, traceId },
    previousCookieValue: readCookie(request.headers, sessionCookieName(environment.issuer)),
  };
  const opened = await identity.sessions.open(wanted).catch((error: unknown) => {
    if (hasKind(error, 'proof-void')) return undefined;
    throw error;
  });
  if (opened === undefined) {
    await engine.interaction.recordFailure(pending, { step: 'sign-in', code: 'wrong-name-or-password' });
    return seeOther(stepPath('sign-in', pending.id));
  }
  await engine.interaction.record(pending, { ...proven.facts, signedInSessionId: opened.session.id });
  const cookie = sessionCookie(opened, environment.issuer, clock.now());
  const browserStateCookie = await browserStateCookieOf(opened.session, gatehouse);
  return seeOther(
    dispatcherPath(pending.id),
    cookie,
    ...(browserStateCookie === undefined ? [] : [browserStateCookie]),
  );
}
