/** The data of the pages around signing out. */
import { headers } from 'next/headers';
import { container } from '../container';
import { startPath } from '../interaction/locations';
import { readBindingSecret } from '../request-binding';
import type { SearchParams } from './visit';
import { accountOf, applicationOf, findSignedIn, readParameter, realmName, showRefusal } from './visit';

/** The confirmation, at an application's wish (with its pending request) or the person's own. */
export async function signOutView(searchParams: SearchParams) {
  const gatehouse = await container();
  const requestId = await readParameter(searchParams, 'request');
  const signedIn = await findSignedIn(gatehouse);
  const account = signedIn === undefined ? undefined : accountOf(signedIn.person);
  if (requestId === undefined) return { realm: realmName, account, hidden: {}, stayHref: '/' };
  const secret = readBindingSecret(await headers(), requestId, gatehouse.environment.issuer);
  const asked = await gatehouse.engine.logout
    .describe(requestId, secret)
    .catch((thrown: unknown) => showRefusal(thrown, gatehouse));
  return {
    realm: realmName,
    application: await applicationOf(asked.client),
    account,
    hidden: { request: requestId },
    stayHref: '/',
  };
}

/** Nobody is signed in any more, so there is nothing to look up. */
export function signedOutView() {
  return { realm: realmName, signInHref: startPath };
}
