import AxeBuilder from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { clients, newcomer } from '../harness/data';
import { createDevice } from '../harness/device';
import type { ExampleApp } from '../harness/example-app';
import type { Instance } from '../harness/instance';
import { goToSignIn, signIn, typePassword } from './steps';
import type { StoryFixtures, WorkerFixtures } from './story';
import { expect, test } from './story';

type Surroundings = Pick<StoryFixtures & WorkerFixtures, 'ada' | 'app' | 'instance' | 'newPerson'>;

function dialogOf({ client }: ExampleApp, { issuer }: Instance, more: Record<string, string> = {}): string {
  const [redirectUri = ''] = client.redirect_uris;
  const request = { client_id: client.client_id, response_type: 'code', scope: 'openid', redirect_uri: redirectUri };
  return `${issuer}/oauth2/authorize/dialog?${new URLSearchParams({ ...request, ...more })}`;
}

/** How one comes to each page; `button` is what must be seen in a low window. */
const pages: { name: string; button?: string; reach(page: Page, around: Surroundings): Promise<unknown> }[] = [
  { name: 'sign-in', button: '#sign-in-submit', reach: (page, { app }) => goToSignIn(page, app) },
  {
    name: 'sign-in-refused',
    button: '#sign-in-submit',
    async reach(page, { app }) {
      await goToSignIn(page, app);
      await typePassword(page, { username: 'nobody-here', password: 'not it' });
      await expect(page.getByText('E-mail, user name or password is wrong.')).toBeVisible();
    },
  },
  {
    name: 'register',
    button: '#register-submit',
    reach: (page, { app }) => page.goto(`${app.origin}/sign-in?prompt=create`),
  },
  {
    name: 'register-refused',
    async reach(page, { app, newPerson }) {
      await page.goto(`${app.origin}/sign-in?prompt=create`);
      await page.locator('#name').fill('Grace');
      await page.locator('#username').fill((await newPerson()).username);
      await page.locator('#email').fill('grace@people.example');
      await page.locator('#password').fill('password123');
      await page.locator('#register-submit').click();
      await expect(page.locator('#password')).toHaveAttribute('aria-invalid', 'true');
    },
  },
  {
    name: 'consent',
    button: '#consent-allow',
    async reach(page, { ada, app }) {
      await goToSignIn(page, app);
      await typePassword(page, ada);
      await expect(page.locator('#consent-allow')).toBeVisible();
    },
  },
  {
    name: 'device',
    button: '#device-submit',
    async reach(page, { instance }) {
      await page.goto(`${instance.issuer}/device?user_code=WDJB-MJHT`);
      await expect(page.locator('#user-code')).toHaveValue('WDJB-MJHT');
    },
  },
  {
    name: 'device-unknown',
    async reach(page, { instance }) {
      await page.goto(`${instance.issuer}/device?user_code=BCDF-GHJK`);
      await page.locator('#device-submit').click();
      await expect(page.locator('#user-code')).toHaveAttribute('aria-invalid', 'true');
    },
  },
  {
    name: 'device-confirm',
    button: '#device-submit',
    async reach(page, { ada, instance }) {
      const client = await instance.createClient(clients.device);
      const codes = await createDevice(instance.issuer, instance.wire, client).start();
      await page.goto(codes.verificationUriComplete);
      await page.locator('#device-submit').click();
      await typePassword(page, ada);
      await expect(page.locator('#device-deny')).toBeVisible();
    },
  },
  { name: 'device-connected', reach: (page, { instance }) => page.goto(`${instance.issuer}/device/connected`) },
  { name: 'device-denied', reach: (page, { instance }) => page.goto(`${instance.issuer}/device/denied`) },
  {
    name: 'choose-account',
    button: '#account-current',
    async reach(page, { app, newPerson }) {
      await signIn(page, app, await newPerson());
      await page.locator('#select-account').click();
      await expect(page.locator('#account-current')).toBeVisible();
    },
  },
  {
    name: 'sign-out',
    button: '#sign-out-confirm',
    async reach(page, { app, instance, newPerson }) {
      await signIn(page, app, await newPerson());
      await page.goto(`${instance.issuer}/oauth2/end_session?client_id=${app.client.client_id}`);
    },
  },
  { name: 'signed-out', reach: (page, { instance }) => page.goto(`${instance.issuer}/signed-out`) },
  {
    name: 'home',
    async reach(page, { app, instance, newPerson }) {
      await signIn(page, app, await newPerson());
      await page.goto(instance.issuer);
    },
  },
  {
    name: 'error',
    async reach(page, { app, instance }) {
      const address = `${app.origin}/callback/that/is/very/long/and/was/never/registered/by/anybody?with=a&query=too`;
      const request = { client_id: app.client.client_id, response_type: 'code', redirect_uri: address };
      await page.goto(`${instance.issuer}/oauth2/authorize?${new URLSearchParams(request)}`);
      await page.locator('summary').click();
    },
  },
  { name: 'dialog', button: '#sign-in-submit', reach: (page, { app, instance }) => page.goto(dialogOf(app, instance)) },
  {
    name: 'dialog-that-nobody-opened',
    async reach(page, { app, instance }) {
      await page.goto(dialogOf(app, instance, { response_mode: 'web_message', prompt: 'none' }));
      await expect(page.getByText(/the window that opened it is gone/)).toBeVisible();
    },
  },
  { name: 'not-found', reach: (page, { instance }) => page.goto(`${instance.issuer}/no-such-page`) },
  { name: 'example-welcome', reach: (page, { app }) => page.goto(app.origin) },
  { name: 'example-home', reach: async (page, { app, newPerson }) => signIn(page, app, await newPerson()) },
];

