/** The device grant under attack (RFC 8628 section 5): a code is good for one browser, one decision and one device. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createDevice, decide, reachDecision, typeCode } from '../harness/device';
import type { Instance } from '../harness/instance';
import { createInstance } from '../harness/instance';
import { visibleText } from '../harness/page';
import { createPlainBrowser } from '../harness/plain-browser';
import { expectScreen, pageOf } from '../harness/screens';
import { databaseKinds } from '../harness/test-database';
import { readMembers } from '../harness/wire';
import { origins } from './applications';
import { query } from './databases';
import type { Site } from './site';
import { createSibling, securitySite } from './site';
import { cookieHeader, cookiesOf } from './visitor';

const deviceOf = ({ issuer, wire, clients }: Site) => createDevice(issuer, wire, clients.device);
const unknown = 'That code is not known';

describe.each(databaseKinds)('on %s', (kind) => {
  let site: Site;
  let sibling: Instance;

  beforeAll(async () => {
    site = securitySite(kind);
    sibling = await createSibling(site);
    await sibling.start();
  });
  afterAll(() => sibling.remove());

  /** A browser before the decision, and what one needs to forge a form of it. */
  async function atDecision(person = site.ada) {
    const device = deviceOf(site);
    const codes = await device.start();
    const browser = site.browser();
    const page = await reachDecision(browser, site.issuer, codes.userCode, person);
    const request = new URL(page.url).searchParams.get('request') ?? '';
    return { device, codes, browser, page, request, cookie: cookieHeader(cookiesOf(browser)) };
  }
  const send = (path: string, fields: Record<string, string>, headers: Record<string, string>) =>
    site.wire(`${site.issuer}/interaction/${path}`, { method: 'POST', headers, body: new URLSearchParams(fields) });

  const redeemed = async () => {
    const [counted] = await query(site, "SELECT count(*) AS rows FROM audit_entry WHERE action = 'device-code-redeem'");
    return Number(counted?.rows);
  };

  it('fifty polls at two processes redeem an approved code once', async () => {
    const { device, codes, browser, page } = await atDecision();
    await decide(browser, page, 'allow');
    const before = await redeemed();
    const other = createDevice(site.issuer, sibling.wire, site.clients.device);
    const answers = await Promise.all(
      Array.from({ length: 50 }, (_, turn) => (turn % 2 === 0 ? device : other).poll(codes.deviceCode)),
    );
    const got = answers.filter(({ status }) => status === 200);
    expect(got).toHaveLength(1);
    const refused = answers.filter(({ status }) => status !== 200).map((answer) => readMembers(answer).error);
    expect(new Set(refused)).toEqual(new Set(['invalid_grant']));
    expect(await redeemed()).toBe(before + 1);
  });

  it('fifty decisions at two processes are one', async () => {
    const { device, codes, request, cookie } = await atDecision();
    const body = (turn: number) => new URLSearchParams({ request, decision: turn % 2 === 0 ? 'allow' : 'deny' });
    const headers = { cookie, 'sec-fetch-site': 'same-origin' };
    const form = `${site.issuer}/interaction/device/confirm`;
    const wires = [site.wire, sibling.wire];
    const answers = await Promise.all(
      Array.from({ length: 50 }, (_, turn) =>
        (wires[(turn >> 1) % 2] ?? site.wire)(form, { method: 'POST', headers, body: body(turn) }),
      ),
    );
    const outcomes = answers.flatMap(
      ({ headers: answered }) => /device\/\w+$/.exec(answered.get('location') ?? '') ?? [],
    );
    expect(outcomes).toHaveLength(1);
    const polled = readMembers(await device.poll(codes.deviceCode));
    expect('access_token' in polled).toBe(outcomes[0] === 'device/connected');
  });

  it('a code that one browser has typed is not known to any other, nor to a second tab', async () => {
    const { codes, browser } = await atDecision();
    for (const visitor of [browser, site.browser()]) {
      const page = pageOf(await typeCode(visitor, site.issuer, codes.userCode));
      expect(visibleText(page)).toContain(unknown);
    }
  });

  it.each(['allow', 'deny'] as const)('a code is not known any more after it was decided: %s', async (decision) => {
    const { codes, browser, page } = await atDecision();
    await decide(browser, page, decision);
    expect(visibleText(pageOf(await typeCode(browser, site.issuer, codes.userCode)))).toContain(unknown);
  });

  it('a page that was shown to one person is decided by nobody else in that browser', async () => {
    const { device, codes, browser, page, request } = await atDecision();
    const another = expectScreen(
      await browser.open(`${site.issuer}/sign-in?request=${request}&account=another`),
      'sign-in',
    );
    const { username, password } = site.noel;
    const form = { request, username, password };
    const signedIn = await send('sign-in', form, {
      cookie: cookieHeader(cookiesOf(browser)),
      'sec-fetch-site': 'same-origin',
    });
    expect(another.status).toBe(200);
    const session = signedIn.headers.getSetCookie().map((line) => line.split(';')[0] ?? '');
    const cookie = [
      ...cookieHeader(cookiesOf(browser))
        .split('; ')
        .filter((pair) => !pair.includes('session=')),
      ...session,
    ];
    const answer = await send(
      'device/confirm',
      { request, decision: 'allow' },
      { cookie: cookie.join('; '), 'sec-fetch-site': 'same-origin' },
    );
    expect(answer.headers.get('location')).toBe(`/interaction/${request}`);
    expect(readMembers(await device.poll(codes.deviceCode)).error).toBe('authorization_pending');
    expect(page.status).toBe(200);
  });

  it('no decision is taken from another site, another browser, or by a link', async () => {
    const { device, codes, request, cookie } = await atDecision();
    const stranger = cookieHeader(cookiesOf((await atDecision(site.noel)).browser));
    const fields = { request, decision: 'allow' };
    const forged = [
      await send('device/confirm', fields, { cookie, origin: origins.attacker, 'sec-fetch-site': 'cross-site' }),
      await send('device/confirm', fields, { cookie, origin: origins.attacker }),
      await send('device/confirm', fields, { cookie: stranger, 'sec-fetch-site': 'same-origin' }),
      await send('device/confirm', fields, { 'sec-fetch-site': 'same-origin' }),
      await site.wire(`${site.issuer}/interaction/device/confirm?${new URLSearchParams(fields)}`, {
        headers: { cookie },
      }),
      await site.wire(`${site.issuer}/device/confirm?${new URLSearchParams(fields)}`, { headers: { cookie } }),
    ];
    expect(forged.map(({ headers }) => headers.get('location') ?? '').filter((to) => /connected/.test(to))).toEqual([]);
    expect(readMembers(await device.poll(codes.deviceCode)).error).toBe('authorization_pending');
  });

  it('no code is taken from another site', async () => {
    const device = deviceOf(site);
    const codes = await device.start();
    const browser = site.browser();
    const page = expectScreen(await browser.open(codes.verificationUriComplete), 'device');
    const request = new URL(page.url).searchParams.get('request') ?? '';
    const cookie = cookieHeader(cookiesOf(browser));
    const fields = { request, user_code: codes.userCode };
    const answer = await send('device', fields, { cookie, origin: origins.attacker, 'sec-fetch-site': 'cross-site' });
    expect(answer.status).toBe(403);
    // It was not claimed: the person can still type it.
    await reachDecision(site.browser(), site.issuer, codes.userCode, site.ada);
  });

  it('a person who is disabled after the approval gives the device nothing', async () => {
    const { username } = site.ada;
    const person = await site.commandLine.createUser({ preferred_username: `tv-${kind}` }, 'A-password-that-is-good-1');
    expect(person.username).not.toBe(username);
    const { device, codes, browser, page } = await atDecision(person);
    await decide(browser, page, 'allow');
    await site.commandLine.cliJson(['user', 'disable', person.username]);
    expect(readMembers(await device.poll(codes.deviceCode))).toMatchObject({ error: 'invalid_grant' });
  });

  it('keeps neither code in the database', async () => {
    const codes = await deviceOf(site).start();
    const rows = JSON.stringify(await query(site, 'SELECT * FROM device_code'));
    for (const secret of [codes.deviceCode, codes.userCode, codes.userCode.replace('-', '')])
      expect(rows).not.toContain(secret);
  });
});

describe('guessing user codes', () => {
  let instance: Instance;
  beforeAll(async () => {
    instance = await createInstance({ database: 'sqlite', env: { TRUSTED_PROXIES: '127.0.0.1' } });
    await instance.start();
  });
  afterAll(() => instance.remove());

  it('is slowed down after fifty wrong ones from a network, whoever guesses, and leaves other networks alone', async () => {
    const wireFrom =
      (address: string): Instance['wire'] =>
      (url, request = {}) =>
        instance.wire(url, { ...request, headers: { ...request.headers, 'x-forwarded-for': address } });
    const guess = async (address: string) => {
      const browser = createPlainBrowser(instance.issuer, wireFrom(address));
      return visibleText(pageOf(await typeCode(browser, instance.issuer, 'BCDF-GHJK')));
    };
    for (let turn = 0; turn < 5; turn += 1) await Promise.all(Array.from({ length: 10 }, () => guess('198.18.0.1')));
    // The waits begin with one second and double, so that the third in a row always meets one.
    const held = [await guess('198.18.0.1'), await guess('198.18.0.1'), await guess('198.18.0.1')];
    expect(held.some((words) => /too many/i.test(words))).toBe(true);
    expect(await guess('198.18.0.2')).toContain(unknown);
  });
});
