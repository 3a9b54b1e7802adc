import type { Page } from '@playwright/test';
import { clients } from '../harness/data';
import { untilDiscovered } from '../harness/discovered';
import type { Instance } from '../harness/instance';
import { basicCredentials } from '../harness/relying-party';
import { allow, typePassword } from './steps';
import { expect, test } from './story';

const redirectUri = clients.basic.redirect_uris[0] ?? '';

/** An API of this test's own with two scopes, and a client that may ask for both. */
async function registerApi(instance: Instance) {
  const { cliJson, createClient } = instance;
  const mark = Math.random().toString(36).slice(2);
  const identifier = `https://articles-${mark}.example.test`;
  const scopes = ['articles.read=Read your drafts', 'articles.publish=Publish in your name', `${mark}=Never asked for`];
  await cliJson(['api', 'create', identifier, '--name', 'Articles', ...scopes.flatMap((scope) => ['--scope', scope])]);
  await untilDiscovered(instance, mark);
  const client = await createClient(clients.basic);
  const wanted = 'articles.read articles.publish';
  await cliJson(['client', 'allow', client.client_id, '--api', identifier, '--scope', wanted]);
  return { identifier, client };
}

type Registered = Awaited<ReturnType<typeof registerApi>>;

async function begin(page: Page, { issuer }: Instance, { identifier, client }: Registered): Promise<void> {
  const request = { client_id: client.client_id, redirect_uri: redirectUri, response_type: 'code', state: 'x' };
  const scope = 'openid articles.read articles.publish';
  await page.goto(`${issuer}/oauth2/authorize?${new URLSearchParams({ ...request, scope, resource: identifier })}`);
}

/** Allows, and redeems the code that the application's address is given. */
async function allowAndRedeem(page: Page, { issuer, wire }: Instance, { client }: Registered) {
  const back = page.waitForRequest((request) => request.url().startsWith(redirectUri));
  await page.route(`${redirectUri}*`, (route) => route.fulfill({ body: 'Back at the application.' }));
  await allow(page);
  const code = new URL((await back).url()).searchParams.get('code') ?? '';
  const answer = await wire(`${issuer}/oauth2/token`, {
    method: 'POST',
    headers: { authorization: basicCredentials(client.client_id, client.client_secret ?? '') },
    body: new URLSearchParams({ grant_type: 'authorization_code', code, redirect_uri: redirectUri }),
  });
  return JSON.parse(answer.text) as Record<string, unknown>;
}

test('scopes of an API are told in its own words, and one that is unticked is not given @without-javascript', async ({
  instance,
  page,
  person,
}) => {
  const registered = await registerApi(instance);
  await begin(page, instance, registered);
  await typePassword(page, person);
  const main = page.getByRole('main');
  for (const words of ['Articles', 'Read your drafts', 'Publish in your name']) await expect(main).toContainText(words);
  await expect(main).not.toContainText('articles.publish');
  await expect(page.getByRole('checkbox')).toHaveCount(2);
  await page.getByRole('checkbox', { name: 'Publish in your name' }).uncheck();
  expect(await allowAndRedeem(page, instance, registered)).toMatchObject({ scope: 'openid articles.read' });

  // What was not allowed is asked for again, and marked as new.
  await begin(page, instance, registered);
  await expect(page.locator('label', { hasText: 'Publish in your name' })).toContainText('New');
  await expect(page.locator('label', { hasText: 'Read your drafts' })).not.toContainText('New');
  const both = await allowAndRedeem(page, instance, registered);
  expect(both).toMatchObject({ scope: 'openid articles.read articles.publish' });
});
