import type { Page } from '@playwright/test';
import { newcomer } from '../harness/data';
import { expect, test } from './story';

const { claims, password } = newcomer();

async function fillIn(page: Page, change: { password?: string } = {}): Promise<void> {
  await page.locator('#name').fill(String(claims.name));
  await page.locator('#username').fill(claims.preferred_username);
  await page.locator('#email').fill(String(claims.email));
  await page.locator('#password').fill(change.password ?? password);
  await page.locator('#setup-submit').click();
}

test('the printed link makes the first administrator, once @without-javascript', async ({
  browser,
  fresh: { instance, link },
  page,
}) => {
  await page.goto(link);
  await expect(page).toHaveTitle(/Set up/);
  await fillIn(page);
  await expect(page).toHaveURL(`${instance.issuer}/`);
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(String(claims.name));
  await expect(page.getByText('Administrator', { exact: true })).toBeVisible();

  const stranger = await (await browser.newContext()).newPage();
  for (const again of [page, stranger]) {
    await again.goto(link);
    await expect(again.getByRole('heading', { level: 1 })).toContainText('is set up');
    await expect(again.locator('#setup-submit')).toHaveCount(0);
  }
  await stranger.context().close();
});

test('two people who use the link at once make one administrator', async ({ browser, fresh: { link }, page }) => {
  const other = await (await browser.newContext()).newPage();
  await page.goto(link);
  await other.goto(link);
  await fillIn(page);
  await expect(page.getByText('Administrator', { exact: true })).toBeVisible();
  await fillIn(other);
  await expect(other.getByRole('heading', { level: 1 })).toContainText('is set up');
  await other.context().close();
});

test('a weak password is refused in words, and what was typed stays', async ({ fresh: { link }, page }) => {
  await page.goto(link);
  await fillIn(page, { password: 'password123' });
  await expect(page.locator('#password')).toHaveAttribute('aria-invalid', 'true');
  await expect(page.locator('#username')).toHaveValue(claims.preferred_username);
  await expect(page.locator('#password')).toHaveValue('');
  await fillIn(page);
  await expect(page.getByText('Administrator', { exact: true })).toBeVisible();
});

test('a link that was altered opens nothing', async ({ fresh: { link }, page }) => {
  await page.goto(`${link}x`);
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('This link no longer works');
  await expect(page.locator('form')).toHaveCount(0);
});
