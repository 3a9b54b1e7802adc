/** The data of the pages that ask for mail, and of the one that says that it went out. */
import { redirect } from 'next/navigation';
import { container } from '../container';
import { dispatcherPath, forgotPasswordStartPath, startPath, stepPath } from '../interaction/locations';
import { realmName } from '../realm-name';
import { describeFailure } from './form-failure';
import type { SearchParams } from './visit';
import { accountOf, findSignedIn, openOwnVisit, openVisit } from './visit';

/** The form for a forgotten password, or undefined while nobody can be written to. */
export async function forgotPasswordView(searchParams: SearchParams) {
  const { gatehouse, requestId, pending } = await openVisit(searchParams, forgotPasswordStartPath);
  const signInHref = stepPath('sign-in', requestId);
  const form = { request: requestId, signInHref, ...describeFailure(pending, 'forgot-password') };
  return { realm: realmName, signInHref, form: gatehouse.mail.sends ? form : undefined };
}

/** What follows a form that asked for mail. */
export async function mailSentView(searchParams: SearchParams) {
  const { requestId } = await openVisit(searchParams);
  return { backHref: dispatcherPath(requestId) };
}

/** The address of the one who is signed in. */
export async function emailAddressView(searchParams: SearchParams) {
  const gatehouse = await container();
  const signedIn = await findSignedIn(gatehouse);
  if (signedIn === undefined) redirect(startPath);
  const pending = await openOwnVisit(searchParams, gatehouse);
  const { typed, ...failed } = describeFailure(pending, 'email-address');
  return {
    realm: realmName,
    account: accountOf(signedIn.person),
    sendsMail: gatehouse.mail.sends,
    homeHref: '/',
    request: pending?.id,
    typed: { email: typed?.email ?? signedIn.person.email ?? '' },
    ...failed,
  };
}
