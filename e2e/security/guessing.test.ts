/** Guessing passwords: slowed down by name and by network, before anything is hashed, and never to the owner's loss. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Instance } from '../harness/instance';
import { createInstance } from '../harness/instance';
import { readPage, visibleText } from '../harness/page';
import { patience } from '../harness/patience';
import { query } from './databases';
import type { SignInForm } from './sign-in-form';
import { isSignedIn, openSignInForm } from './sign-in-form';
import { createSibling } from './site';

const password = 'A-password-that-is-good-1';
const wrong = 'A-password-that-is-wrong-1';
/** The defaults of DECISIONS 27, as an attacker finds them out. */
const freeByName = 10;
const freeByNetwork = 200;
/** The wait after them, in milliseconds; each that follows is twice as long. */
const firstWait = 1000;
/** Its clock and ours count whole milliseconds. */
const clockTolerance = 5;
/** What the setting is lowered to once the default is proven, since each failure costs a hash. */
const fewerByNetwork = 20;
const tooMany = /too many/i;

/** Behind a proxy that is trusted, so that a test can come from anywhere. */
let instance: Instance;
const counter = () => {
  let last = 0;
  return () => {
    last += 1;
    return last;
  };
};
const nextAddress = counter();
const newAddress = () => `198.18.${nextAddress() >> 8}.${nextAddress() & 255}`;
const people = ['ada', 'bea', 'cleo', 'dora'];

beforeAll(async () => {
  instance = await createInstance({ database: 'sqlite', env: { TRUSTED_PROXIES: '127.0.0.1' } });
  for (const name of people) await instance.createUser({ preferred_username: name }, password);
  await instance.start();
});
afterAll(() => instance.remove());

async function wordsOf(form: SignInForm): Promise<string> {
  const { status, headers, text } = await form.page();
  return visibleText(readPage(instance.issuer, status, headers, text));
}

/** Sends until an attempt is not held back; when that one was sent, and when its answer was there. */
async function untilTried(form: SignInForm, name: string): Promise<{ sentAt: number; answeredAt: number }> {
  for (;;) {
    const sentAt = performance.now();
    await form.send(name, wrong, newAddress());
    const answeredAt = performance.now();
    if (!tooMany.test(await wordsOf(form))) return { sentAt, answeredAt };
  }
}

/**
 * True when the right password does not pass from such an address. On a slow machine a wait may be over before the next
 * attempt comes, so there are several, and before each a failure that doubles the wait.
 */
async function isHeldBack(form: SignInForm, name: string, address: () => string): Promise<boolean> {
  for (let turn = 0; turn < 8; turn += 1) {
    await form.send('nobody-of-this-name', wrong, address());
    if (!isSignedIn(await form.send(name, password, address()))) return true;
  }
  return false;
}

/** Wrong passwords for a name, each from a network that was never seen. */
async function guess(name: string, count: number): Promise<SignInForm> {
  const form = await openSignInForm(instance);
  for (let turn = 0; turn < count; turn += 1) await form.send(name, wrong, newAddress());
  return form;
}

describe('guessing one name from many places', () => {
  it.each(['ada', 'somebody-who-is-not-here'])(
    'slows down after ten failures, and more with each: %s',
    async (name) => {
      const form = await guess(name, freeByName - 1);
      expect(await wordsOf(form)).not.toMatch(tooMany);
      const startedAt = performance.now();
      // Held back attempts do not count, so one too many does no harm.
      for (let turn = 0; turn < 3; turn += 1) await form.send(name, wrong, newAddress());
      expect(await wordsOf(form)).toMatch(tooMany);
      const first = await untilTried(form, name);
      const second = await untilTried(form, name);
      expect(first.answeredAt - startedAt).toBeGreaterThan(firstWait - clockTolerance);
      expect(second.answeredAt - first.sentAt).toBeGreaterThan(2 * firstWait - clockTolerance);
    },
  );

  it('does not even try the right password while it waits, and takes it after', async () => {
    const form = await guess('bea', freeByName + 3);
    expect(isSignedIn(await form.send('bea', password, newAddress()))).toBe(false);
    expect(await wordsOf(form)).toMatch(tooMany);
    await expect.poll(async () => isSignedIn(await form.send('bea', password, newAddress())), patience).toBe(true);
  });

  it('never keeps the owner out at home, however long it goes on', async () => {
    const home = '198.51.100.77';
    const before = await openSignInForm(instance);
    expect(isSignedIn(await before.send('cleo', password, home))).toBe(true);
    await guess('cleo', freeByName + 3);
    const after = await openSignInForm(instance);
    expect(isSignedIn(await after.send('cleo', password, newAddress()))).toBe(false);
    expect(isSignedIn(await after.send('cleo', password, home))).toBe(true);
  });

  it('lets no more through when all come at once', async () => {
    const form = await openSignInForm(instance);
    const startedAt = performance.now();
    await Promise.all(Array.from({ length: 60 }, () => form.send('dora', wrong, newAddress())));
    const audited = "SELECT count(*) AS tried FROM audit_entry WHERE action = 'sign-in' AND object_id = ";
    const [row] = await query(instance, `${audited}(SELECT id FROM person WHERE username = 'dora')`);
    expect(Number(row?.tried)).toBeGreaterThanOrEqual(freeByName);
    // On a slow machine some of the waits, each twice as long as the one before, are over before the last of them comes.
    const waits = Math.log2(1 + (performance.now() - startedAt) / firstWait);
    expect(Number(row?.tried)).toBeLessThanOrEqual(freeByName + waits);
  });

  it('spells of one name are one name', async () => {
    const form = await openSignInForm(instance);
    const spellings = ['ÉVA', 'éva', 'E\u0301VA', ' éva ', '\uff45\u0301va'];
    for (let turn = 0; turn < freeByName + 2; turn += 1) {
      await form.send(spellings[turn % spellings.length] ?? '', wrong, newAddress());
    }
    await form.send('éva', wrong, newAddress());
    expect(await wordsOf(form)).toMatch(tooMany);
  });
});

