import { describe, expect, it } from 'vitest';
import { authorize, readAnswer } from '../testing/browser';
import type { TestEngine } from '../testing/engine';
import { createTestEngine } from '../testing/engine';
import { addClient } from '../testing/registrations';
import { codeQuery } from '../testing/token-request';

/** `https://rp.example/cb` and `https://rp.example/cb?foo=bar` are registered; none of these is either. */
const againstWeb: [what: string, uri: string][] = [
  ['another path', 'https://rp.example/other'],
  ['a suffix', 'https://rp.example/cb2'],
  ['a trailing slash', 'https://rp.example/cb/'],
  ['a deeper path', 'https://rp.example/cb/evil'],
  ['a prefix', 'https://rp.example/c'],
  ['the bare origin', 'https://rp.example'],
  ['the root', 'https://rp.example/'],
  ['an upper-case host', 'https://RP.example/cb'],
  ['an upper-case scheme', 'HTTPS://rp.example/cb'],
  ['an upper-case path', 'https://rp.example/CB'],
  ['plain http', 'http://rp.example/cb'],
  ['the default port', 'https://rp.example:443/cb'],
  ['another port', 'https://rp.example:8443/cb'],
  ['an empty port', 'https://rp.example:/cb'],
  ['a query', 'https://rp.example/cb?x=1'],
  ['an empty query', 'https://rp.example/cb?'],
  ['another value in the query', 'https://rp.example/cb?foo=baz'],
  ['more in the query', 'https://rp.example/cb?foo=bar&x=1'],
  ['the query twice', 'https://rp.example/cb?foo=bar&foo=bar'],
  ['the query encoded', 'https://rp.example/cb?foo=%62ar'],
  ['a fragment', 'https://rp.example/cb#evil'],
  ['an empty fragment', 'https://rp.example/cb#'],
  ['a subdomain', 'https://evil.rp.example/cb'],
  ['a longer domain', 'https://rp.example.evil.com/cb'],
  ['a glued domain', 'https://evilrp.example/cb'],
  ['a trailing dot in the host', 'https://rp.example./cb'],
  ['the parent domain', 'https://example/cb'],
  ['user info before another host', 'https://rp.example@evil.com/cb'],
  ['user info before our host', 'https://evil@rp.example/cb'],
  ['user info with a password', 'https://rp.example:cb@evil.com/cb'],
  ['user info with a port', 'https://rp.example:443@evil.com/cb'],
  ['an encoded at sign', 'https://rp.example%40evil.com/cb'],
  ['a backslash before the host', 'https:\\\\rp.example/cb'],
  ['a backslash in the authority', 'https://evil.com\\@rp.example/cb'],
  ['a backslash for a slash', 'https://rp.example\\cb'],
  ['an encoded backslash', 'https://evil.com%5c.rp.example/cb'],
  ['one slash', 'https:/rp.example/cb'],
  ['three slashes', 'https:///rp.example/cb'],
  ['no slashes', 'https:rp.example/cb'],
  ['no scheme', '//rp.example/cb'],
  ['a path alone', '/cb'],
  ['a dot segment', 'https://rp.example/./cb'],
  ['a double dot segment', 'https://rp.example/x/../cb'],
  ['an encoded dot segment', 'https://rp.example/x/%2e%2e/cb'],
  ['a double-encoded dot segment', 'https://rp.example/x/%252e%252e/cb'],
  ['a doubled slash', 'https://rp.example//cb'],
  ['an encoded slash', 'https://rp.example/%2fcb'],
  ['an encoded letter', 'https://rp.example/%63b'],
  ['an encoded host', 'https://%72p.example/cb'],
  ['a path parameter', 'https://rp.example/cb;evil'],
  ['a leading blank', ' https://rp.example/cb'],
  ['a trailing blank', 'https://rp.example/cb '],
  ['an encoded blank', 'https://rp.example/cb%20'],
  ['a tab inside', 'https://rp.example/\tcb'],
  ['a tab in the scheme', 'ht\ttps://rp.example/cb'],
  ['a line break at the end', 'https://rp.example/cb\n'],
  ['a header in it', 'https://rp.example/cb\r\nSet-Cookie: a=b'],
  ['an encoded NUL', 'https://rp.example/cb%00'],
  ['a NUL', 'https://rp.example/cb\0'],
  ['a full-width letter', 'https://rp.example/ｃb'],
  ['a full-width dot', 'https://rp．example/cb'],
  ['an ideographic dot', 'https://rp。example/cb'],
  ['a look-alike letter', 'https://rр.example/cb'],
  ['a zero-width space', 'https://rp.example/c\u200bb'],
  ['a soft hyphen', 'https://rp\u00ad.example/cb'],
  ['javascript', 'javascript:alert(1)//https://rp.example/cb'],
  ['data', 'data:text/html,<script>alert(1)</script>'],
  ['a wildcard', 'https://*.example/cb'],
  ['two in one', 'https://rp.example/cb https://evil.com/'],
  ['two with a comma', 'https://rp.example/cb,https://evil.com/'],
  ['the word null', 'null'],
  ['a loopback address that a web client has not registered', 'http://127.0.0.1/cb'],
];

