/** What people do, told once: the stories read like sentences. */
import type { Page } from '@playwright/test';
import type { ExampleApp } from '../harness/example-app';
import { expect } from './story';

type Person = { username: string; password: string };

/** Presses the application's button, which leads to the sign-in page. */
export async function goToSignIn(page: Page, app: ExampleApp): Promise<void> {
  await page.goto(app.origin);
  await page.getByRole('link', { name: 'Sign in with Gatehouse' }).click();
  await expect(page.locator('#sign-in-submit')).toBeVisible();
}

export async function typePassword(page: Page, { username, password }: Person): Promise<void> {
  await page.locator('#username').fill(username);
  await page.locator('#password').fill(password);
  await page.locator('#sign-in-submit').click();
}

export async function allow(page: Page): Promise<void> {
  await page.locator('#consent-allow').click();
}

/** From nothing to being signed in at the application. */
export async function signIn(page: Page, app: ExampleApp, person: Person): Promise<void> {
  await goToSignIn(page, app);
  await typePassword(page, person);
  await allow(page);
  await expectSignedIn(page, app);
}

export async function expectSignedIn(page: Page, app: ExampleApp, name?: string): Promise<void> {
  await expect(page).toHaveURL(`${app.origin}/`);
  await expect(page.getByRole('button', { name: 'Sign out' })).toBeVisible();
  if (name !== undefined) await expect(page.locator('#person-name')).toHaveText(name);
}

/** A value of the application's page, by its name there. */
export function fact(page: Page, name: string) {
  return page
    .locator('dl div')
    .filter({ has: page.locator('dt', { hasText: new RegExp(`^${name}$`) }) })
    .locator('dd');
}

/** Our own error page, which never follows an address of the request. */
export async function expectRefusal(page: Page, issuer: string, words: string | RegExp): Promise<void> {
  await expect(page.getByRole('heading', { name: 'This sign-in cannot continue' })).toBeVisible();
  await expect(page.getByText(words).first()).toBeVisible();
  expect(new URL(page.url()).origin).toBe(issuer);
}

/** Until the scripts of a page of the console listen: what is pressed and typed before that is not heard. */
export async function listening(page: Page): Promise<void> {
  const button = page.getByRole('button', { name: /^Search or jump to/ });
  const isHeard = () => button.evaluate((node) => Object.keys(node).some((key) => key.startsWith('__reactProps')));
  await expect.poll(isHeard).toBe(true);
}
