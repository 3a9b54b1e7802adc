/** Bodies, headers and paths that no client of good will sends. */
import type { RawRequest } from './raw-request';

const kilobytes = (count: number) => 'a'.repeat(count * 1024);
const form: [string, string] = ['Content-Type', 'application/x-www-form-urlencoded'];

const multipart = '--x\r\nContent-Disposition: form-data; name="request"\r\n\r\na\r\n--x--\r\n';

/** Bodies that are not the form that was meant. */
export const hostileBodies = (good: string): [string, Omit<RawRequest, 'target'>][] => [
  ['no content type', { body: good }],
  [
    'JSON',
    {
      headers: [['Content-Type', 'application/json']],
      body: '{"grant_type":"authorization_code","username":{"$ne":null}}',
    },
  ],
  ['deep JSON', { headers: [['Content-Type', 'application/json']], body: '['.repeat(30_000) }],
  ['deep objects', { headers: [['Content-Type', 'application/json']], body: '{"a":'.repeat(12_000) }],
  ['a content type that is none', { headers: [['Content-Type', ';;;=,']], body: good }],
  ['text', { headers: [['Content-Type', 'text/plain']], body: good }],
  [
    'XML',
    {
      headers: [['Content-Type', 'text/xml']],
      body: '<!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/passwd">]><a>&b;</a>',
    },
  ],
  ['two content types', { headers: [form, ['Content-Type', 'application/json']], body: good }],
  ['another charset', { headers: [['Content-Type', `${form[1]}; charset=utf-16`]], body: good }],
  ['multipart', { headers: [['Content-Type', 'multipart/form-data; boundary=x']], body: multipart }],
  ['multipart without a boundary', { headers: [['Content-Type', 'multipart/form-data']], body: multipart }],
  [
    'multipart with an action',
    {
      headers: [
        ['Content-Type', 'multipart/form-data; boundary=x'],
        ['Next-Action', 'a'.repeat(42)],
      ],
      body: multipart,
    },
  ],
  [
    'an action',
    {
      headers: [
        ['Content-Type', 'text/plain;charset=UTF-8'],
        ['Next-Action', 'a'.repeat(42)],
      ],
      body: '["$1:a:b"]',
    },
  ],
  ['a compressed body', { headers: [form, ['Content-Encoding', 'gzip']], body: good }],
  ['raw bytes', { headers: [form], body: '\x00\x01\xff\xfe\x80=\xc3' }],
  ['64 kB and one', { headers: [form], body: `a=${kilobytes(64)}`.slice(0, 65_537) }],
  ['64 kB and one in a chunk', { headers: [form], body: `${kilobytes(64)}a`, transfer: 'chunked' }],
  ['1 MB and one', { headers: [form], body: `${kilobytes(1024)}a` }],
  ['30,000 names', { headers: [form], body: 'a&'.repeat(30_000) }],
];

const bytes = '\x80\xff\xfe';

