import { expect, test } from 'vitest';
import { createShell } from './testing/shell';

const identifier = 'https://api.example.com';
const robot = ['client', 'create', '--type', 'service', '--name', 'Robot', '--json'];

test('create, list, show, update and delete follow each other', async () => {
  const { shell } = createShell();
  const { client_id: server } = (await shell(robot)).json();
  const flags = ['--name', 'Articles', '--scope', 'read=Read articles', '--scope', 'write=Write = change articles'];
  const more = ['--token-format', 'opaque', '--token-lifetime', '5m', '--served-by', server, '--include-roles'];
  const made = await shell(['api', 'create', identifier, ...flags, ...more, '--json']);
  expect(made.warned).toEqual([]);
  const document = made.json();
  expect(document).toEqual({
    ...{ identifier, name: 'Articles', access_token_lifetime: 300, access_token_format: 'opaque' },
    ...{ access_token_signing_alg: 'RS256', include_roles: true, served_by: [server] },
    scopes: [
      { name: 'read', description: 'Read articles', roles: [] },
      { name: 'write', description: 'Write = change articles', roles: [] },
    ],
  });
  expect((await shell(['api', 'list', '--json'])).json()).toEqual([document]);
  expect((await shell(['api', 'list'])).out).toContain('read write');
  expect((await shell(['api', 'show', identifier, '--json'])).json()).toEqual(document);
  expect((await shell(['api', 'show', identifier])).out).toContain('read: Read articles');
  const change = [
    '--remove-scope',
    'read',
    '--no-include-roles',
    '--token-lifetime',
    'default',
    '--signing-alg',
    'ES256',
  ];
  expect(
    (await shell(['api', 'update', identifier, ...change, '--token-format', 'jwt', '--json'])).json(),
  ).toMatchObject({
    ...{ include_roles: false, access_token_lifetime: null, access_token_signing_alg: 'ES256' },
    scopes: [{ name: 'write' }],
  });
  expect((await shell(['api', 'show', identifier])).out).toContain('JWT, signed with ES256');
  expect((await shell(['api', 'delete', identifier, '--json'])).json()).toEqual({ identifier, deleted: true });
  expect((await shell(['api', 'list'])).out).toBe('There are no APIs yet.');
});

test('create takes the whole API as JSON, roles of scopes among it', async () => {
  const { shell } = createShell();
  const scopes = [{ name: 'write', description: 'Write articles', roles: ['editor'] }];
  const document = JSON.stringify({ identifier, name: 'Articles', scopes });
  expect((await shell(['api', 'create', '--json', document])).json()).toMatchObject({ identifier, scopes });
});

test('allow and disallow say what a client may ask for', async () => {
  const { shell } = createShell();
  const { client_id: id } = (await shell(robot)).json();
  await shell(['api', 'create', identifier, '--scope', 'read=Read', '--scope', 'write=Write', '--scope', 'list=List']);
  const allow = ['client', 'allow', id, '--api', identifier];
  const allowed = await shell([...allow, '--scope', 'write read', '--scope', 'list', '--json']);
  expect(allowed.json()).toMatchObject({ allotments: [{ api: identifier, scopes: ['read', 'write', 'list'] }] });
  const disallow = ['client', 'disallow', id, '--api', identifier];
  expect((await shell([...disallow, '--scope', 'list'])).out).toContain(`${identifier} read write`);
  expect((await shell([...disallow, '--json'])).json()).toMatchObject({ allotments: [] });
});

test.each<[argv: string[], said: RegExp, code: number]>([
  [['api', 'create', 'articles'], /identifier must be an absolute URI/, 1],
  [['api', 'create', identifier, '--scope', 'read'], /name=description/, 1],
  [['api', 'create', identifier, '--token-format', 'saml'], /saml/, 2],
  [['api', 'create', identifier, '--token-lifetime', 'soon'], /not a duration/, 1],
  [['api', 'show', identifier], /There is no API/, 1],
  [['client', 'allow', 'gh_nobody', '--api', identifier], /There is no client/, 1],
  [['client', 'allow', 'gh_nobody'], /--api/, 2],
])('%j is refused in one line', async (argv, said, code) => {
  const { shell } = createShell();
  const answer = await shell(argv);
  expect(answer.code).toBe(code);
  expect(answer.warned).toEqual([expect.stringMatching(said)]);
});

test('a client has lifetimes, refresh tokens and signatures of its own', async () => {
  const { shell } = createShell();
  const { client_id: id } = (
    await shell(['client', 'create', '--redirect-uri', 'https://a.example/cb', '--json'])
  ).json();
  const lifetimes = ['--access-token-lifetime', '5m', '--code-lifetime', '30s', '--id-token-lifetime', '2h'];
  const refresh = [
    '--refresh-idle',
    '7d',
    '--refresh-absolute',
    '30d',
    '--refresh-replay',
    '0s',
    '--no-refresh-rotate',
  ];
  const algs = ['--id-token-signed-response-alg', 'ES256', '--userinfo-signed-response-alg', 'EdDSA'];
  const update = (flags: string[]) => shell(['client', 'update', id, ...flags, '--json']);
  expect((await update([...lifetimes, ...refresh, ...algs])).json()).toMatchObject({
    ...{ id_token_signed_response_alg: 'ES256', userinfo_signed_response_alg: 'EdDSA' },
    settings: {
      ...{ rotateRefreshTokens: false, replayWindowSeconds: 0 },
      lifetimes: {
        ...{ authorizationCodeSeconds: 30, accessTokenSeconds: 300, idTokenSeconds: 7200 },
        ...{ refreshTokenIdleSeconds: 604_800, refreshTokenAbsoluteSeconds: 2_592_000 },
      },
    },
  });
  const document = '{"settings":{"lifetimes":{"idTokenSeconds":60},"profile":"oauth21"}}';
  expect(
    (await shell(['client', 'update', id, '--json', document, '--refresh-idle', 'default', '--refresh-rotate'])).json(),
  ).toMatchObject({
    settings: {
      ...{ profile: 'oauth21', rotateRefreshTokens: true },
      lifetimes: { idTokenSeconds: 60, refreshTokenIdleSeconds: null, accessTokenSeconds: 300 },
    },
  });
  for (const flags of [
    ['--refresh-replay', '61s'],
    ['--refresh-idle', '0s'],
    ['--refresh-replay', 'default'],
  ])
    expect((await update(flags)).code).toBe(1);
  expect((await update(['--id-token-signed-response-alg', 'none'])).code).toBe(2);
});
