/** What is asked of both, each prepared afresh for every measured run. */
import type { Contestant } from './contestants/contestant';
import { resource } from './contestants/contestant';
import type { Conversation, Load, LoadRequest } from './load';
import { askForCode, codeExchange, obtainTokens, signIn } from './sign-in';
import { formPost } from './token-request';

export interface Scenario {
  name: string;
  /** Its answers are signed, so that the algorithm matters. */
  signs?: true;
  prepare(contestant: Contestant, connections: number): Promise<Load>;
}

/** One-time things in a run of their own: few enough that none dies of age and the peer's store forgets none. */
const stockSize = 400;
/** autocannon builds the first request of a connection twice. */
const spare = 2;

export const scenarios: Scenario[] = [
  { name: 'client credentials (JWT)', signs: true, prepare: prepareClientCredentials },
  { name: 'code exchange', signs: true, prepare: prepareCodeExchange },
  { name: 'refresh with rotation', signs: true, prepare: prepareRefresh },
  { name: 'introspection', prepare: prepareIntrospection },
  { name: 'userinfo', prepare: prepareUserinfo },
  { name: 'device poll', prepare: prepareDevicePoll },
  { name: 'jwks', prepare: async ({ endpoints }, connections) => fetching(endpoints.jwks_uri, connections) },
  { name: 'discovery', prepare: async ({ endpoints }, connections) => fetching(endpoints.discovery, connections) },
];

const always = (request: LoadRequest) => (): Conversation => ({ next: () => request });

const fetching = (url: string, connections: number, headers: Record<string, string> = {}): Load => ({
  ...{ method: 'GET', url, connections, status: 200 },
  conversation: always({ headers }),
});

async function prepareClientCredentials({ endpoints, service }: Contestant, connections: number): Promise<Load> {
  const members = { grant_type: 'client_credentials', scope: resource.scope, resource: resource.identifier };
  const request = formPost(service, members);
  return {
    ...{ method: 'POST', url: endpoints.token_endpoint, connections, status: 200 },
    conversation: always(request),
  };
}

async function prepareCodeExchange(contestant: Contestant, connections: number): Promise<Load> {
  const browsers = await times(8, () => signIn(contestant, 'api'));
  const perBrowser = Math.ceil((stockSize + spare * connections) / browsers.length);
  const codes = await Promise.all(
    browsers.map((browser) => times(perBrowser, () => askForCode(contestant, browser, 'api', 'none'))),
  );
  const requests = codes.flat().map((code) => codeExchange(contestant, code, 'api'));
  return fromStock(contestant.endpoints.token_endpoint, connections, 200, requests);
}

async function prepareRefresh(contestant: Contestant, connections: number): Promise<Load> {
  const chains = await times(connections, () => obtainTokens(contestant, 'api'));
  return {
    ...{ method: 'POST', url: contestant.endpoints.token_endpoint, connections, status: 200 },
    conversation(connection) {
      let refreshToken = chains[connection]?.refresh_token ?? '';
      return {
        next: () => formPost(contestant.web, { grant_type: 'refresh_token', refresh_token: refreshToken }),
        read: (body) => {
          refreshToken = JSON.parse(body).refresh_token;
        },
      };
    },
  };
}

async function prepareIntrospection(contestant: Contestant, connections: number): Promise<Load> {
  const { access_token: token } = await obtainTokens(contestant, 'userinfo');
  return {
    ...{ method: 'POST', url: contestant.endpoints.introspection_endpoint, connections, status: 200 },
    conversation: always(formPost(contestant.web, { token })),
  };
}

async function prepareUserinfo(contestant: Contestant, connections: number): Promise<Load> {
  const { access_token: token } = await obtainTokens(contestant, 'userinfo');
  return fetching(contestant.endpoints.userinfo_endpoint, connections, { authorization: `Bearer ${token}` });
}

/** Each device code is asked about once, so that nobody polls too fast; the answer is `authorization_pending`. */
async function prepareDevicePoll(contestant: Contestant, connections: number): Promise<Load> {
  const { device, endpoints, wire } = contestant;
  const start = { method: 'POST', ...formPost(device, { scope: 'openid' }) };
  const grant_type = 'urn:ietf:params:oauth:grant-type:device_code';
  const requests = await times(stockSize + spare * connections, async () => {
    const { device_code } = JSON.parse((await wire(endpoints.device_authorization_endpoint, start)).text);
    return formPost(device, { grant_type, device_code });
  });
  return fromStock(endpoints.token_endpoint, connections, 400, requests);
}

function fromStock(url: string, connections: number, status: number, requests: LoadRequest[]): Load {
  const next = () => {
    const request = requests.pop();
    if (request === undefined) throw new Error('The stock is used up');
    return request;
  };
  return { method: 'POST', url, connections, status, amount: stockSize, conversation: () => ({ next }) };
}

/** In turn, since both sides answer faster than a burst of first sign-ins lets them. */
async function times<T>(count: number, make: () => Promise<T>): Promise<T[]> {
  const made: T[] = [];
  while (made.length < count) made.push(await make());
  return made;
}
