/** RFC 8628, row by row: sections 3.1 to 3.5. */
import { describe, expect, it } from 'vitest';
import type { DeviceCodes } from '@/e2e/harness/device';
import { createDevice, decide, deviceCodeGrant, reachDecision } from '@/e2e/harness/device';
import { visibleText } from '@/e2e/harness/page';
import { readMembers } from '@/e2e/harness/wire';
import { queryDatabase } from '@/scripts/test-query.mjs';
import type { Site } from './site';
import { conformanceSite } from './site';

function begin() {
  const site = conformanceSite();
  const { issuer, wire, clients } = site;
  const { device: client, basic } = clients;
  if (client === undefined || basic === undefined) throw new Error('There is no device');
  return { site, device: createDevice(issuer, wire, client), other: createDevice(issuer, wire, basic), basic };
}

async function decideAs(site: Site, { userCode }: DeviceCodes, decision: 'allow' | 'deny') {
  const browser = site.browser();
  return decide(browser, await reachDecision(browser, site.issuer, userCode, site.ada), decision);
}

async function refusalOf(answer: ReturnType<ReturnType<typeof createDevice>['poll']>) {
  const { status, headers } = await answer;
  expect(headers.get('cache-control')).toBe('no-store');
  expect(headers.get('content-type')).toMatch(/^application\/json/);
  return [status, readMembers(await answer).error];
}

describe('section 3.2: the device authorization response', () => {
  it('has every member that is required, and says how often to ask', async () => {
    const { site, device } = begin();
    const answer = await device.ask();
    const members = readMembers(answer);
    expect(answer.status).toBe(200);
    expect(answer.headers.get('cache-control')).toBe('no-store');
    expect(members).toMatchObject({ verification_uri: `${site.issuer}/device`, expires_in: 600, interval: 5 });
    expect(members.verification_uri_complete).toBe(`${site.issuer}/device?user_code=${members.user_code}`);
    expect(Buffer.from(String(members.device_code), 'base64url')).toHaveLength(32);
    // Section 6.1: letters that cannot be taken for others, and no words.
    expect(members.user_code).toMatch(/^[BCDFGHJKLMNPQRSTVWXZ]{4}-[BCDFGHJKLMNPQRSTVWXZ]{4}$/);
  });

  it('stands in discovery, endpoint and grant type (section 4)', async () => {
    const { site } = begin();
    for (const name of ['openid-configuration', 'oauth-authorization-server']) {
      const members = readMembers(await site.wire(`${site.issuer}/.well-known/${name}`));
      expect(members.device_authorization_endpoint).toBe(`${site.issuer}/oauth2/device_authorization`);
      expect(members.grant_types_supported).toContain(deviceCodeGrant);
    }
  });

  it.each([
    ['an unknown client', { client_id: 'gh_nobody' }, [401, 'invalid_client']],
    ['no client', { client_id: undefined }, [401, 'invalid_client']],
    ['a scope that nobody knows', { scope: 'banana' }, [400, 'invalid_scope']],
  ])('is refused to %s', async (_what, parameters, expected) => {
    expect(await refusalOf(begin().device.ask(parameters))).toEqual(expected);
  });

  it('is refused to a client without the grant', async () => {
    const { other, basic } = begin();
    const proof = { client_secret: basic.client_secret };
    const [status, error] = await refusalOf(other.ask(proof));
    // It is registered for another way to prove itself, which comes first.
    expect([status, error]).toEqual([401, 'invalid_client']);
  });
});

