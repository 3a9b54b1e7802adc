import { newcomer } from '../harness/data';
import { allow, expectSignedIn, fact, signIn, typePassword } from './steps';
import { expect, test } from './story';

test('prompt=select_account: the same account goes on without a password @without-javascript', async ({
  app,
  page,
  person,
}) => {
  await signIn(page, app, person);
  await page.locator('#select-account').click();
  await expect(page.locator('#account-current')).toContainText(String(person.claims.name));
  await page.locator('#account-current').click();
  await expectSignedIn(page, app, String(person.claims.name));
});

test('prompt=select_account: somebody else can sign in @without-javascript', async ({
  app,
  newPerson,
  page,
  person,
}) => {
  const other = await newPerson();
  await signIn(page, app, person);
  await page.locator('#select-account').click();
  await page.locator('#account-another').click();
  await expect(page.locator('#username')).toHaveValue('');
  await typePassword(page, other);
  await allow(page);
  await expectSignedIn(page, app, String(other.claims.name));
});

test('prompt=login asks for the password though somebody is signed in @without-javascript', async ({
  app,
  page,
  person,
}) => {
  await signIn(page, app, person);
  await page.locator('#ask-again').click();
  await expect(page.locator('#username')).toHaveValue(person.username);
  await expect(page.locator('#password')).toHaveValue('');
  await typePassword(page, person);
  await expectSignedIn(page, app, String(person.claims.name));
  await expect(fact(page, 'sub')).toHaveText(person.sub);
});

test('prompt=create: a visitor makes an account and arrives with it @without-javascript', async ({ app, page }) => {
  const { claims, password } = newcomer();
  await page.goto(app.origin);
  await page.locator('#create-account').click();
  await expect(page.getByText('Then you go on to Example web app.')).toBeVisible();
  await page.locator('#name').fill(String(claims.name));
  await page.locator('#username').fill(claims.preferred_username);
  await page.locator('#email').fill(String(claims.email));
  await page.locator('#password').fill(password);
  await page.locator('#register-submit').click();
  await allow(page);
  await expectSignedIn(page, app, String(claims.name));
  await expect(fact(page, 'email_verified')).toHaveText('no');
});

test('registration says what is wrong at its field, and keeps what was typed @without-javascript', async ({
  app,
  page,
  person,
}) => {
  await page.goto(app.origin);
  await page.locator('#create-account').click();
  await page.locator('#name').fill('Another Grace');
  await page.locator('#username').fill(person.username.toUpperCase());
  await page.locator('#email').fill('another-grace@people.example');
  await page.locator('#password').fill(person.password);
  await page.locator('#register-submit').click();
  await expect(page.getByText('Somebody has this user name. Choose another.')).toBeVisible();
  await expect(page.locator('#username')).toHaveAttribute('aria-invalid', 'true');
  await expect(page.locator('#email')).toHaveValue('another-grace@people.example');
  await expect(page.locator('#password')).toHaveValue('');
});
