/** The data of the pages behind mailed links. Looking at one does nothing: its button does. */
import { redirect } from 'next/navigation';
import type { RegistrationLinkKind } from '@/identity/finish-registration';
import type { MailedLink } from '@/identity/ports';
import type { PendingRequest } from '@/protocol/ports';
import type { Container } from '../container';
import { container } from '../container';
import {
  emailAddressPath,
  forgotPasswordStartPath,
  linkPath,
  registerStartPath,
  startPath,
  stepPath,
} from '../interaction/locations';
import { choosePageStatus } from '../page-status';
import { realmName } from '../realm-name';
import { describeFailure } from './form-failure';
import type { SearchParams } from './visit';
import { applicationOf, findSignedIn, openOwnVisit, openWaiting, readParameter, showRefusal } from './visit';

interface LinkVisit {
  gatehouse: Container;
  token: string;
  /** The request of this browser that goes on behind the link, if there is one. */
  pending: PendingRequest | undefined;
}

/** What a link is found by; undefined when it does nothing. */
type Find<Found> = (gatehouse: Container, token: string) => Promise<Found | undefined>;

/** The form that makes an account, or where its link is over. */
export async function finishRegistrationView(searchParams: SearchParams, kind: RegistrationLinkKind) {
  const find: Find<MailedLink> = ({ identity }, token) => identity.finishRegistration.find(kind, token);
  const visit = await openLink(searchParams, kind, find, (link) => link);
  if (visit === undefined) return { over: overAt(kind === 'registration' ? registerStartPath : undefined) };
  const { found, token, pending, gatehouse } = visit;
  const waits = pending?.purpose === 'authorize';
  const view = waits ? await gatehouse.engine.interaction.view(pending, undefined).catch(() => undefined) : undefined;
  const application = await applicationOf(view?.request.client);
  const form = { realm: realmName, application, email: found.email, token, request: pending?.id };
  return { form: { ...form, ...describeFailure(pending, kind) } };
}

/** The form for a new password, or where its link is over. */
export async function resetPasswordView(searchParams: SearchParams) {
  const find: Find<{ link: MailedLink; person: { username: string } }> = ({ identity }, token) =>
    identity.resetPassword.find(token);
  const visit = await openLink(searchParams, 'password-reset', find, ({ link }) => link);
  if (visit === undefined) return { over: overAt(forgotPasswordStartPath) };
  const { found, token, pending } = visit;
  const { problems } = describeFailure(pending, 'password-reset');
  return { form: { username: found.person.username, token, request: pending?.id, problem: problems?.password } };
}

/** What follows a new password. */
export async function passwordChangedView(searchParams: SearchParams) {
  const requestId = await readParameter(searchParams, 'request');
  return { signInHref: requestId === undefined ? startPath : stepPath('sign-in', requestId) };
}

/** The button that confirms an address, for the one who asked and is signed in here. */
export async function confirmEmailView(searchParams: SearchParams) {
  const find: Find<MailedLink> = ({ identity }, token) => identity.changeEmail.find(token);
  const visit = await openLink(searchParams, 'email', find, (link) => link);
  if (visit === undefined) return { over: overAt(emailAddressPath) };
  const { found, token, pending, gatehouse } = visit;
  const signedIn = await findSignedIn(gatehouse);
  const isTheirs = signedIn !== undefined && signedIn.person.id === found.personId;
  const asked = isTheirs ? { email: found.email, username: signedIn.person.username } : undefined;
  const { failure } = describeFailure(pending, 'email');
  return { form: { token, request: pending?.id, asked, failure, signInHref: startPath } };
}

/**
 * In the browser that asked for the link the page's address gets the request that waits there: its policy lets the form
 * lead on to the application, and its language is the request's.
 */
async function openLink<Found>(
  searchParams: SearchParams,
  kind: MailedLink['kind'],
  find: Find<Found>,
  linkOf: (found: Found) => MailedLink,
): Promise<(LinkVisit & { found: Found }) | undefined> {
  const gatehouse = await container();
  const token = (await readParameter(searchParams, 'token')) ?? '';
  const found = await find(gatehouse, token).catch((thrown: unknown) => showRefusal(thrown, gatehouse));
  if (found === undefined) return undefined;
  const { requestId } = linkOf(found);
  const isNamed = (await readParameter(searchParams, 'request')) !== undefined;
  if (!isNamed && requestId !== null && (await openWaiting(requestId, gatehouse)) !== undefined) {
    redirect(linkPath(kind, token, requestId));
  }
  return { gatehouse, token, found, pending: await openOwnVisit(searchParams, gatehouse) };
}

function overAt(againHref: string | undefined) {
  choosePageStatus(400);
  return { realm: realmName, homeHref: '/', againHref };
}