describe('section 3.5: the device access token response', () => {
  it('authorization_pending: nobody has decided yet', async () => {
    const { device } = begin();
    const { deviceCode } = await device.start();
    expect(await refusalOf(device.poll(deviceCode))).toEqual([400, 'authorization_pending']);
  });

  it('slow_down: the device did not wait for the interval, now or then', async () => {
    const { device } = begin();
    const { deviceCode } = await device.start();
    await device.poll(deviceCode);
    expect(await refusalOf(device.poll(deviceCode))).toEqual([400, 'slow_down']);
    expect(await refusalOf(device.poll(deviceCode))).toEqual([400, 'slow_down']);
  });

  it('access_denied: the person said no, and it stays so', async () => {
    const { site, device } = begin();
    const codes = await device.start();
    await decideAs(site, codes, 'deny');
    expect(await refusalOf(device.poll(codes.deviceCode))).toEqual([400, 'access_denied']);
    expect(await refusalOf(device.poll(codes.deviceCode))).toEqual([400, 'access_denied']);
  });

  it('expired_token: ten minutes are over', async () => {
    const { site, device } = begin();
    const { deviceCode } = await device.start();
    // The rows of this test file alone are pending; none is meant to be used after this.
    const database = `file:${site.env.DATA_DIR}/gatehouse.db`;
    await queryDatabase(database, 'UPDATE device_code SET expires_at = 1 WHERE decision IS NULL');
    expect(await refusalOf(device.poll(deviceCode))).toEqual([400, 'expired_token']);
  });

  it('invalid_grant: the code is unknown, of another client, or used', async () => {
    const { site, device } = begin();
    const codes = await device.start();
    await decideAs(site, codes, 'allow');
    expect(await refusalOf(device.poll('x'.repeat(43)))).toEqual([400, 'invalid_grant']);
    expect((await device.poll(codes.deviceCode)).status).toBe(200);
    expect(await refusalOf(device.poll(codes.deviceCode))).toEqual([400, 'invalid_grant']);
  });

  it('invalid_request: there is no code', async () => {
    expect(await refusalOf(begin().device.poll(undefined))).toEqual([400, 'invalid_request']);
  });

  it('unsupported_grant_type: the short name is no grant type, and the answer says which is', async () => {
    const { device } = begin();
    const { deviceCode } = await device.start();
    const answer = await device.poll(deviceCode, { grant_type: 'device_code' });
    expect(readMembers(answer)).toMatchObject({ error: 'unsupported_grant_type' });
    expect(readMembers(answer).error_description).toContain(deviceCodeGrant);
  });

  it('success: tokens of the person who allowed it', async () => {
    const { site, device } = begin();
    const codes = await device.start();
    const last = await decideAs(site, codes, 'allow');
    expect(visibleText(last)).toContain('You can go back to your device');
    const members = readMembers(await device.poll(codes.deviceCode));
    expect(members).toMatchObject({ token_type: 'Bearer', scope: 'openid profile email offline_access' });
    const headers = { authorization: `Bearer ${members.access_token}` };
    const seen = readMembers(await site.wire(`${site.issuer}/oauth2/userinfo`, { headers }));
    expect(seen).toMatchObject({ sub: site.ada.sub, email: site.ada.claims.email });
    expect(String(members.id_token).split('.')).toHaveLength(3);
    expect(members.refresh_token).toMatch(/^ghr_/);
  });
});

describe('section 3.3: the page', () => {
  it('fills in the code of verification_uri_complete, and still asks for a press of the button', async () => {
    const { site, device } = begin();
    const codes = await device.start();
    const browser = site.browser();
    const arrival = await browser.open(codes.verificationUriComplete);
    if (arrival.kind !== 'page') throw new Error(arrival.url);
    expect(arrival.page.document.querySelector('#user-code')?.getAttribute('value')).toBe(codes.userCode);
    expect(await refusalOf(device.poll(codes.deviceCode))).toEqual([400, 'authorization_pending']);
  });

  it.each([
    ['small letters', (code: string) => code.toLowerCase()],
    ['blanks', (code: string) => ` ${code.replace('-', ' ')} `],
    ['no dash', (code: string) => code.replace('-', '')],
  ])('takes the code in %s', async (_what, spell) => {
    const { site, device } = begin();
    const codes = await device.start();
    const page = await reachDecision(site.browser(), site.issuer, spell(codes.userCode), site.ada);
    const words = visibleText(page);
    for (const shown of [codes.userCode, 'Living-room Engine', 'app.example.test', site.ada.claims.email as string])
      expect(words).toContain(shown);
  });
});
