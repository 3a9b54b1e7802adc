import { spawn } from 'node:child_process';
import { root } from '../harness/command-line';
import { failToStart, startExampleApp } from '../harness/example-app';
import { freePort } from '../harness/free-port';
import type { Instance } from '../harness/instance';
import { expectSignedIn, fact, signIn } from './steps';
import { expect, test } from './story';

/** Types a line into a terminal in Gatehouse's folder; what it printed. */
function typeInTerminal(line: string, { env }: Instance): Promise<string> {
  return new Promise((resolve, reject) => {
    const child = spawn('sh', ['-c', line], { cwd: root, env: { ...env, NODE_ENV: 'production' } });
    const said = { stdout: '', stderr: '' };
    child.stdout.on('data', (chunk) => (said.stdout += chunk));
    child.stderr.on('data', (chunk) => (said.stderr += chunk));
    child.once('close', (code) => (code === 0 ? resolve(said.stdout) : reject(new Error(said.stderr))));
  });
}

test('an application that is not registered says how, and that makes it work', async ({
  afterwards,
  instance,
  page,
  person,
}) => {
  const port = await freePort();
  const settings = { ISSUER: instance.issuer, PORT: String(port) };
  const refused = await failToStart(settings);
  expect(refused.exitCode).toBe(1);
  const [command = ''] = /npm run --silent gatehouse -- client create .+/.exec(refused.stderr) ?? [];

  const printed = await typeInTerminal(command, instance);
  const [, client_id = ''] = /client_id\s+(\S+)/.exec(printed) ?? [];
  const [, client_secret = ''] = /client_secret\s+(\S+)/.exec(printed) ?? [];
  const registered = await instance.cliJson<Parameters<typeof startExampleApp>[1]>(['client', 'show', client_id]);
  const app = await startExampleApp(instance, { ...registered!, client_secret });
  afterwards(() => app.stop());
  await signIn(page, app, person);
  await expectSignedIn(page, app, String(person.claims.name));
  await expect(fact(page, 'ID token for')).toHaveText(client_id);
});

test('a wrong start says in a sentence what is wrong', async ({ app, instance }) => {
  const good = { ISSUER: instance.issuer, CLIENT_ID: app.client.client_id, PORT: String(await freePort()) };
  const nobody = `http://localhost:${await freePort()}`;
  const mistakes: [Record<string, string>, RegExp][] = [
    [{ ISSUER: 'http://id.example.com' }, /^ISSUER is .+ it must be an https address/],
    [{ ISSUER: nobody }, /^There is no usable provider at ISSUER http:\/\/localhost:\d+\/ \(ECONNREFUSED\)/],
    [{ PORT: '0' }, /^PORT is "0"; it must be a number from 1 to 65535/],
    [{ PORT: new URL(app.origin).port }, /^PORT \d+ is in use/],
  ];
  for (const [mistake, words] of mistakes) {
    const { exitCode, stderr } = await failToStart({ ...good, ...mistake });
    expect(exitCode).toBe(1);
    expect(stderr).toMatch(words);
    expect(stderr.trim().split('\n').length).toBeLessThan(3);
  }
});

test('an application with the wrong secret is told so by its own page, not with a stack', async ({
  afterwards,
  instance,
  page,
  person,
}) => {
  const registered = await startExampleApp(instance);
  await registered.stop();
  const app = await startExampleApp(instance, { ...registered.client, client_secret: 'ghs_wrong' });
  afterwards(() => app.stop());
  await page.goto(`${app.origin}/sign-in`);
  await page.locator('#username').fill(person.username);
  await page.locator('#password').fill(person.password);
  await page.locator('#sign-in-submit').click();
  await page.locator('#consent-allow').click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('This application is not set up');
});
