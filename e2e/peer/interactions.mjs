// The peer's sign-in and consent pages: the least that a person needs, with the ids of ours, so that one driver walks both.
import { verify } from '@node-rs/argon2';

const page = (title, fields, button) => `<!doctype html><html lang="en"><title>${title}</title>
<form method="post"><h1>${title}</h1>${fields}<button id="${button}">Go on</button></form></html>`;
const fields = `<input type="text" id="username" name="username" autocomplete="username">
<input type="password" id="password" name="password" autocomplete="current-password">`;

/** Answers `/interaction/{uid}`: shows the step on GET, does it on POST. The password costs what it costs with us. */
export function createInteractions(provider, person) {
  return async (request, response) => {
    const details = await provider.interactionDetails(request, response);
    const isLogin = details.prompt.name === 'login';
    if (request.method !== 'POST') {
      response.setHeader('content-type', 'text/html; charset=utf-8');
      response.end(isLogin ? page('Sign in', fields, 'sign-in-submit') : page('Allow', '', 'consent-allow'));
      return;
    }
    const result = isLogin ? await signIn(await readForm(request), person) : await allow(provider, details);
    await provider.interactionFinished(request, response, result);
  };
}

async function signIn(form, person) {
  const fits = form.get('username') === person.username && (await verify(person.hash, form.get('password') ?? ''));
  if (!fits) throw new Error('The driver typed a wrong password');
  return { login: { accountId: person.sub } };
}

async function allow(provider, { prompt, params, session, grantId }) {
  const found = grantId === undefined ? undefined : await provider.Grant.find(grantId);
  const grant = found ?? new provider.Grant({ accountId: session.accountId, clientId: params.client_id });
  const { missingOIDCScope = [], missingOIDCClaims = [], missingResourceScopes = {} } = prompt.details;
  grant.addOIDCScope(missingOIDCScope.join(' '));
  grant.addOIDCClaims(missingOIDCClaims);
  for (const [resource, scopes] of Object.entries(missingResourceScopes)) {
    grant.addResourceScope(resource, scopes.join(' '));
  }
  return { consent: { grantId: await grant.save() } };
}

async function readForm(request) {
  let text = '';
  for await (const chunk of request) text += chunk;
  return new URLSearchParams(text);
}
