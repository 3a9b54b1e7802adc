/** The data of the two pages on which somebody new is described: registration and set-up. */
import { headers } from 'next/headers';
import { redirect } from 'next/navigation';
import type { FormFailure, PendingRequest } from '@/protocol/ports';
import { container } from '../container';
import { dispatcherPath, startPath, stepPath } from '../interaction/locations';
import { choosePageStatus } from '../page-status';
import { realmName } from '../realm-name';
import { readBindingSecret } from '../request-binding';
import type { SearchParams } from './visit';
import { applicationOf, openVisit, readParameter, showRefusal, waitMinutes } from './visit';

const fields = ['name', 'username', 'email', 'password'] as const;

/** Whoever has nothing to register for goes on to the dispatcher. */
export async function registerView(searchParams: SearchParams) {
  const { gatehouse, requestId, pending, signedIn, view } = await openVisit(searchParams, `${startPath}?to=register`);
  const isAsked =
    view === undefined ? signedIn === undefined : view.next.kind === 'ask' && view.next.step !== 'consent';
  if (!isAsked) redirect(dispatcherPath(requestId));
  return {
    realm: realmName,
    application: await applicationOf(view?.request.client),
    request: requestId,
    signInHref: `${stepPath('sign-in', requestId)}${view?.next.kind === 'ask' && view.next.step === 'register' ? '&account=another' : ''}`,
    isOpen: gatehouse.options.registrationOpen,
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
  const requestId = await readParameter(searchParams, 'request');
  const secret =
    requestId === undefined ? undefined : readBindingSecret(await headers(), requestId, gatehouse.environment.issuer);
  const pending = await gatehouse.engine.interaction.open(requestId ?? '', secret).catch(() => undefined);
  return { form: { realm: realmName, token, ...describeFailure(pending, 'setup') } };
}

function describeFailure(pending: PendingRequest | undefined, step: string) {
  const failure = pending?.failure?.step === step ? pending.failure : undefined;
  if (failure === undefined) return {};
  const kept = failure.fields ?? {};
  const problems = Object.fromEntries(
    fields.flatMap((field) => (kept[`problem.${field}`] === undefined ? [] : [[field, kept[`problem.${field}`]]])),
  );
  return {
    typed: { username: failure.typedName ?? '', email: kept.email ?? '', name: kept.name ?? '' },
    problems: problems as Partial<Record<(typeof fields)[number], string>>,
    failure: describeWhole(failure),
  };
}

/** What is wrong with the form as a whole; undefined when single fields have their own words. */
function describeWhole(failure: FormFailure) {
  if (failure.code === 'invalid') return undefined;
  if (failure.code === 'registration-closed') return { code: 'registration-closed' as const };
  if (failure.code !== 'too-many-attempts') return { code: 'unexpected' as const };
  return {
    code: 'too-many-attempts' as const,
    minutes: waitMinutes(failure),
  };
}
