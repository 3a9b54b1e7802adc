import { queryDatabase } from '@/scripts/test-query.mjs';
import type { ExampleApp } from '../harness/example-app';
import type { Instance } from '../harness/instance';
import { expectRefusal, expectSignedIn, goToSignIn, typePassword } from './steps';
import { expect, test } from './story';

function authorizationUrl({ issuer }: Instance, { client, origin }: ExampleApp, change: Record<string, string> = {}) {
  const request = { client_id: client.client_id, redirect_uri: `${origin}/callback`, response_type: 'code' };
  return `${issuer}/oauth2/authorize?${new URLSearchParams({ ...request, scope: 'openid', state: 'x', ...change })}`;
}

test('an unregistered redirect URI ends here, told to the person and to the developer @without-javascript', async ({
  app,
  instance,
  page,
}) => {
  const received = `${app.origin}/callback/`;
  const response = await page.goto(authorizationUrl(instance, app, { redirect_uri: received }));
  expect(response?.status()).toBe(400);
  await expectRefusal(page, instance.issuer, 'asked us to send you to an address that it has not registered');
  await page.getByText('I build Example web app').click();
  await expect(page.getByText('redirect-uri-mismatch')).toBeVisible();
  await expect(page.getByRole('main')).toContainText(received);
  await expect(page.locator(`a[href^="${received}"]`)).toHaveCount(0);
});

test('hostile text in a request is shown as text, if at all @without-javascript', async ({ app, instance, page }) => {
  const hostile = '"><script>document.title="owned"</script><img src=x onerror=alert(1)>';
  await page.goto(authorizationUrl(instance, app, { client_id: hostile, redirect_uri: `javascript:${hostile}` }));
  await expectRefusal(page, instance.issuer, 'is not registered');
  await expect(page).not.toHaveTitle(/owned/);
  await expect(page.locator('img[src="x"]')).toHaveCount(0);
});

test('a sign-in that began in another browser cannot be finished in this one @without-javascript', async ({
  app,
  browser,
  instance,
  page,
  person,
}) => {
  await goToSignIn(page, app);
  const victim = await (await browser.newContext()).newPage();
  await victim.goto(page.url());
  await expectRefusal(victim, instance.issuer, 'This sign-in began in another browser');
  await victim.context().close();
  await typePassword(page, person);
  await expect(page.locator('#consent-allow')).toBeVisible();
});

test('a sign-in that took too long says so, and a new one begins well @without-javascript', async ({
  app,
  instance,
  page,
  person,
}) => {
  await goToSignIn(page, app);
  const id = new URL(page.url()).searchParams.get('request');
  const ended = `UPDATE pending_authorization_request SET expires_at = 1 WHERE id = '${id}'`;
  await queryDatabase(`file:${instance.dataDir}/gatehouse.db`, ended);
  await typePassword(page, person);
  await expectRefusal(page, instance.issuer, 'This sign-in took too long');
  await goToSignIn(page, app);
  await typePassword(page, person);
  await expect(page.locator('#consent-allow')).toBeVisible();
});

test('a sign-in that is not known says so @without-javascript', async ({ instance, page }) => {
  await page.goto(`${instance.issuer}/sign-in?request=${'a'.repeat(26)}`);
  await expectRefusal(page, instance.issuer, 'We do not know this sign-in.');
});

test('an answer that the application did not ask for signs nobody in @without-javascript', async ({ app, page }) => {
  await page.goto(`${app.origin}/callback?code=stolen&state=foreign`);
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('This sign-in did not begin here');
});

test('a step cannot be skipped @without-javascript', async ({ app, page, person }) => {
  await goToSignIn(page, app);
  const request = new URL(page.url()).searchParams.get('request');
  await page.goto(new URL(`/consent?request=${request}`, page.url()).href);
  await expect(page.locator('#sign-in-submit')).toBeVisible();
  await typePassword(page, person);
  await page.locator('#consent-allow').click();
  await expectSignedIn(page, app);
});

test('an address that no page has says so @without-javascript', async ({ instance, page }) => {
  const response = await page.goto(`${instance.issuer}/no-such-page`);
  expect(response?.status()).toBe(404);
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Nothing here');
});
