import type { Page } from '@playwright/test';
import type { ExampleApp } from '../harness/example-app';
import { startDialogExample } from '../harness/example-app';
import type { Instance } from '../harness/instance';
import { allow, typePassword } from './steps';
import { test as base, expect } from './story';

const test = base.extend<object, { dialogApp: ExampleApp }>({
  dialogApp: [
    async ({ instance }, use) => {
      const app = await startDialogExample(instance);
      await use(app);
      await app.stop();
    },
    { scope: 'worker', timeout: 60_000 },
  ],
});

/** The request of the example, as anybody could write it. */
function dialogUrl({ issuer }: Instance, { client }: ExampleApp, more: Record<string, string> = {}): string {
  const request = {
    client_id: client.client_id,
    redirect_uri: client.redirect_uris[0] ?? '',
    response_type: 'code',
    scope: 'openid profile',
    state: 'the-state',
    code_challenge: 'E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM',
    code_challenge_method: 'S256',
    ...more,
  };
  return `${issuer}/oauth2/authorize/dialog?${new URLSearchParams(request)}`;
}

async function openDialog(page: Page): Promise<Page> {
  const [dialog] = await Promise.all([page.waitForEvent('popup'), page.locator('#sign-in').click()]);
  return dialog;
}

/** Opens the address in a window of its own, and keeps what that window posts to this one. */
async function openFrom(page: Page, url: string): Promise<Page> {
  const [dialog] = await Promise.all([
    page.waitForEvent('popup'),
    page.evaluate((address) => {
      const heard: unknown[] = [];
      Object.assign(window, { heard });
      window.addEventListener('message', ({ data, origin }) => heard.push([data, origin]));
      window.open(address, 'dialog', 'popup,width=480,height=640');
    }, url),
  ]);
  return dialog;
}

const heardBy = (page: Page) => page.evaluate(() => (window as unknown as { heard: unknown[] }).heard);

test('a person signs in in a window of its own, and the page behind it knows them', async ({
  dialogApp,
  page,
  person,
}) => {
  await page.goto(dialogApp.origin);
  const dialog = await openDialog(page);
  await typePassword(dialog, person);
  await Promise.all([dialog.waitForEvent('close'), allow(dialog)]);
  await expect(page.locator('#person-name')).toHaveText(String(person.claims.name));
  await expect(page.locator('#subject')).toHaveText(person.sub);
  await page.locator('#forget').click();
  const again = await openDialog(page);
  await Promise.all([again.waitForEvent('close'), allow(again)]);
  await expect(page.locator('#subject')).toHaveText(person.sub);
});

test('whoever does not allow it comes back with the reason', async ({ dialogApp, page, person }) => {
  await page.goto(dialogApp.origin);
  const dialog = await openDialog(page);
  await typePassword(dialog, person);
  await Promise.all([dialog.waitForEvent('close'), dialog.locator('#consent-deny').click()]);
  await expect(page.getByRole('alert')).toHaveText('The person did not allow this.');
});

test('whoever closes the window can try again', async ({ dialogApp, page }) => {
  await page.goto(dialogApp.origin);
  const dialog = await openDialog(page);
  await expect(dialog.locator('#sign-in-submit')).toBeVisible();
  await dialog.close();
  await expect(page.getByRole('alert')).toHaveText('The sign-in window was closed.');
  await expect(page.locator('#sign-in')).toBeVisible();
});

test('the answer is posted to the registered origin, once, and nowhere else', async ({
  app,
  dialogApp,
  instance,
  page,
}) => {
  const silent = dialogUrl(instance, dialogApp, { response_mode: 'web_message', prompt: 'none' });
  await page.goto(dialogApp.origin);
  await openFrom(page, silent);
  await expect.poll(() => heardBy(page)).toHaveLength(1);
  const description = expect.any(String);
  expect(await heardBy(page)).toEqual([
    [
      {
        type: 'authorization_response',
        response: {
          ...{ error: 'login_required', error_description: description, error_uri: description },
          ...{ state: 'the-state', iss: instance.issuer },
        },
      },
      instance.issuer,
    ],
  ]);

  await page.goto(app.origin);
  const stray = await openFrom(page, silent);
  await expect(stray.getByText(/belongs to another address than the application is registered with/)).toBeVisible();
  expect(await heardBy(page)).toEqual([]);
});

test('a dialog that no window waits for says so', async ({ dialogApp, instance, page }) => {
  await page.goto(dialogUrl(instance, dialogApp, { response_mode: 'web_message', prompt: 'none' }));
  await expect(page.getByText(/the window that opened it is gone/)).toBeVisible();
});

test('with the answer by redirect the dialog needs no JavaScript @without-javascript', async ({
  dialogApp,
  instance,
  page,
  person,
}) => {
  await page.setViewportSize({ width: 480, height: 640 });
  await page.goto(dialogUrl(instance, dialogApp));
  await typePassword(page, person);
  await allow(page);
  await expect(page).toHaveURL((url) => url.origin === dialogApp.origin && url.searchParams.has('code'));
});

for (const scheme of ['light', 'dark'] as const) {
  test(`its pages fit a pop-up window, in ${scheme}`, async ({ dialogApp, instance, page, person }) => {
    await page.emulateMedia({ colorScheme: scheme });
    await page.setViewportSize({ width: 480, height: 640 });
    await page.goto(dialogUrl(instance, dialogApp, { prompt: 'consent' }));
    await expect(page.locator('#sign-in-submit')).toBeInViewport({ ratio: 1 });
    await page.screenshot({ path: `test-results/screenshots/dialog-sign-in-${scheme}.png` });
    await typePassword(page, person);
    await expect(page.locator('#consent-allow')).toBeInViewport({ ratio: 1 });
    await page.screenshot({ path: `test-results/screenshots/dialog-consent-${scheme}.png` });
  });
}
