/** Libraries that make a web application a relying party, each in a program that is set up as its documentation says. */
import { randomBytes } from 'node:crypto';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startApplication } from '../harness/application-process';
import type { RegisteredPerson } from '../harness/command-line';
import { ada } from '../harness/data';
import { untilDiscovered } from '../harness/discovered';
import { freePort } from '../harness/free-port';
import type { Instance } from '../harness/instance';
import { startInstance } from '../harness/instance';
import { patience } from '../harness/patience';
import type { PlainBrowser } from '../harness/plain-browser';
import { createPlainBrowser } from '../harness/plain-browser';
import { confirmSignOut, expectScreen } from '../harness/screens';
import type { Answer, Visitor } from './visitor';
import { createVisitor } from './visitor';

interface Application {
  origin: string;
  /** Somebody at this application in the browser, or in one of their own. */
  visit(browser?: PlainBrowser): Visitor;
}

let instance: Instance;
let person: RegisteredPerson;
let ports: number[];
const ends: (() => Promise<void>)[] = [];
beforeAll(async () => {
  ports = [await freePort(), await freePort(), await freePort()];
  // The port of the application that hears of sign-outs is known before, since the provider may call no other.
  instance = await startInstance({ env: { OUTBOUND_ALLOW: `http://localhost:${ports[0]}` } });
  ends.push(() => instance.remove());
  person = await instance.createUser(ada.claims, ada.password);
});
afterAll(async () => {
  for (const end of ends.reverse()) await end();
});

const newBrowser = () => createPlainBrowser(instance.issuer, instance.wire);
const json = ({ text }: Answer) => JSON.parse(text);

/** Registers the application and starts its program, which is told who it is by the variables of its library. */
async function open(
  name: string,
  origin: string,
  metadata: Record<string, unknown>,
  variables: (client: { client_id: string; client_secret?: string }) => Record<string, string>,
): Promise<Application> {
  const client = await instance.createClient({ client_name: name, ...metadata });
  const file = fileURLToPath(new URL(`./applications/${name}.mjs`, import.meta.url));
  ends.push((await startApplication(file, variables(client))).stop);
  return { origin, visit: (browser = newBrowser()) => createVisitor(origin, browser, person) };
}

describe('express-openid-connect', () => {
  const openExpress = (origin: string, metadata: Record<string, unknown>, more: Record<string, string> = {}) => {
    const addresses = {
      redirect_uris: [`${origin}/callback`],
      // Its default is the base address as it was given, without a slash.
      post_logout_redirect_uris: [origin],
      backchannel_logout_uri: `${origin}/backchannel-logout`,
    };
    return open('express-openid-connect', origin, { ...addresses, ...metadata }, ({ client_id, client_secret }) => ({
      ISSUER_BASE_URL: instance.issuer,
      BASE_URL: origin,
      CLIENT_ID: client_id,
      ...(client_secret === undefined ? {} : { CLIENT_SECRET: client_secret }),
      SECRET: randomBytes(32).toString('hex'),
      ...more,
    }));
  };

  describe('with the code flow', () => {
    let app: Application;
    beforeAll(async () => {
      const scope = 'openid profile email offline_access';
      app = await openExpress(
        `http://localhost:${ports[0]}`,
        { grant_types: ['authorization_code', 'refresh_token'] },
        { AUTHORIZATION_PARAMETERS: JSON.stringify({ response_type: 'code', scope }) },
      );
    });

    it('knows the person by ID token and by userinfo, and refreshes', async () => {
      const visitor = app.visit();
      const profile = await visitor.go('/profile');
      expect(profile.shown).toEqual(['sign-in', 'consent']);
      expect(json(profile)).toMatchObject({ sub: person.sub });
      expect(json(await visitor.go('/refresh'))).toEqual({ isAnother: true });
      const { name, email, email_verified } = person.claims;
      expect(json(await visitor.go('/userinfo'))).toMatchObject({ sub: person.sub, name, email, email_verified });
      expect(json(await visitor.go('/refresh'))).toEqual({ isAnother: true });
    });

    it('signs the person out of both, and gets them back', async () => {
      const visitor = app.visit();
      await visitor.go('/login');
      const answer = await visitor.go('/logout');
      expect(answer).toMatchObject({ url: app.origin, shown: [] });
      expect(json(answer)).toEqual({ isAuthenticated: false });
      expect((await visitor.go('/login')).shown).toContain('sign-in');
    });

    it('hears through the back channel that the person has signed out elsewhere', async () => {
      const browser = newBrowser();
      const visitor = app.visit(browser);
      expect(json(await visitor.go('/login'))).toEqual({ isAuthenticated: true });
      const asked = await browser.open(`${instance.issuer}/oauth2/end_session`);
      await confirmSignOut(browser, expectScreen(asked, 'sign-out'));
      await expect.poll(async () => json(await visitor.go('/')), patience).toEqual({ isAuthenticated: false });
      // Whoever signs in again is in.
      expect(json(await visitor.go('/login'))).toEqual({ isAuthenticated: true });
    });
  });

  it('with nothing but its defaults, an ID token by form post, knows the person', async () => {
    await instance.set('implicit-and-hybrid', 'on');
    await untilDiscovered(instance, 'id_token');
    const origin = `http://localhost:${ports[1]}`;
    // OpenID Connect Registration 2: a web client that uses the implicit grant is not on a loopback address, where this one is.
    const implicit = {
      application_type: 'native',
      grant_types: ['implicit'],
      response_types: ['id_token'],
      token_endpoint_auth_method: 'none',
    };
    const app = await openExpress(origin, implicit);
    const profile = await app.visit().go('/profile');
    expect(profile.shown).toEqual(['sign-in', 'consent', 'form-post']);
    expect(json(profile)).toMatchObject({ sub: person.sub, name: person.claims.name, email: person.claims.email });
  });
});

