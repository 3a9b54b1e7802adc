/** SECURITY invariant 5 and policy 1 for what passes through the browser: who is gone gets nothing, and off is off. */
import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { readAuthorizationResponse } from '../harness/authorization-response';
import type { RegisteredClient, RegisteredPerson } from '../harness/command-line';
import { ada } from '../harness/data';
import { hybridTypes, implicitTypes } from '../harness/front-channel-flow';
import type { Instance } from '../harness/instance';
import { createInstance } from '../harness/instance';
import { patience } from '../harness/patience';
import { createPlainBrowser } from '../harness/plain-browser';
import { createRelyingParty } from '../harness/relying-party';
import { allow, expectScreen, pageOf, relay, screenOf, walk } from '../harness/screens';
import { databaseKinds } from '../harness/test-database';
import { readMembers } from '../harness/wire';
import { applications } from './applications';
import { query } from './databases';
import type { Site } from './site';
import { openSite, securitySite } from './site';
import { introspect, revoke } from './visitor';

const types = [...implicitTypes, ...hybridTypes];
const artefacts = ['code', 'access_token', 'id_token'];

/** What a response of this type gave somebody, and a request of theirs that waits for consent. */
async function takeAnswer(site: Site, person: RegisteredPerson, responseType: string) {
  const party = await site.party('frontChannel');
  const browser = site.browser();
  const request = party.request({ response_type: responseType });
  const { arrival } = await walk(browser, await browser.open(request.url), person);
  const response = readAuthorizationResponse(arrival, request.redirectUri);
  const again = party.request({ response_type: responseType, prompt: 'consent' });
  const consentPage = expectScreen(await browser.open(again.url), 'consent');
  return { party, browser, request, response, consentPage, accessToken: response.parameters.get('access_token') };
}

type Held = Awaited<ReturnType<typeof takeAnswer>>;

async function takeAnswers(site: Site, person: RegisteredPerson): Promise<[type: string, held: Held][]> {
  const held: [string, Held][] = [];
  for (const type of types) held.push([type, await takeAnswer(site, person, type)]);
  return held;
}

/** What is left of it, in words. */
async function tryEverything(site: Site, { party, browser, request, response, consentPage, accessToken }: Held) {
  const silent = party.request({ response_type: request.parameters.get('response_type') ?? '', prompt: 'none' });
  const answer = await browser.open(silent.url);
  const redeemed = response.parameters.has('code') ? await party.redeem(response, request) : undefined;
  return {
    code: readMembers(redeemed ?? { status: 0, headers: new Headers(), text: '{}' }).error,
    userinfo: accessToken === null ? undefined : (await party.userinfo(accessToken)).status,
    introspection: accessToken === null ? undefined : (await introspect(site, party, accessToken)).text,
    silent:
      answer.kind === 'page'
        ? screenOf(answer.page)
        : readAuthorizationResponse(answer, silent.redirectUri).all.fragment.get('error'),
    consent: screenOf(pageOf(await allow(browser, consentPage))),
  };
}

const nothingOf = (type: string, code: string, introspection: string) => ({
  code: type.includes('code') ? code : undefined,
  userinfo: type.split(' ').includes('token') ? 401 : undefined,
  introspection: type.split(' ').includes('token') ? introspection : undefined,
});

const newPerson = (site: Site) =>
  site.commandLine.createUser(
    { preferred_username: `through-${randomBytes(4).toString('hex')}` },
    'A-password-that-is-good-1',
  );

