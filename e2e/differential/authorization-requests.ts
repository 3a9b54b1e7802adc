/** Authorization requests of somebody who is not signed in, and of somebody who is and has allowed everything. */
import type { PlainBrowser } from '../harness/plain-browser';
import type { RequestParameters } from '../harness/relying-party';
import { walk } from '../harness/screens';
import type { ClientName, Contestant } from './contestants';
import type { Trial } from './matrix';
import { ofArrival } from './observe';

interface Case {
  client?: ClientName;
  pkce?: boolean;
  change?: RequestParameters;
  /** Put behind the query as it is. */
  more?: string;
}

const challenge = 'E9Melhoa2OwvFrEMTJguCHaoeK1t8URWBuGJSstw-cM';

const strangers: Record<string, Case> = {
  'a plain request': {},
  'no client': { change: { client_id: undefined } },
  'an unknown client': { change: { client_id: 'nobody' } },
  'no redirect URI though one alone is registered': { change: { redirect_uri: undefined } },
  'an unregistered redirect URI': { change: { redirect_uri: 'https://attacker.example/callback' } },
  'a redirect URI with another path': { change: { redirect_uri: 'https://app.people.example/callback/x' } },
  'no response type': { change: { response_type: undefined } },
  'an unknown response type': { change: { response_type: 'banana' } },
  'a response type that the client did not register': { change: { response_type: 'id_token' } },
  'response type none': { change: { response_type: 'none' } },
  'an unknown response mode': { change: { response_mode: 'banana' } },
  'the response in the fragment': { change: { response_mode: 'fragment', prompt: 'none' } },
  'the response as a form post': { change: { response_mode: 'form_post', prompt: 'none' } },
  'no scope': { change: { scope: undefined } },
  'an unknown scope beside openid': { change: { scope: 'openid banana' } },
  'no nonce in the code flow': { change: { nonce: undefined } },
  'no state': { change: { state: undefined, prompt: 'none' } },
  'prompt none': { change: { prompt: 'none' } },
  'prompt none with login': { change: { prompt: 'none login' } },
  'an unknown prompt': { change: { prompt: 'banana' } },
  'a negative max_age': { change: { max_age: '-1' } },
  'a max_age that is no number': { change: { max_age: 'soon' } },
  'an id_token_hint that is no token': { change: { id_token_hint: 'banana', prompt: 'none' } },
  'claims that are no JSON': { change: { claims: '{' } },
  'claims that are no object': { change: { claims: '[]' } },
  'a request object': { change: { request: 'e30.e30.' } },
  'a request object by reference': { change: { request_uri: 'https://app.people.example/request.jwt' } },
  'registration in the request': { change: { registration: '{}' } },
  'a resource that is no URI': { change: { resource: 'banana' } },
  'a resource with a fragment': { change: { resource: 'https://api.people.example/#x' } },
  'a repeated state': { more: '&state=second' },
  'a repeated unknown parameter': { more: '&banana=1&banana=2', change: { prompt: 'none' } },
  'a PKCE challenge by plain': { change: { code_challenge: challenge, code_challenge_method: 'plain' } },
  'a PKCE challenge without a method': { change: { code_challenge: challenge } },
  'a PKCE method without a challenge': { change: { code_challenge_method: 'S256' } },
  'a PKCE challenge that is too short': { change: { code_challenge: 'short', code_challenge_method: 'S256' } },
  'an unknown PKCE method': { change: { code_challenge: challenge, code_challenge_method: 'S512' } },
  'a public client without PKCE': { client: 'spa' },
  'a public client with PKCE': { client: 'spa', pkce: true, change: { prompt: 'none' } },
  'offline_access without prompt consent': { change: { scope: 'openid offline_access', prompt: 'none' } },
  'id_token without a nonce': { client: 'front', change: { response_type: 'id_token', nonce: undefined } },
  'id_token in the query': { client: 'front', change: { response_type: 'id_token', response_mode: 'query' } },
  'code token in the query': { client: 'front', change: { response_type: 'code token', response_mode: 'query' } },
  'id_token of nobody, silently': { client: 'front', change: { response_type: 'id_token', prompt: 'none' } },
  'id_token without openid': { client: 'front', change: { response_type: 'id_token', scope: 'profile' } },
  'token alone, unregistered': { client: 'front', change: { response_type: 'token' } },
};

const signedIn: Record<string, Case> = {
  'a silent request': { change: { prompt: 'none' } },
  'a silent request in the fragment': { change: { prompt: 'none', response_mode: 'fragment' } },
  'a silent request as a form post': { change: { prompt: 'none', response_mode: 'form_post' } },
  'a silent request for more scopes': { change: { prompt: 'none', scope: 'openid email' } },
  'a silent request with max_age 0': { change: { prompt: 'none', max_age: '0' } },
  'a silent request with a long max_age': { change: { prompt: 'none', max_age: '10000' } },
  'prompt login': { change: { prompt: 'login' } },
  'prompt consent': { change: { prompt: 'consent' } },
  'an essential acr that cannot be': {
    change: { prompt: 'none', claims: '{"id_token":{"acr":{"essential":true,"values":["banana"]}}}' },
  },
  'a sub of somebody else': { change: { prompt: 'none', claims: '{"id_token":{"sub":{"value":"somebody-else"}}}' } },
  'voluntary claims': { change: { prompt: 'none', claims: '{"id_token":{"name":null},"userinfo":{"email":null}}' } },
  ...Object.fromEntries(
    ['id_token', 'id_token token', 'code id_token', 'code token', 'code id_token token'].map((response_type) => [
      `${response_type}, silently`,
      { client: 'front' as const, change: { prompt: 'none', response_type } },
    ]),
  ),
};

const firstBrowsers = new WeakMap<Contestant, Map<ClientName, Promise<PlainBrowser>>>();

/** A browser whose person has allowed this client `openid profile`. */
function allowedBrowser(contestant: Contestant, client: ClientName): Promise<PlainBrowser> {
  const known = firstBrowsers.get(contestant) ?? new Map<ClientName, Promise<PlainBrowser>>();
  firstBrowsers.set(contestant, known);
  const browser = known.get(client) ?? signInAndAllow(contestant, client);
  known.set(client, browser);
  return browser;
}

async function signInAndAllow(contestant: Contestant, client: ClientName): Promise<PlainBrowser> {
  const browser = contestant.newBrowser();
  const { url } = contestant.parties[client].request({ scope: 'openid profile', response_type: 'code' });
  await walk(browser, await browser.open(url), contestant.person);
  return browser;
}

const visit = (open: (contestant: Contestant, client: ClientName) => Promise<PlainBrowser>) =>
  async function observe(contestant: Contestant, { client = 'web', pkce = false, change = {}, more = '' }: Case) {
    const browser = await open(contestant, client);
    const { url } = contestant.parties[client].request(change, { pkce });
    const arrival = await browser.open(`${url}${more}`);
    // A relay page is on its way to the application already.
    const shown = ofArrival(arrival);
    return shown === 'form-post' ? ofArrival((await walk(browser, arrival, contestant.person)).arrival) : shown;
  };

const trials = (who: string, cases: Record<string, Case>, observe: ReturnType<typeof visit>): Trial[] =>
  Object.entries(cases).map(([name, one]) => ({
    name: `${who}: ${name}`,
    observe: (contestant) => observe(contestant, one),
  }));

export const authorizationRequests: Trial[] = [
  ...trials(
    'a stranger',
    strangers,
    visit(async (contestant) => contestant.newBrowser()),
  ),
  ...trials('somebody signed in', signedIn, visit(allowedBrowser)),
];
