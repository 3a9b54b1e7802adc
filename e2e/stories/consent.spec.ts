import { allow, expectSignedIn, fact, goToSignIn, typePassword } from './steps';
import { expect, test } from './story';

test('whoever cancels goes back, and nothing was shared @without-javascript', async ({ app, page, person }) => {
  await goToSignIn(page, app);
  await typePassword(page, person);
  await page.locator('#consent-deny').click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('You did not allow it');
  await page.goto(app.origin);
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('You are not signed in');
});

test('a cancelled consent is asked again @without-javascript', async ({ app, page, person }) => {
  await goToSignIn(page, app);
  await typePassword(page, person);
  await page.locator('#consent-deny').click();
  await page.goto(app.origin);
  await page.getByRole('link', { name: 'Sign in with Gatehouse' }).click();
  await allow(page);
  await expectSignedIn(page, app, String(person.claims.name));
});

test('the page tells in plain words who asks for what, and for whom @without-javascript', async ({
  app,
  page,
  person,
}) => {
  await goToSignIn(page, app);
  await typePassword(page, person);
  const main = page.getByRole('main');
  await expect(main).toContainText(String(person.claims.name));
  await expect(main).toContainText(new URL(app.origin).host);
  for (const words of ['That it is you', 'Who you are', 'Your e-mail address', 'also when you are away']) {
    await expect(main).toContainText(words);
  }
  await expect(main).toContainText(String(person.claims.email));
  await expect(main).not.toContainText(/openid|offline_access/);
});

test('consent can be given by another account instead @without-javascript', async ({ ada, app, page, person }) => {
  await goToSignIn(page, app);
  await typePassword(page, person);
  await page.getByRole('button', { name: 'Use another account' }).click();
  await typePassword(page, ada);
  await expect(page.getByRole('main')).toContainText(String(ada.claims.name));
  await expect(page.locator('#consent-allow')).toBeVisible();
});

test('tokens are refreshed without the person, and the application sees it @without-javascript', async ({
  app,
  page,
  person,
}) => {
  await goToSignIn(page, app);
  await typePassword(page, person);
  await allow(page);
  await expect(fact(page, 'Refreshed')).toHaveText('Never');
  for (const times of ['1 time', '2 times']) {
    await page.getByRole('button', { name: 'Refresh tokens' }).click();
    await expect(fact(page, 'Refreshed')).toHaveText(times);
  }
  await expectSignedIn(page, app, String(person.claims.name));
});