/** `http://127.0.0.1/cb?a=b`, `http://[::1]/cb` and `com.example.app:/cb` are registered by a native client. */
const againstNative: [what: string, uri: string][] = [
  ['another loopback name', 'http://localhost:4000/cb?a=b'],
  ['a name that begins like loopback', 'http://localhost.evil.com/cb?a=b'],
  ['an address that begins like loopback', 'http://127.0.0.1.evil.com/cb?a=b'],
  ['a wildcard name of loopback', 'http://127.0.0.1.nip.io:4000/cb?a=b'],
  ['another address of the loopback network', 'http://127.0.0.2:4000/cb?a=b'],
  ['a short loopback address', 'http://127.1:4000/cb?a=b'],
  ['a decimal loopback address', 'http://2130706433:4000/cb?a=b'],
  ['a hexadecimal loopback address', 'http://0x7f.0.0.1:4000/cb?a=b'],
  ['an octal loopback address', 'http://0177.0.0.1:4000/cb?a=b'],
  ['the unspecified address', 'http://0.0.0.0:4000/cb?a=b'],
  ['a long IPv6 loopback', 'http://[0:0:0:0:0:0:0:1]:4000/cb'],
  ['an IPv4 address inside IPv6', 'http://[::ffff:127.0.0.1]:4000/cb'],
  ['an IPv6 zone', 'http://[::1%25eth0]:4000/cb'],
  ['IPv6 without brackets', 'http://::1:4000/cb'],
  ['https on loopback', 'https://127.0.0.1:4000/cb?a=b'],
  ['user info that looks like loopback', 'http://127.0.0.1:4000@evil.com/cb?a=b'],
  ['user info on loopback', 'http://evil@127.0.0.1:4000/cb?a=b'],
  ['another path on loopback', 'http://127.0.0.1:4000/cb/x?a=b'],
  ['no path on loopback', 'http://127.0.0.1:4000'],
  ['another query on loopback', 'http://127.0.0.1:4000/cb?a=c'],
  ['no query on loopback', 'http://127.0.0.1:4000/cb'],
  ['a fragment on loopback', 'http://127.0.0.1:4000/cb?a=b#x'],
  ['a dot segment on loopback', 'http://127.0.0.1:4000/x/../cb?a=b'],
  ['port 0', 'http://127.0.0.1:0/cb?a=b'],
  ['a port beyond the last', 'http://127.0.0.1:65536/cb?a=b'],
  ['a port with a leading zero', 'http://127.0.0.1:04000/cb?a=b'],
  ['a signed port', 'http://127.0.0.1:+4000/cb?a=b'],
  ['two ports', 'http://127.0.0.1:4000:80/cb?a=b'],
  ['a backslash on loopback', 'http://127.0.0.1:4000\\@evil.com/cb?a=b'],
  ['a line break before the path', 'http://127.0.0.1:4000\n/cb?a=b'],
  ['a longer private scheme', 'com.example.app.evil:/cb'],
  ['a private scheme in upper case', 'COM.example.app:/cb'],
  ['a private scheme with an authority', 'com.example.app://cb'],
  ['a private scheme with a port', 'com.example.app:4000/cb'],
];

const web = { redirect_uris: ['https://rp.example/cb', 'https://rp.example/cb?foo=bar'] };
const native = {
  application_type: 'native',
  redirect_uris: ['http://127.0.0.1/cb?a=b', 'http://[::1]/cb', 'com.example.app:/cb'],
};

async function refuses(engine: TestEngine, metadata: Record<string, unknown>, uri: string) {
  const client = await addClient(engine, metadata);
  const response = await authorize(engine, codeQuery(client, { redirect_uri: uri, prompt: 'none' }));
  expect(response.headers.get('location')).toBeNull();
  const answer = await readAnswer(response);
  expect(answer.status).toBe(400);
  expect(['redirect-uri-mismatch', 'parameter-malformed']).toContain(answer.refusal);
}

