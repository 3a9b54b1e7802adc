/** The data of the two pages on which somebody new is described: registration and set-up. */
import { redirect } from 'next/navigation';
import { container } from '../container';
import { dispatcherPath, registerStartPath, startPath, stepPath } from '../interaction/locations';
import { choosePageStatus } from '../page-status';
import { realmName } from '../realm-name';
import { describeFailure } from './form-failure';
import type { SearchParams } from './visit';
import { applicationOf, openOwnVisit, openVisit, readParameter, showRefusal } from './visit';

/** Whoever has nothing to register for goes on to the dispatcher. */
export async function registerView(searchParams: SearchParams) {
  const { gatehouse, requestId, pending, signedIn, view } = await openVisit(searchParams, registerStartPath);
  const isAsked =
    view === undefined ? signedIn === undefined : view.next.kind === 'ask' && view.next.step !== 'consent';
  if (!isAsked) redirect(dispatcherPath(requestId));
  return {
    realm: realmName,
    application: await applicationOf(view?.request.client),
    request: requestId,
    signInHref: `${stepPath('sign-in', requestId)}${view?.next.kind === 'ask' && view.next.step === 'register' ? '&account=another' : ''}`,
    isOpen: gatehouse.options.registrationOpen,
    provesAddress: (await gatehouse.identity.readRegistrationRules()).provesAddress,
    ...describeFailure(pending, 'register'),
  };
}

/** The set-up page of a one-time token, or why its form would do nothing. */
export async function setupView(searchParams: SearchParams) {
  const token = (await readParameter(searchParams, 'token')) ?? '';
  const gatehouse = await container();
  const state = await gatehouse.identity.setup
    .checkToken(token)
    .catch((thrown: unknown) => showRefusal(thrown, gatehouse));
  if (state !== 'usable') {
    const reason = state === 'already-complete' ? ('complete' as const) : ('unusable' as const);
    if (reason === 'unusable') choosePageStatus(400);
    return { over: { realm: realmName, reason, signInHref: startPath } };
  }
  const pending = await openOwnVisit(searchParams, gatehouse);
  return { form: { realm: realmName, token, ...describeFailure(pending, 'setup') } };
}