const themes = ['light', 'dark'] as const;
const widths = [320, 768, 1440];

/** Looks at a page in every theme and width: it reads well, nothing is serious for axe, nothing scrolls sideways. */
async function examine(page: Page, name: string): Promise<void> {
  for (const width of widths) {
    await page.setViewportSize({ width, height: 900 });
    const overflow = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
    expect.soft(overflow, `${name} scrolls sideways at ${width} px`).toBeLessThanOrEqual(0);
    for (const theme of themes) {
      await page.emulateMedia({ colorScheme: theme, reducedMotion: 'reduce' });
      await page.screenshot({ path: `test-results/screenshots/${name}-${width}-${theme}.png`, fullPage: true });
      if (width === 768) continue;
      const { violations } = await new AxeBuilder({ page }).analyze();
      const grave = violations.filter(({ impact }) => impact === 'serious' || impact === 'critical');
      const told = grave.map(({ id, nodes }) => `${id}: ${nodes.map(({ target }) => target.join(' ')).join(', ')}`);
      expect.soft(told, `${name} at ${width} px, ${theme}`).toEqual([]);
    }
  }
}

for (const { name, button, reach } of pages) {
  test(`${name} is accessible and fits, in both themes`, async ({ ada, app, instance, newPerson, page }) => {
    await reach(page, { ada, app, instance, newPerson });
    await examine(page, name);
    if (button === undefined) return;
    await page.setViewportSize({ width: 1440, height: 650 });
    await expect(page.locator(button), 'seen in a low window').toBeInViewport({ ratio: 1 });
  });
}

test('colours change at once with the theme, none of them by degrees', async ({ app, page }) => {
  await page.emulateMedia({ colorScheme: 'light', reducedMotion: 'no-preference' });
  await goToSignIn(page, app);
  await page.waitForLoadState('networkidle');
  const colour = () => page.locator('#sign-in-submit').evaluate((button) => getComputedStyle(button).backgroundColor);
  const light = await colour();
  // Counted in the very frame of the change; the listener is there before the change is asked for.
  const counter = await page.evaluateHandle(() => {
    const theme = matchMedia('(prefers-color-scheme: dark)');
    const animations = new Promise<number>((count) => {
      const inThatFrame = () => requestAnimationFrame(() => count(document.getAnimations().length));
      theme.addEventListener('change', inThatFrame, { once: true });
    });
    return { theme, animations };
  });
  await page.emulateMedia({ colorScheme: 'dark', reducedMotion: 'no-preference' });
  expect(await counter.evaluate(({ animations }) => animations)).toBe(0);
  expect(await colour()).not.toBe(light);
  await expect(page.locator('html')).not.toHaveAttribute('data-theme-change');
});

test('setup and the administrator’s home are accessible and fit, in both themes', async ({ fresh: { link }, page }) => {
  await page.goto(link);
  await examine(page, 'setup');
  await page.setViewportSize({ width: 1440, height: 650 });
  await expect(page.locator('#setup-submit')).toBeInViewport({ ratio: 1 });
  const { claims, password } = newcomer();
  for (const [id, value] of Object.entries({
    name: claims.name,
    username: claims.preferred_username,
    email: claims.email,
    password,
  })) {
    await page.locator(`#${id}`).fill(String(value));
  }
  await page.locator('#setup-submit').click();
  await expect(page.getByText('Administrator', { exact: true })).toBeVisible();
  await examine(page, 'administrator-home');
  await page.goto(link);
  await examine(page, 'setup-over');
});