describe('a redirect URI that is not registered is refused without a redirect', () => {
  it.each(againstWeb)('web: %s', async (_what, uri) => refuses(await createTestEngine(), web, uri));
  it.each(againstNative)('native: %s', async (_what, uri) => refuses(await createTestEngine(), native, uri));

  it('two of them are refused, also when both are registered', async () => {
    const engine = await createTestEngine();
    const query = Object.entries(codeQuery(await addClient(engine, web)));
    const response = await authorize(engine, [...query, ['redirect_uri', 'https://rp.example/cb']]);
    expect(await readAnswer(response)).toMatchObject({ status: 400, refusal: 'parameter-repeated', location: '' });
  });

  it('one that is longer than 2,048 characters is refused', async () => {
    const engine = await createTestEngine();
    const uri = `https://rp.example/cb?${'x'.repeat(2048)}`;
    const response = await authorize(engine, codeQuery(await addClient(engine, web), { redirect_uri: uri }));
    expect(await readAnswer(response)).toMatchObject({ status: 400, refusal: 'parameter-too-long', location: '' });
  });
});

describe('what may be used', () => {
  it.each([
    ['web', web, 'https://rp.example/cb', 'https://rp.example/cb?'],
    ['web', web, 'https://rp.example/cb?foo=bar', 'https://rp.example/cb?foo=bar&'],
    ['native', native, 'http://127.0.0.1/cb?a=b', 'http://127.0.0.1/cb?a=b&'],
    ['native', native, 'http://127.0.0.1:1/cb?a=b', 'http://127.0.0.1:1/cb?a=b&'],
    ['native', native, 'http://127.0.0.1:65535/cb?a=b', 'http://127.0.0.1:65535/cb?a=b&'],
    ['native', native, 'http://[::1]:4000/cb', 'http://[::1]:4000/cb?'],
    ['native', native, 'com.example.app:/cb', 'com.example.app:/cb?'],
  ])('%s: the registered address, and on loopback any port (%#)', async (_type, metadata, uri, beginning) => {
    const engine = await createTestEngine();
    const query = codeQuery(await addClient(engine, metadata), { redirect_uri: uri, prompt: 'none' });
    const { location, error } = await readAnswer(await authorize(engine, query));
    expect(error).toBe('login_required');
    expect(location.startsWith(beginning)).toBe(true);
  });

  it('a web client on loopback has its own port and no other', async () => {
    const engine = await createTestEngine();
    await refuses(engine, { redirect_uris: ['http://127.0.0.1:8080/cb'] }, 'http://127.0.0.1:8081/cb');
  });

  it.each([
    ['an OpenID request', web, 'openid', 'redirect-uri-missing'],
    [
      'an OpenID request with one registered',
      { redirect_uris: ['https://rp.example/cb'] },
      'openid',
      'redirect-uri-missing',
    ],
    ['two registered', web, 'profile', 'redirect-uri-missing'],
    ['plain OAuth and one registered', { redirect_uris: ['https://rp.example/cb'] }, 'profile', null],
  ])('leaving it out: %s', async (_what, metadata, scope, refusal) => {
    const engine = await createTestEngine();
    const query = codeQuery(await addClient(engine, metadata), { redirect_uri: undefined, scope });
    expect((await readAnswer(await authorize(engine, query))).refusal).toBe(refusal);
  });
});

describe('the client comes first', () => {
  it.each([
    ['missing', undefined, 'client-id-missing'],
    ['empty', '', 'client-id-missing'],
    ['unknown', 'gh_unknown', 'client-unknown'],
    ['with a NUL', 'gh_\0', 'parameter-malformed'],
    ['too long', 'x'.repeat(1025), 'parameter-too-long'],
  ])('client_id %s: our own page', async (_what, clientId, refusal) => {
    const engine = await createTestEngine();
    const query = codeQuery(await addClient(engine), { client_id: clientId });
    expect(await readAnswer(await authorize(engine, query))).toMatchObject({ status: 400, refusal, location: '' });
  });

  it('a client that is switched off: our own page', async () => {
    const engine = await createTestEngine();
    const client = await addClient(engine);
    await engine.storage.stores.clientAdministration.update(
      client.clientId,
      { status: 'disabled' },
      engine.clock.now(),
    );
    const answer = await readAnswer(await authorize(engine, codeQuery(client)));
    expect(answer).toMatchObject({ status: 400, refusal: 'client-disabled', location: '' });
  });
});
