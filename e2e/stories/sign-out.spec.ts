import type { Page } from '@playwright/test';
import { expectSignedIn, goToSignIn, signIn } from './steps';
import { expect, test } from './story';

async function expectNobody(page: Page, issuer: string): Promise<void> {
  await page.goto(issuer);
  await expect(page.locator('#sign-in-submit')).toBeVisible();
}

test('signing out of the application signs out of both, and comes back @without-javascript', async ({
  app,
  instance,
  page,
  person,
}) => {
  await signIn(page, app, person);
  await page.getByRole('button', { name: 'Sign out' }).click();
  await expect(page).toHaveURL(`${app.origin}/signed-out`);
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('You are signed out');
  await goToSignIn(page, app);
  await expectNobody(page, instance.issuer);
});

test('a sign-out without proof is asked about first, then comes back @without-javascript', async ({
  app,
  instance,
  page,
  person,
}) => {
  await signIn(page, app, person);
  const query = new URLSearchParams({
    client_id: app.client.client_id,
    post_logout_redirect_uri: `${app.origin}/signed-out`,
  });
  await page.goto(`${instance.issuer}/oauth2/end_session?${query}`);
  await expect(page.getByRole('main')).toContainText('Example web app asks us to sign you out');
  await page.getByRole('link', { name: 'Stay signed in' }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(String(person.claims.name));

  await page.goto(`${instance.issuer}/oauth2/end_session?${query}`);
  await page.locator('#sign-out-confirm').click();
  await expect(page).toHaveURL(`${app.origin}/signed-out`);
  await expectNobody(page, instance.issuer);
});

test('an unregistered way back is not taken @without-javascript', async ({ app, instance, page, person }) => {
  await signIn(page, app, person);
  const query = new URLSearchParams({
    client_id: app.client.client_id,
    post_logout_redirect_uri: `${app.origin}/elsewhere`,
  });
  await page.goto(`${instance.issuer}/oauth2/end_session?${query}`);
  await page.locator('#sign-out-confirm').click();
  await expect(page).toHaveURL(`${instance.issuer}/signed-out`);
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('You are signed out');
});

test('one can sign out of the home page @without-javascript', async ({ app, instance, page, person }) => {
  await signIn(page, app, person);
  await page.goto(instance.issuer);
  await page.locator('#sign-out').click();
  await expect(page).toHaveURL(`${instance.issuer}/signed-out`);
  await page.getByRole('link', { name: 'Sign in again' }).click();
  await expect(page.locator('#sign-in-submit')).toBeVisible();
  // The application has its own session; what was granted without the session's end goes on.
  await page.goto(app.origin);
  await expectSignedIn(page, app);
});
