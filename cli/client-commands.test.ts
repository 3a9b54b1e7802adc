import { expect, test } from 'vitest';
import { readDuration } from './duration';
import { createShell } from './testing/shell';

const metadata = JSON.stringify({ client_name: 'Shop', redirect_uris: ['https://shop.example.com/cb'] });

test('create takes RFC 7591 metadata and prints one JSON document with the secret', async () => {
  const { shell } = createShell();
  const { code, json, warned } = await shell(['client', 'create', '--json', metadata]);
  expect([code, warned]).toEqual([0, []]);
  expect(json()).toMatchObject({
    client_id: expect.stringMatching(/^gh_/),
    client_secret: expect.stringMatching(/^ghs_/),
    client_secret_expires_at: 0,
    client_id_issued_at: expect.any(Number),
    client_name: 'Shop',
    settings: { firstParty: false },
  });
});

test('create takes flags, which win over the document', async () => {
  const { shell } = createShell();
  const flags = [
    '--name',
    'Kiosk',
    '--redirect-uri',
    'https://a.example.com/cb',
    '--redirect-uri',
    'https://b.example.com/cb',
  ];
  const more = [
    '--post-logout-redirect-uri',
    'https://a.example.com/',
    '--type',
    'spa',
    '--scope',
    'openid email',
    '--first-party',
    '--backchannel-logout-uri',
    'https://a.example.com/ended',
    '--frontchannel-logout-uri',
    'https://a.example.com/frame',
    '--frontchannel-logout-session-required',
  ];
  const { json } = await shell(['client', 'create', '--json', metadata, ...flags, ...more]);
  expect(json()).toMatchObject({
    client_name: 'Kiosk',
    redirect_uris: ['https://a.example.com/cb', 'https://b.example.com/cb'],
    post_logout_redirect_uris: ['https://a.example.com/'],
    token_endpoint_auth_method: 'none',
    grant_types: ['authorization_code', 'refresh_token'],
    scope: 'openid email',
    backchannel_logout_uri: 'https://a.example.com/ended',
    frontchannel_logout_uri: 'https://a.example.com/frame',
    frontchannel_logout_session_required: true,
    settings: { firstParty: true },
  });
  expect(json()).not.toHaveProperty('client_secret');
});

test('create prints aligned text for people, with the secret once', async () => {
  const { shell } = createShell();
  const { out } = await shell(['client', 'create', '--name', 'Shop', '--redirect-uri', 'https://shop.example.com/cb']);
  expect(out).toMatch(/^Client created\.\n\n {2}client_id {7}gh_\S+\n {2}client_secret {3}ghs_\S+ {2}\(shown once\)\n/);
  const id = /gh_[a-z2-7]+/.exec(out)![0];
  expect((await shell(['client', 'show', id])).out).not.toMatch(/ghs_\S{20}/);
});

test('list, show, update, rotate-secret and delete follow each other', async () => {
  const { shell } = createShell();
  const { client_id: id, client_secret: first } = (await shell(['client', 'create', '--json', metadata])).json();
  expect((await shell(['client', 'list', '--json'])).json()).toMatchObject([{ client_id: id }]);
  expect((await shell(['client', 'list'])).out).toContain(id);
  expect((await shell(['client', 'show', id, '--json'])).json()).toMatchObject({ client_id: id, status: 'active' });
  const changed = await shell(['client', 'update', '--json', id, '--name', 'New shop', '--disable']);
  expect(changed.json()).toMatchObject({ client_name: 'New shop', status: 'disabled' });
  const enabled = await shell([
    'client',
    'update',
    id,
    '--json',
    '{"client_name":null}',
    '--enable',
    '--no-first-party',
  ]);
  expect(enabled.json()).toMatchObject({ status: 'active', settings: { firstParty: false } });
  expect(enabled.json()).not.toHaveProperty('client_name');
  const rotated = (await shell(['client', 'rotate-secret', id, '--expire-old-in', '1h', '--json'])).json();
  expect(rotated.client_secret).toMatch(/^ghs_/);
  expect(rotated.client_secret).not.toBe(first);
  expect(rotated.secrets).toMatchObject([{ expires_at: '2026-11-21T10:00:00.000Z' }, { expires_at: null }]);
  expect((await shell(['client', 'delete', id, '--json'])).json()).toEqual({ client_id: id, deleted: true });
  expect((await shell(['client', 'list'])).out).toBe('There are no clients yet.');
});

test('a pairwise client is made by flags, shown, and not changed into another', async () => {
  const { house, shell } = createShell();
  const [sector, callback] = ['https://sector.example.com/uris.json', 'http://localhost:4000/cb'];
  house.documents.set(sector, JSON.stringify([callback]));
  const flags = ['--subject-type', 'pairwise', '--redirect-uri', callback];
  const refused = await shell(['client', 'create', ...flags]);
  expect([refused.code, refused.warned.join()]).toEqual([
    1,
    expect.stringContaining('sector_identifier_uri is needed'),
  ]);
  const made = (await shell(['client', 'create', ...flags, '--sector-identifier-uri', sector, '--json'])).json();
  expect(made).toMatchObject({ subject_type: 'pairwise', sector_identifier_uri: sector });
  expect((await shell(['client', 'show', made.client_id])).out).toMatch(
    /subject_type +pairwise\n +sector_identifier_uri +https/,
  );
  const changed = await shell(['client', 'update', made.client_id, '--subject-type', 'public']);
  expect([changed.code, changed.warned.join()]).toEqual([1, expect.stringContaining('subject_type cannot be changed')]);
});

test.each([
  ['90s', 90],
  ['30m', 1800],
  ['24h', 86_400],
  ['7d', 604_800],
])('%s is %i seconds', (text, seconds) => {
  expect(readDuration(text)).toBe(seconds);
});
