/** The data of the pages around signing out. */
import { headers } from 'next/headers';
import { container } from '../container';
import { startPath } from '../interaction/locations';
import { realmName } from '../realm-name';
import { readBindingSecret } from '../request-binding';
import type { SearchParams } from './visit';
import { accountOf, applicationOf, findSignedIn, readParameter, showRefusal } from './visit';

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

/** The page after it, with what applications have to be told in frames; a plain one when that is gone or somebody else's. */
export async function signedOutView(searchParams: SearchParams) {
  const plain = { realm: realmName, signInHref: startPath };
  const requestId = await readParameter(searchParams, 'request');
  if (requestId === undefined) return plain;
  const { engine, environment } = await container();
  const secret = readBindingSecret(await headers(), requestId, environment.issuer);
  const shown = await engine.logout.describeSignedOut(requestId, secret).catch(() => undefined);
  if (shown === undefined) return plain;
  const { client, returnTo, frames } = shown;
  return { ...plain, application: await applicationOf(client), backHref: returnTo, frames };
}
