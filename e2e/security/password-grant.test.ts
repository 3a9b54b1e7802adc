/** The password grant: unreachable while it is off, and no second way to guess or to ask who is here. */
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import type { RegisteredClient } from '../harness/command-line';
import { clients } from '../harness/data';
import type { Instance } from '../harness/instance';
import { createInstance } from '../harness/instance';
import { patience } from '../harness/patience';
import { basicCredentials } from '../harness/relying-party';
import { databaseKinds } from '../harness/test-database';
import type { WireResponse } from '../harness/wire';
import { readMembers } from '../harness/wire';
import { query } from './databases';
import { isSignedIn, openSignInForm } from './sign-in-form';

const password = 'A-password-that-is-good-1';
const wrong = 'A-password-that-is-wrong-1';
const freeByName = 10;
const trusted = { ...clients.basic, grant_types: ['password', 'refresh_token'], response_types: [] };
const people = ['ada', 'bea', 'cleo', 'disabled', 'locked'];

describe.each(databaseKinds)('on %s', (kind) => {
  let instance: Instance;
  let client: RegisteredClient;
  let lastAddress = 0;

  beforeAll(async () => {
    instance = await createInstance({ database: kind, env: { TRUSTED_PROXIES: '127.0.0.1' } });
    await instance.set('password-grant', 'on');
    client = await instance.createClient(trusted);
    await instance.set('password-grant', 'off');
    for (const name of people) await instance.createUser({ preferred_username: name }, password);
    for (const status of ['disabled', 'locked'])
      await query(instance, `UPDATE person SET status = '${status}' WHERE username = '${status}'`);
    await instance.start();
  });
  afterAll(() => instance.remove());

  /** Each time from a network that was never seen. */
  const ask = (username: string, secret: string, as = client): Promise<WireResponse> => {
    lastAddress += 1;
    const authorization = basicCredentials(as.client_id, as.client_secret ?? '');
    return instance.wire(`${instance.issuer}/oauth2/token`, {
      method: 'POST',
      headers: { authorization, 'x-forwarded-for': `198.18.0.${lastAddress}` },
      body: new URLSearchParams({ grant_type: 'password', username, password: secret }),
    });
  };
  const errorOf = (answer: WireResponse) => `${answer.status} ${readMembers(answer).error}`;
  const discovered = async () =>
    readMembers(await instance.wire(`${instance.issuer}/.well-known/openid-configuration`)).grant_types_supported;
  const tried = async () => (await query(instance, "SELECT id FROM audit_entry WHERE action = 'sign-in'")).length;

  it('off: a client that has it, and the right password, get nothing, and no password is tried', async () => {
    expect(await discovered()).not.toContain('password');
    expect(errorOf(await ask('ada', password))).toBe('400 unsupported_grant_type');
    expect(await tried()).toBe(0);
    const { exitCode, stderr } = await instance.cli(['client', 'create', '--json', JSON.stringify(trusted)]);
    expect(exitCode).not.toBe(0);
    expect(stderr).toContain('see the setting password-grant');
  });

  describe('on', () => {
    beforeAll(async () => {
      await instance.set('password-grant', 'on');
      await vi.waitFor(async () => expect(await discovered()).toContain('password'), patience);
    });

    it('a client that is not registered for it gets nothing, and tries no password', async () => {
      const other = await instance.createClient(clients.basic);
      const before = await tried();
      expect(errorOf(await ask('ada', password, other))).toBe('400 unauthorized_client');
      expect(await tried()).toBe(before);
    });

    it('every failure has the same status, headers and words', async () => {
      const essence = ({ status, headers, text }: WireResponse) => {
        const kept = [...headers].filter(([name]) => !['date', 'content-length'].includes(name));
        return JSON.stringify([status, kept, text.replace(/errors\/[a-z2-7]{26}/, 'errors/ID')]);
      };
      const failures = [
        ['nobody', wrong],
        ['nobody@people.example', wrong],
        ['no name', wrong],
        ['ada', wrong],
        ['ada', `${password} `],
        ['disabled', password],
        ['disabled', wrong],
        ['locked', password],
      ] as const;
      const seen = new Set<string>();
      for (const [name, secret] of failures) seen.add(essence(await ask(name, secret)));
      expect([...seen]).toHaveLength(1);
      expect(errorOf(await ask('ada', password))).toBe('200 undefined');
    });

    it.each(['bea', 'somebody-who-is-not-here'])(
      'guessing %s there and on the sign-in page is counted together',
      async (name) => {
        const form = await openSignInForm(instance);
        for (let turn = 0; turn < freeByName / 2; turn += 1) {
          expect(errorOf(await ask(name, wrong))).toBe('400 invalid_grant');
          await form.send(name, wrong, `198.19.0.${turn}`);
        }
        // The first wait may be over before the next attempt comes; each failure makes it longer.
        const heldBack = await vi.waitFor(async () => {
          const answer = await ask(name, wrong);
          expect(answer.headers.get('retry-after')).toMatch(/^[1-9]\d*$/);
          return answer;
        }, patience);
        expect(errorOf(heldBack)).toBe('400 invalid_grant');
        expect(isSignedIn(await form.send(name, password, '198.19.1.1'))).toBe(false);
      },
    );

    it('lets no more through when all come at once', async () => {
      const before = await tried();
      const begun = performance.now();
      await Promise.all(Array.from({ length: 40 }, () => ask('cleo', wrong)));
      // On a slow machine a wait may be over before the last of them comes: the first is one second, each next one double.
      const waitsThatEnded = Math.floor(Math.log2((performance.now() - begun) / 1000 + 1));
      expect((await tried()) - before).toBeGreaterThanOrEqual(freeByName);
      expect((await tried()) - before).toBeLessThanOrEqual(freeByName + waitsThatEnded);
    });

    it('stops at a server that runs when it is switched off', async () => {
      await instance.set('password-grant', 'off');
      await vi.waitFor(
        async () => expect(errorOf(await ask('ada', password))).toBe('400 unsupported_grant_type'),
        patience,
      );
      expect(await discovered()).not.toContain('password');
    });
  });
});