describe.each(databaseKinds)('implicit and hybrid on %s', (kind) => {
  it('a person who is disabled has nothing in hand any more, at once, for any response type', async () => {
    const site = securitySite(kind);
    const person = await newPerson(site);
    const held = await takeAnswers(site, person);
    await query(site, `UPDATE person SET status = 'disabled' WHERE subject = '${person.sub}'`);
    for (const [type, one] of held) {
      expect({ type, ...(await tryEverything(site, one)) }).toEqual({
        ...{ type, ...nothingOf(type, 'invalid_grant', '{"active":false}') },
        ...{ silent: 'login_required', consent: 'sign-in' },
      });
    }
  });

  it('a client that is disabled has nothing in hand any more, for any response type', async () => {
    const shared = securitySite(kind);
    const client = await shared.commandLine.createClient(applications.frontChannel);
    const site = openSite({ ...shared, clients: { ...shared.clients, frontChannel: client } });
    const held = await takeAnswers(site, site.ada);
    await query(site, `UPDATE client SET status = 'disabled' WHERE client_id = '${client.client_id}'`);
    const probe = (await site.party('frontChannel')).request({ prompt: 'none' });
    await vi.waitFor(async () => expect((await site.wire(probe.url)).status).toBe(400), patience);
    for (const [type, one] of held) {
      const left = await tryEverything(site, one);
      expect({ type, ...left, introspection: undefined }).toEqual({
        ...{ type, ...nothingOf(type, 'invalid_client', '') },
        ...{ introspection: undefined, silent: 'error', consent: 'error' },
      });
    }
  });

  it.each(types)('%s: what one client was given is nothing to another', async (type) => {
    const site = securitySite(kind);
    const { party, request, response, accessToken } = await takeAnswer(site, site.noel, type);
    const stranger = await site.party('stranger');
    if (response.parameters.has('code')) {
      const stolen = await stranger.redeem(response, request);
      expect(`${stolen.status} ${readMembers(stolen).error}`).toBe('400 invalid_grant');
      expect((await party.redeem(response, request)).status).toBe(200);
    }
    const idToken = response.parameters.get('id_token');
    if (idToken !== null) {
      expect((await stranger.userinfo(idToken)).status).toBe(401);
      expect((await introspect(site, party, idToken)).text).toBe('{"active":false}');
    }
    if (accessToken === null) return;
    expect((await introspect(site, stranger, accessToken)).text).toBe('{"active":false}');
    await revoke(site, stranger, accessToken);
    expect((await party.userinfo(accessToken)).status).toBe(200);
    await revoke(site, party, accessToken);
    expect((await party.userinfo(accessToken)).status).toBe(401);
  });
});

describe.each(databaseKinds)('the realm switch on %s', (kind) => {
  let instance: Instance;
  let client: RegisteredClient;
  let person: RegisteredPerson;
  beforeAll(async () => {
    instance = await createInstance({ database: kind });
    await instance.set('implicit-and-hybrid', 'on');
    client = await instance.createClient(applications.frontChannel);
    person = await instance.createUser(ada.claims, ada.password);
    await instance.start();
  });
  afterAll(() => instance.remove());

  const ask = async (parameters: Record<string, string>) => {
    const party = await createRelyingParty(instance.issuer, instance.wire, client);
    const browser = createPlainBrowser(instance.issuer, instance.wire);
    const request = party.request(parameters);
    const walked = await walk(browser, await browser.open(request.url), person);
    const arrival = walked.arrival.kind === 'page' ? await relay(browser, walked.arrival.page) : walked.arrival;
    return { party, response: readAuthorizationResponse(arrival, request.redirectUri) };
  };

  it('is seen by a server that runs: off means unreachable, for every response type and mode', async () => {
    const { party, response } = await ask({ response_type: 'code id_token token' });
    for (const name of artefacts) expect(response.parameters.has(name), name).toBe(true);
    expect(party.configuration.response_types_supported).toContain('id_token');

    await instance.set('implicit-and-hybrid', 'off');
    const discovery = async () =>
      readMembers(await instance.wire(`${instance.issuer}/.well-known/openid-configuration`));
    await vi.waitFor(async () => expect((await discovery()).response_types_supported).toEqual(['code']), patience);
    expect((await discovery()).grant_types_supported).not.toContain('implicit');
    for (const type of types) {
      for (const mode of ['fragment', 'form_post', 'query']) {
        const refused = await ask({ response_type: type, response_mode: mode, prompt: 'none' });
        const { place, parameters } = refused.response;
        expect([type, mode, place, parameters.get('error')]).toEqual([
          ...[type, mode, mode === 'form_post' ? 'body' : 'fragment', 'unsupported_response_type'],
        ]);
        for (const name of artefacts) expect(parameters.has(name)).toBe(false);
      }
    }
    // The client keeps its code flow.
    expect((await ask({ response_type: 'code' })).response.parameters.has('code')).toBe(true);
  });

  it('keeps new clients from being registered for it while it is off', async () => {
    await instance.set('implicit-and-hybrid', 'off');
    const document = JSON.stringify(applications.frontChannel);
    for (const command of [
      ['client', 'create', '--json', document],
      [
        'client',
        'create',
        '--name',
        'X',
        '--redirect-uri',
        'https://x.example/',
        '--response-type',
        'token',
        '--grant-type',
        'implicit',
      ],
    ]) {
      const { exitCode, stderr } = await instance.cli(command);
      expect(exitCode).not.toBe(0);
      expect(stderr).toContain('see the setting implicit-and-hybrid');
    }
  });
});