/** Headers that are too many, too long, or no text. */
export const hostileHeaders: [string, [string, string][]][] = [
  ['a huge cookie', [['Cookie', `a=${kilobytes(12)}`]]],
  ['a cookie that is far too big', [['Cookie', `a=${kilobytes(64)}`]]],
  ['a thousand cookies', [['Cookie', Array.from({ length: 1000 }, (_, at) => `c${at}=1`).join('; ')]]],
  ['cookies that are none', [['Cookie', ';;=;a;=b; gatehouse.session; __proto__=1; %=%;"']]],
  ['a session cookie of bytes', [['Cookie', `gatehouse.session=${bytes}; __Host-gatehouse.session=${bytes}`]]],
  ['a long session cookie', [['Cookie', `gatehouse.session=${kilobytes(8)}`]]],
  ['a binding cookie of bytes', [['Cookie', `gatehouse.request.${'a'.repeat(26)}=${bytes}`]]],
  ['a cookie of next-auth of bytes', [['Cookie', `gatehouse.callback-url=%00${bytes}; gatehouse.csrf=${bytes}|`]]],
  ['a strange Accept', [['Accept', `${bytes};;q=zz,,*/*;q=-1`]]],
  ['a long Accept', [['Accept', 'text/html,'.repeat(1000)]]],
  ['a strange Accept-Language', [['Accept-Language', `${bytes};q=-1,,;;,x-${'a-'.repeat(2000)},*;q=NaN`]]],
  ['a long Accept-Language', [['Accept-Language', Array.from({ length: 1500 }, (_, at) => `l${at}`).join(',')]]],
  ['a path as Accept-Language', [['Accept-Language', '../../../etc/passwd']]],
  ['a strange Accept-Encoding', [['Accept-Encoding', `${bytes}, br;q=x`]]],
  ['Basic of bytes', [['Authorization', `Basic ${bytes}`]]],
  ['Basic without a colon', [['Authorization', 'Basic YWJj']]],
  ['Basic with a broken encoding', [['Authorization', `Basic ${Buffer.from('%zz:%').toString('base64')}`]]],
  ['long Basic', [['Authorization', `Basic ${'A'.repeat(10_000)}`]]],
  [
    'two Authorizations',
    [
      ['Authorization', 'Basic YTpi'],
      ['Authorization', 'Bearer x'],
    ],
  ],
  ['an unknown scheme', [['Authorization', 'Negotiate x']]],
  ['an empty Authorization', [['Authorization', '']]],
  ['a long Origin', [['Origin', `https://${kilobytes(4)}`]]],
  ['an Origin of bytes', [['Origin', bytes]]],
  ['a strange Sec-Fetch-Site', [['Sec-Fetch-Site', bytes]]],
  ['a user agent of bytes', [['User-Agent', `${bytes}\x1b[31m`]]],
  ['a Range', [['Range', 'bytes=0-0,1-1,99999999999-']]],
  [
    'conditions',
    [
      ['If-None-Match', '*'],
      ['If-Modified-Since', 'never'],
      ['If-Match', bytes],
    ],
  ],
  ['a strange Expect', [['Expect', '100-continue']]],
  ['an unknown Expect', [['Expect', 'tea']]],
  [
    'an upgrade',
    [
      ['Upgrade', 'websocket'],
      ['Sec-WebSocket-Key', 'x'],
      ['Sec-WebSocket-Version', '13'],
    ],
  ],
  [
    'HTTP/2',
    [
      ['Upgrade', 'h2c'],
      ['HTTP2-Settings', 'AAMAAABkAARAAAAAAAIAAAAA'],
    ],
  ],
  [
    'a React request',
    [
      ['RSC', '1'],
      ['Next-Router-State-Tree', bytes],
      ['Next-Router-Prefetch', '1'],
    ],
  ],
  [
    'a React request for a segment',
    [
      ['RSC', '1'],
      ['Next-Router-Segment-Prefetch', '/../../x'],
      ['Next-Router-State-Tree', '%5B'],
    ],
  ],
  [
    'a broken traceparent',
    [
      ['Traceparent', bytes],
      ['Baggage', 'a=b;;;'],
    ],
  ],
];

/** Paths that are spelled to confuse. */
export const hostilePaths: string[] = [
  ...[
    '/%',
    '/%ff',
    '/%00',
    '/%2e%2e/',
    '/%2f',
    '/%5c',
    '/a%2f..%2fb',
    '/..',
    '/../../etc/passwd',
    '/./',
    '//',
    '///',
    '//evil.attacker.test',
  ],
  ...[
    '/\\evil.attacker.test',
    '/;',
    '/.env',
    '/.git/config',
    '/data/secret',
    '/data/gatehouse.db',
    '/package.json',
    '/server.ts',
    '/dist/server.js',
  ],
  ...[
    '/errors/%',
    '/errors/%ff',
    '/errors/%00',
    '/errors/..%2f..%2fsign-in',
    `/errors/${'a'.repeat(4000)}`,
    '/errors/<script>',
    '/errors/__proto__',
  ],
  ...[
    '/interaction/%',
    '/interaction/%ff',
    '/interaction/..',
    '/interaction/constructor',
    `/interaction/${'a'.repeat(4000)}`,
    '/interaction/',
  ],
  ...[
    '/oauth2',
    '/oauth2/',
    '/oauth2/token/',
    '/oauth2//token',
    '/oauth2/./token',
    '/oauth2/x/../token',
    '/OAUTH2/TOKEN',
    '/oauth2/token%00',
    '/oauth2/token;x=1',
  ],
  ...[
    '/_next/',
    '/_next/static/',
    '/_next/static/..%2f..%2fserver',
    '/_next/static/%2e%2e/server/app-paths-manifest.json',
    '/_next/image',
    '/_next/data/x/y.json',
  ],
  ...[
    '/_next/webpack-hmr',
    '/__nextjs_original-stack-frames',
    '/_error',
    '/_not-found',
    '/404',
    '/500',
    '/_document',
    '/index',
    '/sign-in.rsc',
    '/sign-in.txt',
    '/index.rsc',
  ],
  ...[
    '/api/auth',
    '/api/auth/',
    '/api/auth/%ff',
    '/api/auth/a/b/c/d',
    '/api/v1',
    '/api/v1/clients',
    '/console',
    '/account',
    '/metrics',
    '/logos/%ff',
    '/logos/..%2f',
  ],
  ...[
    '/sign-in?%',
    '/sign-in?request=%ff',
    '/sign-in?request[]=a',
    '/sign-in?__proto__=x',
    `/sign-in?${'a=b&'.repeat(3000)}`,
    '/sign-in?_rsc=%00',
  ],
];
