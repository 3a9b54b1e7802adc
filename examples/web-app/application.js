// The addresses of this application and what each does.
import { readFileSync } from 'node:fs';
import { errorPage, homePage, signedOutPage, welcomePage } from './pages.js';

const style = readFileSync(new URL('style.css', import.meta.url));
/** What a link may ask the provider for, beside a plain sign-in. */
const prompts = new Set(['login', 'select_account', 'create']);

export function createApplication({ provider, sessions, issuer, origin }) {
  const routes = {
    'GET /': ({ session }) => page(session?.signedIn ? homePage(session.signedIn, issuer) : welcomePage(issuer)),
    'GET /style.css': () => ({ status: 200, headers: { 'content-type': 'text/css; charset=utf-8' }, body: style }),

    'GET /sign-in': async ({ session, url }) => {
      const prompt = url.searchParams.get('prompt') ?? '';
      const { url: location, state, checks } = await provider.startSignIn(prompts.has(prompt) ? { prompt } : {});
      return redirect(location, sessions.remember(session, state, checks));
    },

    'GET /callback': async ({ session, url }) => {
      const checks = sessions.take(session, url.searchParams.get('state'));
      if (checks === undefined) {
        return page(
          errorPage('This sign-in did not begin here', 'It may have been finished already. Start again.'),
          400,
        );
      }
      const signedIn = await provider.finishSignIn(url, checks);
      return redirect('/', sessions.signIn(session, signedIn));
    },

    'POST /refresh': async ({ session }) => {
      if (session?.signedIn === undefined) return redirect('/');
      sessions.update(session, { signedIn: await provider.refresh(session.signedIn) });
      return redirect('/');
    },

    'POST /sign-out': ({ session }) => redirect(provider.signOutUrl(session?.signedIn?.idToken), sessions.end(session)),
    'GET /signed-out': () => page(signedOutPage()),
  };

  /** Answers one request of node:http. */
  return async (request, response) => {
    // Our own address comes from the configuration, never from what a request says.
    const url = new URL(`${origin}${request.url}`);
    const route = routes[`${request.method} ${url.pathname}`];
    const answer = await answerWith(route, { url, session: sessions.find(request) });
    response.writeHead(answer.status, { ...securityHeaders(issuer), ...answer.headers }).end(answer.body);
  };
}

async function answerWith(route, context) {
  if (route === undefined) return page(errorPage('Nothing here', 'This application has no such page.'), 404);
  try {
    return await route(context);
  } catch (error) {
    return page(errorPage(...explain(error)), 400);
  }
}

/** The provider's refusals carry `error`, the word of the specification, or a challenge; everything else is ours. */
function explain(error) {
  if (error.error === 'access_denied') return ['You did not allow it', 'Nothing was shared. You can try again.'];
  if (error.error === 'invalid_client' || isChallenge(error, 'basic')) {
    return ['This application is not set up', 'CLIENT_ID and CLIENT_SECRET are not the ones that were registered.'];
  }
  if (error.error === 'invalid_grant' || isChallenge(error, 'bearer')) {
    return ['That has ended', 'Your sign-in is no longer valid. Sign in again.'];
  }
  console.error(error);
  return ['The sign-in did not work', error.error_description ?? error.message];
}

/** A 401: `basic` where this application proves itself, `bearer` where its access token should. */
function isChallenge({ code, cause }, scheme) {
  return code === 'OAUTH_WWW_AUTHENTICATE_CHALLENGE' && cause.some((challenge) => challenge.scheme === scheme);
}

function page(body, status = 200) {
  return { status, headers: { 'content-type': 'text/html; charset=utf-8', 'cache-control': 'no-store' }, body };
}

function redirect(location, cookie) {
  return { status: 303, headers: { location: String(location), ...(cookie ? { 'set-cookie': cookie } : {}) } };
}

function securityHeaders(issuer) {
  // Signing out is a form whose answer leads to the provider.
  const formTargets = `'self' ${issuer.origin}`;
  const policy = `default-src 'none'; style-src 'self'; img-src data:; form-action ${formTargets}; frame-ancestors 'none'`;
  return { 'content-security-policy': policy, 'referrer-policy': 'no-referrer', 'x-content-type-options': 'nosniff' };
}
