/** The data of the sign-in page. */
import { redirect } from 'next/navigation';
import type { FormFailure } from '@/protocol/ports';
import { dispatcherPath, stepPath } from '../interaction/locations';
import { realmName } from '../realm-name';
import type { SearchParams } from './visit';
import { applicationOf, openVisit, readParameter, waitMinutes } from './visit';

/** Whoever has nothing to sign in for goes on to the dispatcher, unless another account is wanted. */
export async function signInView(searchParams: SearchParams) {
  const { gatehouse, requestId, pending, signedIn, view } = await openVisit(searchParams);
  const isAsked = view === undefined ? signedIn === undefined : view.next.kind === 'ask' && isSignIn(view.next.step);
  const wantsAnother = (await readParameter(searchParams, 'account')) === 'another';
  if (!isAsked && !wantsAnother) redirect(dispatcherPath(requestId));
  const failure = pending.failure?.step === 'sign-in' ? pending.failure : undefined;
  return {
    realm: realmName,
    application: await applicationOf(view?.request.client),
    request: requestId,
    username: failure?.typedName ?? view?.request.loginHint ?? reauthenticated(signedIn, wantsAnother),
    failure: failure === undefined ? undefined : describeFailure(failure),
    forgotHref: gatehouse.mail.sends ? stepPath('forgot-password', requestId) : undefined,
    registerHref: gatehouse.options.registrationOpen ? stepPath('register', requestId) : undefined,
  };
}

function isSignIn(step: string): boolean {
  return step === 'sign-in' || step === 'register';
}

/** `prompt=login` keeps the person and asks the password again. */
function reauthenticated(
  signedIn: { person: { username: string } } | undefined,
  wantsAnother: boolean,
): string | undefined {
  return wantsAnother ? undefined : signedIn?.person.username;
}

function describeFailure(failure: FormFailure) {
  if (failure.code !== 'too-many-attempts') return { code: 'wrong-name-or-password' as const };
  return { code: 'too-many-attempts' as const, minutes: waitMinutes(failure) };
}
