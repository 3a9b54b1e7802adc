import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createShell } from './testing/shell';

const key = { kty: 'EC', crv: 'P-256', x: 'x', y: 'y', kid: 'one' };
const files = {
  set: JSON.stringify({ keys: [key] }),
  key: JSON.stringify(key),
  private: JSON.stringify({ keys: [{ ...key, d: 'private-half' }] }),
  list: '[]',
  text: 'not JSON',
};
let folder = '';
const path = (name: string) => join(folder, name);
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'gatehouse-keys-'));
  for (const [name, text] of Object.entries(files)) writeFileSync(path(name), text);
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const web = ['client', 'create', '--name', 'Shop', '--redirect-uri', 'https://shop.example.com/cb'];
const withKeys = [...web, '--token-endpoint-auth-method', 'private_key_jwt'];

test.each(['set', 'key'])('create takes public keys from a file with a %s, and makes no secret', async (name) => {
  const { shell } = createShell();
  const { json } = await shell([...withKeys, '--jwks', path(name), '--json']);
  expect(json()).toMatchObject({ token_endpoint_auth_method: 'private_key_jwt', jwks: { keys: [key] }, secrets: [] });
  expect(json()).not.toHaveProperty('client_secret');
  const { out } = await shell(['client', 'show', json().client_id]);
  expect(out).toContain('EC one');
});

test('update moves the keys to an address and back, one place at a time', async () => {
  const { shell } = createShell();
  const created = (await shell([...withKeys, '--jwks', path('set'), '--json'])).json();
  const update = async (...flags: string[]) =>
    (await shell(['client', 'update', created.client_id, ...flags, '--json'])).json();
  const moved = await update(
    '--jwks-uri',
    'https://shop.example.com/jwks',
    '--token-endpoint-auth-signing-alg',
    'ES256',
  );
  expect(moved).toMatchObject({
    jwks_uri: 'https://shop.example.com/jwks',
    token_endpoint_auth_signing_alg: 'ES256',
  });
  expect(moved).not.toHaveProperty('jwks');
  const back = await update('--jwks', path('set'));
  expect(back).toMatchObject({ jwks: { keys: [key] } });
  expect(back).not.toHaveProperty('jwks_uri');
});

test('the short name of the method works as well', async () => {
  const { shell } = createShell();
  const { json } = await shell([...web, '--auth-method', 'client_secret_jwt', '--json']);
  expect(json()).toMatchObject({
    token_endpoint_auth_method: 'client_secret_jwt',
    client_secret: expect.stringMatching(/^ghs_/),
  });
});

test.each([
  ['no keys', [], /jwks or jwks_uri must be given/],
  ['no file', ['--jwks', '/nowhere/keys'], /cannot be read/],
  ['a file of text', ['--jwks', 'text'], /is not JSON/],
  ['a file with a list', ['--jwks', 'list'], /is not a JWK Set/],
  ['a private key', ['--jwks', 'private'], /public keys only/],
  ['both places', ['--jwks', 'set', '--jwks-uri', 'https://a.example/jwks'], /together with jwks_uri/],
])('create with %s fails in one line that shows no key', async (_what, flags, line) => {
  const { shell } = createShell();
  const named = flags.map((flag) => (flag in files ? path(flag) : flag));
  const { code, warned, out } = await shell([...withKeys, ...named]);
  expect([code, out]).toEqual([1, '']);
  expect(warned).toHaveLength(1);
  expect(warned[0]).toMatch(line);
  expect(warned[0]).not.toContain('private-half');
});