describe('next-auth', () => {
  /** The ID token of the code flow has the claims that are asked for by name, and with a switch those of the scopes. */
  const providers = ['by-userinfo', 'by-claims-in-the-id-token', 'by-scopes-in-the-id-token'];
  let app: Application;
  beforeAll(async () => {
    const origin = `http://localhost:${ports[2]}`;
    const addresses = { redirect_uris: providers.map((id) => `${origin}/api/auth/callback/${id}`) };
    const settings = { scopeClaimsInIdToken: true };
    const switched = await instance.createClient({ client_name: 'next-auth, switched', ...addresses, settings });
    app = await open('next-auth', origin, addresses, ({ client_id, client_secret = '' }) => ({
      NEXTAUTH_URL: origin,
      NEXTAUTH_SECRET: randomBytes(32).toString('base64'),
      ISSUER: instance.issuer,
      CLIENT_ID: client_id,
      CLIENT_SECRET: client_secret,
      SWITCHED_CLIENT_ID: switched.client_id,
      SWITCHED_CLIENT_SECRET: switched.client_secret ?? '',
    }));
  });

  /** A button of its sign-in page, which is a form. */
  const signIn = async (visitor: Visitor, provider: string) => {
    const { csrfToken } = json(await visitor.go('/api/auth/csrf'));
    return visitor.go(`/api/auth/signin/${provider}`, { csrfToken, callbackUrl: `${app.origin}/api/auth/session` });
  };

  it.each(providers)('knows the person %s, with PKCE, state and nonce', async (provider) => {
    const answer = await signIn(app.visit(), provider);
    expect(answer.url).toBe(`${app.origin}/api/auth/session`);
    expect(answer.shown[0]).toBe('sign-in');
    const { name, email, picture } = person.claims;
    expect(json(answer).user).toEqual({ name, email, image: picture });
  });

  it('asks nobody twice, and its own sign-out leaves the provider alone', async () => {
    const visitor = app.visit();
    await signIn(visitor, 'by-userinfo');
    const { csrfToken } = json(await visitor.go('/api/auth/csrf'));
    const callbackUrl = `${app.origin}/api/auth/session`;
    expect(json(await visitor.go('/api/auth/signout', { csrfToken, callbackUrl }))).toEqual({});
    expect((await signIn(visitor, 'by-userinfo')).shown).toEqual([]);
  });
});
