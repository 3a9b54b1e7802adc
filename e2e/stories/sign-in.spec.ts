import { allow, expectRefusal, expectSignedIn, fact, goToSignIn, signIn, typePassword } from './steps';
import { expect, test } from './story';

test('a person signs in, allows, and is known to the application @without-javascript', async ({
  app,
  page,
  person,
}) => {
  await goToSignIn(page, app);
  await expect(page).toHaveTitle(/Example web app/);
  await typePassword(page, person);
  await expect(page.getByRole('heading', { level: 1 })).toContainText('Example web app');
  await expect(page.getByText(new URL(app.origin).host)).toBeVisible();
  await allow(page);
  await expectSignedIn(page, app, String(person.claims.name));
  await expect(fact(page, 'sub')).toHaveText(person.sub);
  await expect(fact(page, 'email')).toHaveText(String(person.claims.email));
});

test('the e-mail address is as good as the user name @without-javascript', async ({ app, page, person }) => {
  await goToSignIn(page, app);
  await typePassword(page, { ...person, username: String(person.claims.email) });
  await allow(page);
  await expectSignedIn(page, app, String(person.claims.name));
});

test('the second visit asks nothing @without-javascript', async ({ app, page, person }) => {
  await signIn(page, app, person);
  await page.context().clearCookies({ name: 'example_session' });
  await page.goto(app.origin);
  await page.getByRole('link', { name: 'Sign in with Gatehouse' }).click();
  await expectSignedIn(page, app, String(person.claims.name));
});

test('a wrong password is refused without saying what is wrong @without-javascript', async ({ app, page, person }) => {
  await goToSignIn(page, app);
  const words: (string | null)[] = [];
  for (const wrong of [
    { ...person, password: 'not it' },
    { username: 'nobody-here', password: 'not it' },
  ]) {
    await typePassword(page, wrong);
    const alert = page.getByRole('alert').filter({ hasText: /./ });
    words.push(await alert.textContent());
    await expect(page.locator('#username')).toHaveValue(wrong.username);
    await expect(page.locator('#password')).toHaveValue('');
    expect(page.url()).not.toContain(wrong.username);
  }
  expect(words[0]).toBe('E-mail, user name or password is wrong.');
  expect(words[1]).toBe(words[0]);
  await typePassword(page, person);
  await allow(page);
  await expectSignedIn(page, app);
});

test('where nobody can be written to, no mail is promised @without-javascript', async ({ app, instance, page }) => {
  await goToSignIn(page, app);
  await expect(page.getByRole('link', { name: 'Create an account' })).toBeVisible();
  await expect(page.getByRole('link', { name: 'Forgot your password?' })).toHaveCount(0);
  await page.goto(`${instance.issuer}/forgot-password`);
  await expect(page.getByText('Gatehouse sends no mail.')).toBeVisible();
  await expect(page.locator('form')).toHaveCount(0);
});

test('an empty form is not sent: the fields say what is missing', async ({ app, page }) => {
  await goToSignIn(page, app);
  await page.locator('#username').focus();
  const sent: string[] = [];
  page.on('request', (request) => request.method() === 'POST' && sent.push(request.url()));
  await expect(async () => {
    await page.locator('#sign-in-submit').click();
    await expect(page.getByText('Type your password.')).toBeVisible({ timeout: 200 });
  }).toPass();
  await expect(page.getByText('Type your e-mail or user name.')).toBeVisible();
  await expect(page.locator('#username')).toBeFocused();
  expect(sent).toEqual([]);
});

test('the keyboard alone suffices, and one sees where one is @without-javascript', async ({ app, page, person }) => {
  const pressTabUntil = async (id: string) => {
    for (let presses = 0; presses < 20; presses += 1) {
      await page.keyboard.press('Tab');
      const focused = await page.evaluate(() => {
        const element = document.activeElement ?? document.body;
        const { outlineStyle, boxShadow } = getComputedStyle(element);
        return { id: element.id, isSeen: outlineStyle !== 'none' || boxShadow !== 'none' };
      });
      if (focused.id !== '') expect(focused, `focus on #${focused.id}`).toMatchObject({ isSeen: true });
      if (focused.id === id) return;
    }
    throw new Error(`Tab never came to #${id} on ${page.url()}`);
  };
  await page.goto(app.origin);
  await pressTabUntil('sign-in');
  await page.keyboard.press('Enter');
  await expect(page.locator('#sign-in-submit')).toBeVisible();
  await pressTabUntil('username');
  await page.keyboard.type(person.username);
  await pressTabUntil('password');
  await page.keyboard.type(person.password);
  await page.keyboard.press('Enter');
  await expect(page.locator('#consent-allow')).toBeVisible();
  await pressTabUntil('consent-allow');
  await page.keyboard.press('Enter');
  await expectSignedIn(page, app, String(person.claims.name));
});

test('two tabs at once do not disturb each other @without-javascript', async ({ app, context, page, person }) => {
  const other = await context.newPage();
  await goToSignIn(page, app);
  await goToSignIn(other, app);
  await typePassword(other, person);
  await allow(other);
  await expectSignedIn(other, app);
  await typePassword(page, person);
  await expectSignedIn(page, app, String(person.claims.name));
});

test('the back button leads to a page that says it is finished, and does no harm @without-javascript', async ({
  app,
  instance,
  page,
  person,
}) => {
  await signIn(page, app, person);
  await page.goBack();
  await expectRefusal(page, instance.issuer, 'This sign-in is already finished.');
  await page.goForward();
  await expectSignedIn(page, app, String(person.claims.name));
});