describe('guessing many names from one place', () => {
  /** More than are free: those that come while the network waits do not count. */
  const spray = async (form: SignInForm, address: () => string, tag: string, free = fewerByNetwork) => {
    for (let turn = 0; turn < free + 40; turn += 20) {
      const batch = Array.from({ length: 20 }, (_, at) => form.send(`${tag}-${turn + at}`, wrong, address()));
      await Promise.all(batch);
    }
  };

  it('is held back after two hundred failures, and others are not', async () => {
    const form = await openSignInForm(instance);
    await spray(form, () => '192.0.2.1', 'one', freeByNetwork);
    expect(await isHeldBack(form, 'ada', () => '192.0.2.1')).toBe(true);
    expect(await wordsOf(form)).toMatch(tooMany);
    expect(isSignedIn(await form.send('ada', password, '198.51.100.1'))).toBe(true);
    await instance.cliJson(['settings', 'set', 'sign-in-failures-per-network', String(fewerByNetwork)]);
  });

  it('counts an IPv6 network as one place', async () => {
    const form = await openSignInForm(instance);
    const host = counter();
    await spray(form, () => `2001:db8:0:1::${host().toString(16)}`, 'six');
    expect(await isHeldBack(form, 'bea', () => '2001:db8:0:1:ffff::1')).toBe(true);
    expect(isSignedIn(await form.send('bea', password, '2001:db8:0:2::1'))).toBe(true);
  });

  it('believes no forwarded address that no trusted proxy wrote', async () => {
    const naked = await createSibling(instance);
    try {
      await naked.start();
      const form = await openSignInForm(naked);
      await spray(form, newAddress, 'naked');
      expect(await isHeldBack(form, 'cleo', newAddress)).toBe(true);
    } finally {
      await naked.remove();
    }
  });

  it('reads the last address that is no proxy of ours, not the one that the client made up', async () => {
    const form = await openSignInForm(instance);
    const invented = counter();
    await spray(form, () => `10.0.0.${invented()}, 192.0.2.9`, 'chain');
    expect(await isHeldBack(form, 'dora', () => '10.9.9.9, 192.0.2.9')).toBe(true);
  });
});

describe('signing in rightly', () => {
  it('is never held against anybody: two hundred from one address in a row', async () => {
    let passed = 0;
    const form = await openSignInForm(instance);
    for (let turn = 0; turn < 200; turn += 4) {
      const batch = people.map((name) => form.send(name, password, '198.51.100.200'));
      passed += (await Promise.all(batch)).filter(isSignedIn).length;
    }
    expect(passed).toBe(200);
  });
});

describe('RATE_LIMITS=off', () => {
  it('is refused with one clear line unless the issuer is a loopback address', async () => {
    const open = await createInstance({
      database: 'sqlite',
      issuer: 'https://id.example.test',
      env: { RATE_LIMITS: 'off' },
    });
    try {
      await expect(open.start()).rejects.toThrow(
        /^[^\n]*\n?RATE_LIMITS may be off only while ISSUER is a loopback address[^\n]*\n*$/,
      );
      const { exitCode, stdout } = await open.cli(['doctor']);
      expect(exitCode).not.toBe(0);
      expect(stdout).toContain('RATE_LIMITS');
    } finally {
      await open.remove();
    }
  });
});
