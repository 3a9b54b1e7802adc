import type { Page } from '@playwright/test';
import type { BrowserApplication } from '../harness/browser-application';
import { startBrowserApplication } from '../harness/browser-application';
import type { RegisteredPerson } from '../harness/command-line';
import { allow, typePassword } from './steps';
import { test as base, expect } from './story';

/** oidc-client-ts on two pages: one has refresh tokens, the other renews in a frame, which nobody can be asked in. */
const test = base.extend<object, { refreshing: BrowserApplication; framing: BrowserApplication }>({
  refreshing: [
    async ({ instance }, use) => {
      const grants = { grant_types: ['authorization_code', 'refresh_token'] };
      const app = await startBrowserApplication(instance, 'openid profile offline_access', grants);
      await use(app);
      await app.stop();
    },
    { scope: 'worker', timeout: 60_000 },
  ],
  framing: [
    async ({ instance }, use) => {
      const app = await startBrowserApplication(instance, 'openid profile', { settings: { firstParty: true } });
      await use(app);
      await app.stop();
    },
    { scope: 'worker', timeout: 60_000 },
  ],
});

async function expectPerson(page: Page, { sub, claims }: RegisteredPerson): Promise<void> {
  await expect(page.locator('#subject')).toHaveText(sub);
  await expect(page.locator('#name')).toHaveText(String(claims.name));
}

/** Presses the button and waits until the page has another access token. */
async function renew(page: Page): Promise<void> {
  const before = (await page.locator('#access-token').textContent()) ?? '';
  await page.locator('#renew').click();
  await expect(page.locator('#access-token')).not.toHaveText(before);
  await expect(page.locator('#problem')).toHaveText('');
}

test('oidc-client-ts signs in by redirect, renews by refresh token, and signs out of both', async ({
  page,
  person,
  refreshing,
}) => {
  await page.goto(refreshing.origin);
  await page.locator('#sign-in').click();
  await typePassword(page, person);
  await allow(page);
  await expectPerson(page, person);
  await renew(page);
  await renew(page);
  await expectPerson(page, person);
  await page.locator('#sign-out').click();
  await expect(page).toHaveURL((url) => url.origin === refreshing.origin && url.pathname === '/signed-out');
  await expect(page.locator('#subject')).toHaveText('nobody');
  await page.locator('#sign-in').click();
  await expect(page.locator('#sign-in-submit')).toBeVisible();
});

test('oidc-client-ts signs in in a window of its own', async ({ page, person, refreshing }) => {
  await page.goto(refreshing.origin);
  const [popup] = await Promise.all([page.waitForEvent('popup'), page.locator('#sign-in-popup').click()]);
  await typePassword(popup, person);
  await Promise.all([popup.waitForEvent('close'), allow(popup)]);
  await expectPerson(page, person);
});

test('oidc-client-ts renews in a frame, and hears through the check-session frame of a sign-out elsewhere', async ({
  framing,
  instance,
  page,
  person,
}) => {
  await page.goto(framing.origin);
  await page.locator('#sign-in').click();
  await typePassword(page, person);
  await expectPerson(page, person);
  await renew(page);
  const elsewhere = await page.context().newPage();
  await elsewhere.goto(instance.issuer);
  // The library asks every two seconds.
  await expect(page.locator('#frame')).toHaveText('unchanged', { timeout: 15_000 });
  await expect(page.locator('#heard')).toHaveText('');
  await elsewhere.locator('#sign-out').click();
  await expect(page.locator('#heard')).toHaveText('signed out', { timeout: 15_000 });
  await expect(page.locator('#subject')).toHaveText('nobody');
});
