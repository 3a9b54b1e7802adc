import type { Page } from '@playwright/test';
import { newcomer } from '../harness/data';
import type { Instance } from '../harness/instance';
import { startInstance } from '../harness/instance';
import type { ToldApplication } from '../harness/told-application';
import { startToldApplication } from '../harness/told-application';
import { typePassword } from './steps';
import { test as base, expect } from './story';

interface House {
  instance: Instance;
  applications: readonly [ToldApplication, ToldApplication];
}

/** An instance of their own for two applications, since it must be allowed to post to them. */
const test = base.extend<object, { house: House }>({
  house: [
    async ({ browserName: _ }, use) => {
      const applications = [await startToldApplication('Harbour'), await startToldApplication('Lighthouse')] as const;
      const allowed = applications.map(({ origin }) => origin).join(',');
      const env = { OUTBOUND_ALLOW: allowed, RATE_LIMITS: 'off' };
      const instance = await startInstance({ database: 'sqlite', env });
      for (const application of applications)
        application.connect(instance.issuer, await instance.createClient(application.metadata));
      await use({ instance, applications });
      await instance.remove();
      for (const { close } of applications) await close();
    },
    { scope: 'worker', timeout: 90_000 },
  ],
});

/** Somebody new is signed in at both. */
async function signInAtBoth(page: Page, { instance, applications }: House): Promise<void> {
  const { claims, password } = newcomer();
  const person = await instance.createUser(claims, password);
  for (const application of applications) application.reset();
  const [harbour, lighthouse] = applications;
  await page.goto(`${lighthouse.origin}/sign-in`);
  await typePassword(page, person);
  await expect(page.getByRole('heading')).toHaveText('signed in');
  await page.goto(`${harbour.origin}/sign-in`);
  await expect(page.getByRole('heading')).toHaveText('signed in');
}

/** What the check-session frame answers to the application whose page this is. */
function askFrame(page: Page, frameUrl: string, message?: string): Promise<string> {
  return page.evaluate(
    ([src = '', given]) =>
      new Promise<string>((resolve) => {
        const { client, state } = document.querySelector('h1')?.dataset ?? {};
        const frame = document.createElement('iframe');
        window.addEventListener('message', ({ data }) => resolve(data), { once: true });
        frame.addEventListener('load', () =>
          frame.contentWindow?.postMessage(given ?? `${client} ${state}`, new URL(src).origin),
        );
        frame.src = src;
        document.body.append(frame);
      }),
    [frameUrl, message],
  );
}

test('signing out of one application signs out of the other, in a frame and by a post @without-javascript', async ({
  house,
  page,
}) => {
  const [harbour, lighthouse] = house.applications;
  await signInAtBoth(page, house);
  await page.goto(`${harbour.origin}/sign-out`);
  await expect(page).toHaveURL(`${harbour.origin}/`);
  await expect(page.getByRole('heading')).toHaveText('signed out');
  await page.goto(lighthouse.origin);
  await expect(page.getByRole('heading')).toHaveText('signed out');
  for (const { told } of house.applications) {
    await expect.poll(() => told.map(({ by }) => by).sort()).toEqual(['frame', 'post']);
    expect(new Set(told.map(({ sid }) => sid)).size).toBe(1);
  }
});

test('an application whose frame hangs keeps nobody from going back', async ({ house, page }) => {
  const [harbour, lighthouse] = house.applications;
  await signInAtBoth(page, house);
  lighthouse.hang();
  await page.goto(`${harbour.origin}/sign-out`, { waitUntil: 'commit' });
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('You are signed out');
  await expect(page.getByRole('link', { name: 'Back to Harbour' })).toHaveAttribute('href', `${harbour.origin}/`);
  await expect(page).toHaveURL(`${harbour.origin}/`, { timeout: 15_000 });
});

test('the check-session frame tells an application that somebody signed out elsewhere', async ({
  context,
  house,
  page,
}) => {
  const { instance } = house;
  const frameUrl = `${instance.issuer}/oauth2/check_session`;
  await signInAtBoth(page, house);
  expect(await askFrame(page, frameUrl)).toBe('unchanged');
  expect(await askFrame(page, frameUrl, 'nonsense')).toBe('error');

  const elsewhere = await context.newPage();
  await elsewhere.goto(instance.issuer);
  await elsewhere.locator('#sign-out').click();
  await expect(elsewhere.getByRole('heading', { level: 1 })).toHaveText('You are signed out');
  expect(await askFrame(page, frameUrl)).toBe('changed');
});
