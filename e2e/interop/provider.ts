/** What a client library is let loose on: an instance behind one of its doors, a person, and a client of each method. */
import type { ClientKey } from '../harness/client-key';
import { createClientKey } from '../harness/client-key';
import type { RegisteredClient, RegisteredPerson } from '../harness/command-line';
import { ada, applicationOrigin, clients } from '../harness/data';
import type { Instance, InstanceOptions } from '../harness/instance';
import { createInstance } from '../harness/instance';
import { serveKeySet } from '../harness/key-set-server';
import type { PlainBrowser } from '../harness/plain-browser';
import { createPlainBrowser } from '../harness/plain-browser';
import { walk } from '../harness/screens';
import { stopPostgres } from '../harness/test-database';

export const methods = [
  'client_secret_basic',
  'client_secret_post',
  'client_secret_jwt',
  'private_key_jwt',
  'none',
] as const;
export type Method = (typeof methods)[number];

/** Each door on the embedded database, and a full pass on the other one. */
export const providers: [name: string, options: InstanceOptions][] = [
  ['the fast door, on SQLite', { door: 'fast', database: 'sqlite' }],
  ["Next's route handlers, on SQLite", { door: 'next', database: 'sqlite' }],
  ['the fast door, on PostgreSQL', { door: 'fast', database: 'postgresql' }],
];

export const scope = 'openid profile email offline_access';
export const redirectUri = `${applicationOrigin}/callback`;
export const signedOutUri = `${applicationOrigin}/signed-out`;

export interface Provider {
  instance: Instance;
  person: RegisteredPerson;
  registered: Record<Method, RegisteredClient>;
  /** May have tokens through the browser. */
  frontChannel: RegisteredClient;
  /** What the client of private_key_jwt signs with. */
  clientKey: ClientKey;
  newBrowser(): PlainBrowser;
  close(): Promise<void>;
}

export async function openProvider(options: InstanceOptions): Promise<Provider> {
  const clientKey = await createClientKey();
  const keySet = await serveKeySet([clientKey.publicJwk]);
  const instance = await createInstance({ ...options, env: { OUTBOUND_ALLOW: keySet.url } });
  await instance.set('implicit-and-hybrid', 'on');
  await instance.set('password-grant', 'on');
  await instance.set('registration', 'open');
  await instance.start();
  const person = await instance.createUser(ada.claims, ada.password);
  const basic = await instance.createClient(clients.basic);
  const post = await instance.createClient(clients.post);
  const of = (token_endpoint_auth_method: Method, more = {}) =>
    instance.createClient({ ...clients.basic, token_endpoint_auth_method, ...more });
  const secretJwt = await of('client_secret_jwt');
  const keyJwt = await of('private_key_jwt', { jwks_uri: `${keySet.url}/jwks` });
  const none = await of('none');
  const frontChannel = await instance.createClient(clients.frontChannel);
  return {
    ...{ instance, person, frontChannel, clientKey },
    registered: {
      ...{ client_secret_basic: basic, client_secret_post: post, none },
      ...{ client_secret_jwt: secretJwt, private_key_jwt: keyJwt },
    },
    newBrowser: () => createPlainBrowser(instance.issuer, instance.wire),
    async close() {
      keySet.close();
      await instance.remove();
      await stopPostgres();
    },
  };
}

/** The person opens the address, signs in and allows; returns the address at the application that it leads to. */
export async function authorize(browser: PlainBrowser, url: URL, person: RegisteredPerson): Promise<URL> {
  return new URL((await comeBack(browser, url, person)).url);
}

/** The same, as a library is handed it: the address, or the form that was posted there. */
export async function receive(browser: PlainBrowser, url: URL, person: RegisteredPerson): Promise<URL | Request> {
  const { url: address, posted } = await comeBack(browser, url, person);
  return posted === undefined ? new URL(address) : new Request(address, { method: 'POST', body: posted });
}

async function comeBack(browser: PlainBrowser, url: URL, person: RegisteredPerson) {
  const { arrival, shown } = await walk(browser, await browser.open(url.href), person);
  if (arrival.kind === 'elsewhere') return arrival;
  throw new Error(`Never came back to the application: ${shown.join(', ')} at ${arrival.page.url}`);
}

/** Where a redirect without any page leads. */
export async function follow(browser: PlainBrowser, url: URL): Promise<URL> {
  const arrival = await browser.open(url.href);
  if (arrival.kind === 'elsewhere') return new URL(arrival.url);
  throw new Error(`Expected a redirect to the application, and came to ${arrival.page.url}`);
}
