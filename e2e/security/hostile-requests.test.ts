/** SECURITY invariant 11: whatever is sent, the answer is one of ours: no 5xx, no stack, nothing out of bounds. */
import { describe, expect, it } from 'vitest';
import { databaseKinds } from '../harness/test-database';
import { hostileParameters } from './hostile-parameters';
import { hostileBodies, hostileHeaders, hostilePaths } from './hostile-requests';
import type { Target } from './hostile-targets';
import { targets } from './hostile-targets';
import type { RawAnswer, RawRequest } from './raw-request';
import type { Site } from './site';
import { securitySite } from './site';

const atOnce = 8;
const longestAnswer = 200_000;

/** Runs all, a few at a time, and returns what was wrong with the answers. */
async function findProblems(
  send: (request: RawRequest) => Promise<RawAnswer>,
  requests: [name: string, request: RawRequest][],
): Promise<string[]> {
  const waiting = [...requests];
  const problems: string[] = [];
  const work = async () => {
    for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
      const [name, request] = next;
      const problem = judge(await send(request));
      if (problem !== undefined) problems.push(`${name}: ${problem}`);
    }
  };
  await Promise.all(Array.from({ length: atOnce }, work));
  return problems;
}

function judge({ status, text, headers, body }: RawAnswer): string | undefined {
  if (status === 0) return 'no answer';
  if (status >= 500) return `${status} ${body.slice(0, 200)}`;
  if (/\bat [\w.<>]+ \(|node:internal|node_modules|Prisma|SQLITE|\.ts:\d|\.js:\d+:\d/.test(text))
    return `a stack: ${body.slice(0, 300)}`;
  if (body.length > longestAnswer) return `${body.length} bytes`;
  if (headers.getSetCookie().some((line) => line.startsWith('evil'))) return 'a header was injected';
  if (/<script>alert|<img src=x/i.test(body)) return 'markup of the request is on the page';
  const location = headers.get('location');
  if (location !== null && /evil\.attacker\.test/.test(new URL(location, 'http://ours.test').host))
    return `to ${location}`;
  if (/root:.*:0:0:/.test(body)) return 'a file of this machine';
  return undefined;
}

const formHeader: [string, string] = ['Content-Type', 'application/x-www-form-urlencoded'];

/** Endpoints whose parameters mean something each get all of them. */
const isThorough = ({ path }: Target) => /^\/oauth2\/(?:authorize|token|introspect|revoke|userinfo)$/.test(path);

function withParameters(target: Target): [string, RawRequest][] {
  const { name: place, path, methods, headers = [] } = target;
  return methods.flatMap((method) => {
    return hostileParameters(target, { every: isThorough(target) && method === methods[0] }).map(
      ([name, sent]): [string, RawRequest] => [
        `${method} ${place}, ${name}`,
        method === 'GET'
          ? { target: `${path}?${sent}`, headers }
          : { method, target: path, headers: [formHeader, ...headers], body: sent },
      ],
    );
  });
}

function withBodies({ name: place, path, parameters, headers = [] }: Target): [string, RawRequest][] {
  return hostileBodies(new URLSearchParams(parameters).toString()).map(([name, request]): [string, RawRequest] => [
    `POST ${place}, ${name}`,
    { ...request, method: 'POST', target: path, headers: [...(request.headers ?? []), ...headers] },
  ]);
}

function withHeaders({
  name: place,
  path,
  methods: [method = 'GET'],
  parameters,
  headers = [],
}: Target): [string, RawRequest][] {
  const good = new URLSearchParams(parameters).toString();
  return hostileHeaders.map(([name, hostile]): [string, RawRequest] => [
    `${method} ${place}, ${name}`,
    method === 'GET'
      ? { target: `${path}?${good}`, headers: hostile }
      : { method, target: path, headers: [formHeader, ...headers, ...hostile], body: good },
  ]);
}

const otherMethods = ['HEAD', 'PUT', 'PATCH', 'DELETE', 'OPTIONS', 'TRACE', 'PROPFIND', 'PURGE', 'SEARCH', 'BREW'];
const withMethods = ({ name, path }: Target): [string, RawRequest][] =>
  otherMethods.map((method) => [`${method} ${name}`, { method, target: path }]);

/** The targets, with a request that really waits in a browser. */
async function surround(site: Site): Promise<Target[]> {
  const { client_id: client, redirect_uris: uris } = site.clients.web;
  const start = await site.wire(`${site.issuer}/interaction/start`);
  const request = new URL(start.headers.get('location') ?? '', site.issuer).searchParams.get('request') ?? '';
  const cookie = start.headers
    .getSetCookie()
    .map((line) => line.split(';')[0])
    .join('; ');
  return targets({ client, redirectUri: uris[0] ?? '', request, cookie });
}

const names = targets({ client: '', redirectUri: '', request: '', cookie: '' }).map(({ name }) => name);
const byName = async (site: Site, name: string) => (await surround(site)).filter((target) => target.name === name);

describe.each(databaseKinds)('on %s', (kind) => {
  it.each(names)('%s lives through every parameter', async (name) => {
    const site = securitySite(kind);
    for (const target of await byName(site, name)) {
      expect(await findProblems(site.raw, withParameters(target))).toEqual([]);
    }
  });
});

// What is refused before any row is read is the same on both.
describe('on either', () => {
  it.each(names)('%s lives through every body, header and method', async (name) => {
    const site = securitySite();
    for (const target of await byName(site, name)) {
      const requests = [...withBodies(target), ...withHeaders(target), ...withMethods(target)];
      expect(await findProblems(site.raw, requests)).toEqual([]);
    }
  });

  it('every path is answered, and none leads out of the house', async () => {
    const requests = hostilePaths.map((target): [string, RawRequest] => [target.slice(0, 60), { target }]);
    expect(await findProblems(securitySite().raw, requests)).toEqual([]);
  });

  it('and after all that it still works', async () => {
    expect((await securitySite().raw({ target: '/readyz' })).status).toBe(200);
  });
});
