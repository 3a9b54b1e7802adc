/** The data of the pages that a signed-in person decides on: consent and choice of account. */
import { redirect } from 'next/navigation';
import { dispatcherPath } from '../interaction/locations';
import { realmName } from '../realm-name';
import { provenanceOf } from './provenance';
import { describeScopes } from './scopes';
import type { SearchParams } from './visit';
import { accountOf, applicationOf, openVisit } from './visit';

/** Shown only while consent is what is asked for; otherwise the dispatcher knows what is next. */
export async function consentView(searchParams: SearchParams) {
  const { requestId, signedIn, view } = await openVisit(searchParams);
  const isAsked = view?.next.kind === 'ask' && view.next.step === 'consent';
  if (view === undefined || signedIn === undefined || !isAsked) redirect(dispatcherPath(requestId));
  const { client, redirectUri } = view.request;
  const application = await applicationOf(client);
  return {
    realm: realmName,
    application: {
      ...application,
      name: application?.name ?? client.clientId,
      ...(await provenanceOf(client)),
      returnsTo: destination(redirectUri),
    },
    request: requestId,
    account: accountOf(signedIn.person),
    scopes: describeScopes({
      ...view,
      apis: view.request.apis,
      shownScopes: view.request.consentScopes,
      newScopes: view.remembered === undefined ? [] : view.newScopes,
    }),
    returning: view.remembered !== undefined,
  };
}

/** Shown only while the account is asked for. */
export async function chooseAccountView(searchParams: SearchParams) {
  const { requestId, signedIn, view } = await openVisit(searchParams);
  const isAsked = view?.next.kind === 'ask' && view.next.step === 'choose-account';
  if (view === undefined || signedIn === undefined || !isAsked) redirect(dispatcherPath(requestId));
  return {
    application: await applicationOf(view.request.client),
    request: requestId,
    account: accountOf(signedIn.person),
  };
}

/** The host that the answer goes to, or the scheme of a native application. */
function destination(redirectUri: string): string {
  const { host, protocol } = new URL(redirectUri);
  return host === '' ? protocol : host;
}
