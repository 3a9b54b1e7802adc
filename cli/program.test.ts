import { describe, expect, test } from 'vitest';
import type { Finding } from '@/portal/doctor';
import { createShell, makeKeys } from './testing/shell';

test('keys list and rotate', async () => {
  const { shell, house } = createShell();
  await makeKeys(house);
  expect((await shell(['keys', 'list', '--json'])).json()).toHaveLength(4);
  const made = (
    await shell(['keys', 'rotate', '--alg', 'ES256', '--alg', 'EdDSA', '--sign-in', '1h', '--json'])
  ).json();
  expect(made.map(({ alg, state }: Record<string, string>) => [alg, state])).toEqual([
    ['ES256', 'published'],
    ['EdDSA', 'published'],
  ]);
  expect((await shell(['keys', 'list'])).out).toMatch(/^KID\s+ALGORITHM\s+STATE\s+SIGNS FROM\s+REMOVED\n/);
});

test('settings get and set', async () => {
  const { shell } = createShell();
  expect((await shell(['settings', 'get', 'self-registration'])).out).toBe('open');
  expect((await shell(['settings', 'set', 'self-registration', 'closed'])).out).toBe('self-registration is closed.');
  expect((await shell(['settings', 'get', 'self-registration', '--json'])).json()).toMatchObject({ value: 'closed' });
  expect((await shell(['settings', 'get'])).out).toContain('sign-in-failures-per-name');
});

describe('doctor', () => {
  const fine: Finding = { check: 'environment', outcome: 'ok', says: 'fine' };
  const broken: Finding = {
    check: 'environment',
    outcome: 'fail',
    says: 'PORT must be a number.',
    remedy: 'Change PORT.',
  };

  test('prints every finding and ends well when nothing failed', async () => {
    const { shell, house } = createShell({ surroundings: [fine] });
    await makeKeys(house);
    const { code, out } = await shell(['doctor']);
    expect(code).toBe(0);
    expect(out).toMatch(/^ok {4}environment {4}fine\n/);
    expect(out).toMatch(/^warn {2}administrator {2}There is no administrator yet\.\n {21}Open the one-time link/m);
    expect((await shell(['doctor', '--json'])).json()).toMatchObject({
      ok: true,
      findings: [fine, { check: 'migrations' }, { check: 'issuer', outcome: 'ok' }, {}, {}, {}, {}, {}],
    });
  });

  test("warns of the realm's own issuer when nobody else can reach it", async () => {
    const { shell, house } = createShell({ issuer: 'http://localhost:3000' });
    await makeKeys(house);
    const { out } = await shell(['doctor']);
    expect(out).toMatch(/^warn {2}issuer {9}http:\/\/localhost:3000 can be reached from this machine only\.\n/m);
  });

  test('with a broken environment it says what to change, does not touch the database and fails', async () => {
    const { shell, closed } = createShell({ surroundings: [broken] });
    const { code, json, warned } = await shell(['doctor', '--json']);
    expect(code).toBe(1);
    expect(json()).toEqual({ ok: false, findings: [broken] });
    expect(warned).toEqual(['gatehouse: One check failed.']);
    expect(closed()).toBe(0);
  });

  test('what fails while opening is a finding', async () => {
    const { shell, house } = createShell();
    house.checkDatabase = () => Promise.reject(new Error('no route\nto host'));
    const { code, out } = await shell(['doctor']);
    expect(code).toBe(1);
    expect(out).toContain('fail  database    The database does not answer: no route\n');
  });
});

describe('failure is one line on standard error, nothing on standard output, and a code', () => {
  test.each([
    [
      'no command',
      [],
      2,
      /say what to do: client, registration-token, api, user, group, role, keys, mail, settings, doctor/,
    ],
    ['a half command', ['client'], 2, /say what to do/],
    ['an unknown command', ['fly'], 2, /unknown command 'fly'/],
    ['an unknown option', ['client', 'list', '--fast'], 2, /unknown option '--fast'/],
    ['a missing argument', ['client', 'show'], 2, /missing required argument 'client-id'/],
    ['an unknown client', ['client', 'show', 'gh_nothing', '--json'], 1, /There is no client gh_nothing\./],
    ['an unknown type', ['client', 'create', '--type', 'robot'], 2, /robot/],
    ['no redirect URI', ['client', 'create', '--name', 'x'], 1, /redirect_uris needs at least one entry/],
    ['broken JSON', ['client', 'create', '--json', '{"client_name":'], 1, /--json is not valid JSON/],
    ['JSON that is no object', ['client', 'create', '--json', '[]'], 1, /--json must be followed by a JSON object/],
    ['a password as an argument', ['user', 'create', '--json', '{"password":"x"}'], 1, /read from standard input/],
    ['an unknown user', ['user', 'disable', 'nobody'], 1, /There is no user nobody\./],
    ['an unknown setting', ['settings', 'set', 'x', 'y'], 1, /There is no setting x\. There are: self-registration/],
    ['a bad duration', ['client', 'rotate-secret', 'gh_x', '--expire-old-in', 'soon'], 1, /soon is not a duration/],
    ['two fates', ['client', 'rotate-secret', 'gh_x', '--keep-old', '--revoke-old'], 1, /exclude each other/],
  ])('%s', async (_, argv, code, line) => {
    const result = await createShell().shell(argv);
    expect(result.code).toBe(code);
    expect(result.out).toBe('');
    expect(result.warned).toHaveLength(1);
    expect(result.warned[0]).toMatch(/^gatehouse: [^\n]+$/);
    expect(result.warned[0]).toMatch(line);
  });

  test.each([
    ['an empty password', '', /that was empty/],
    ['a bad password', 'password', /password is among the most common passwords\.$/],
  ])('%s', async (_, input, line) => {
    const { shell } = createShell();
    const { code, warned, out } = await shell(['user', 'create', '--username', 'ada'], input);
    expect([code, out, warned.length]).toEqual([1, '', 1]);
    expect(warned[0]).toMatch(line);
  });

  test('the workbench is closed all the same', async () => {
    const { shell, closed } = createShell();
    await shell(['client', 'show', 'gh_nothing']);
    expect(closed()).toBe(1);
  });
});

test('help is no failure', async () => {
  const { code, out, warned } = await createShell().shell(['client', 'create', '--help']);
  expect([code, warned]).toEqual([0, []]);
  expect(out).toContain('--redirect-uri <uri>');
});
