/** The quick starts of the console: the very files that it shows, filled in, run, and signed in to. */
import { randomBytes } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { build } from 'esbuild';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { RegisteredClient, RegisteredPerson } from '../harness/command-line';
import { ada } from '../harness/data';
import { decide, deviceCodeGrant, reachDecision } from '../harness/device';
import { freePort } from '../harness/free-port';
import type { Instance } from '../harness/instance';
import { startInstance } from '../harness/instance';
import { createPlainBrowser } from '../harness/plain-browser';
import type { QuickStartEntry, RunningQuickStart } from '../harness/quick-start';
import { fillIn, isInstalled, readCatalogue, runQuickStart } from '../harness/quick-start';
import { createVisitor } from './visitor';

let instance: Instance;
let person: RegisteredPerson;
let catalogue: Map<string, QuickStartEntry>;
const ends: (() => Promise<void>)[] = [];
beforeAll(async () => {
  catalogue = new Map((await readCatalogue()).map((entry) => [entry.id, entry]));
  instance = await startInstance();
  ends.push(() => instance.remove());
  person = await instance.createUser(ada.claims, ada.password);
});
afterAll(async () => {
  for (const end of ends.reverse()) await end();
});

function entryOf(id: string): QuickStartEntry {
  const entry = catalogue.get(id);
  if (entry === undefined) throw new Error(`There is no quick start ${id}.`);
  return entry;
}

async function run(command: string[], id: string, values: Record<string, string>, env: Record<string, string> = {}) {
  const { file } = entryOf(id);
  const running = await runQuickStart(command, file, await fillIn(file, { issuer: instance.issuer, ...values }), env);
  ends.push(running.stop);
  return running;
}

/** An application with an address to come back to, and the values that the console fills in. */
async function prepare(
  id: string,
): Promise<{ origin: string; client: RegisteredClient; values: Record<string, string> }> {
  const port = await freePort();
  const origin = `http://localhost:${port}`;
  const redirect_uri = `${origin}${entryOf(id).callbackPath ?? '/callback'}`;
  const client = await instance.createClient({ client_name: id, redirect_uris: [redirect_uri] });
  return { origin, client, values: { client_id: client.client_id, redirect_uri, origin, port: String(port) } };
}

/** Go compiles its libraries the first time; nothing else takes so long. */
const patient = 600_000;

describe('a web application', () => {
  it.skipIf(!isInstalled('python3', '--version'))('in Python', () => signInBy('python', ['python3']), patient);
  it.skipIf(!isInstalled('go', 'version'))('in Go', () => signInBy('go', ['go', 'run']), patient);
  it.skipIf(!isInstalled('java', '-version'))('in Java', () => signInBy('java', ['java']), patient);
  it('with Express', () => signInBy('express', [process.execPath]), patient);

  async function signInBy(id: string, command: string[]) {
    const { origin, client, values } = await prepare(id);
    const running = await run(command, id, values, { CLIENT_SECRET: client.client_secret ?? '' });
    await running.until(/^Open http/m);
    const visit = () => createVisitor(origin, createPlainBrowser(instance.issuer, instance.wire), person);
    const visitor = visit();
    expect((await visitor.go('/')).text).toContain('href="/login"');
    const answer = await visitor.go('/login');
    expect(answer.shown).toEqual(['sign-in', 'consent']);
    const shown = answer.status === 200 ? answer.text : '';
    expect(JSON.parse(shown)).toMatchObject({ sub: person.sub, name: person.claims.name });
    const forged = await visit().go('/callback?code=x&state=y');
    expect(forged.status).toBeGreaterThanOrEqual(400);
  }

  it('with Next.js and next-auth', async () => {
    const { origin, client, values } = await prepare('nextjs');
    const running = await runNextAuth(origin, client, values);
    await running.until(/^Open http/m);
    const visitor = createVisitor(origin, createPlainBrowser(instance.issuer, instance.wire), person);
    const { csrfToken } = JSON.parse((await visitor.go('/api/auth/csrf')).text);
    await visitor.go('/api/auth/signin/gatehouse', { csrfToken, callbackUrl: `${origin}/api/auth/session` });
    const { user } = JSON.parse((await visitor.go('/api/auth/session')).text);
    expect(user).toMatchObject({ name: person.claims.name, email: person.claims.email });
  });
});

/** The route's options behind a server that parses what Next would; bundled, because Next bundles it too. */
async function runNextAuth(
  origin: string,
  client: RegisteredClient,
  values: Record<string, string>,
): Promise<RunningQuickStart> {
  const route = await fillIn(entryOf('nextjs').file, { issuer: instance.issuer, ...values });
  const host = await readFile(new URL('./applications/next-auth-host.mjs', import.meta.url), 'utf8');
  const { outputFiles } = await build({
    stdin: { contents: `${route}\n${host}`, resolveDir: process.cwd(), loader: 'js' },
    ...{ bundle: true, format: 'esm', platform: 'node', write: false, packages: 'bundle' },
    banner: { js: "import { createRequire } from 'node:module'; const require = createRequire(import.meta.url);" },
  });
  const env = {
    CLIENT_SECRET: client.client_secret ?? '',
    NEXTAUTH_URL: origin,
    NEXTAUTH_SECRET: randomBytes(32).toString('hex'),
  };
  const running = await runQuickStart([process.execPath], 'route.mjs', outputFiles[0]?.text ?? '', env);
  ends.push(running.stop);
  return running;
}

describe('without a browser of its own', () => {
  it('a device', async () => {
    const metadata = { token_endpoint_auth_method: 'none', grant_types: [deviceCodeGrant], application_type: 'native' };
    const client = await instance.createClient({ client_name: 'device', ...metadata });
    const running = await run([process.execPath], 'device', { client_id: client.client_id });
    const [, userCode = ''] = /type (\S+)/.exec(await running.until(/type \S+/)) ?? [];
    const browser = createPlainBrowser(instance.issuer, instance.wire);
    await decide(browser, await reachDecision(browser, instance.issuer, userCode, person), 'allow');
    expect(await running.until(/Signed in as .+/)).toContain(String(person.claims.name));
  });

  it.skipIf(!isInstalled('curl', '--version'))('a back-end with curl', async () => {
    const client = await instance.createClient({ client_name: 'back-end', grant_types: ['client_credentials'] });
    const values = { client_id: client.client_id };
    const running = await run(['sh'], 'curl', values, { CLIENT_SECRET: client.client_secret ?? '' });
    const { access_token, token_type } = JSON.parse(await running.until(/\}\s*$/));
    expect({ access_token, token_type }).toEqual({ access_token: expect.stringMatching(/^ey/), token_type: 'Bearer' });
  });
});

it('says with which version of a library it was run', async () => {
  for (const { id, proven } of catalogue.values()) {
    const [, name = '', version = ''] = /^([a-z][\w-]+) (\d+\.\d+\.\d+)$/.exec(proven) ?? [];
    if (name === '') continue;
    const installed = JSON.parse(await readFile(`node_modules/${name}/package.json`, 'utf8'));
    expect({ id, version: installed.version }).toEqual({ id, version });
  }
});
