/** What people do with mail, read from a real SMTP server: register, recover, take another address. */
import { newcomer } from '../harness/data';
import { startInstance } from '../harness/instance';
import type { Mailbox } from '../harness/mailbox';
import { startMailbox } from '../harness/mailbox';
import { allow, expectSignedIn, fact, goToSignIn, signIn, typePassword } from './steps';
import type { StoryFixtures } from './story';
import { test as base, expect } from './story';

const test = base.extend<Record<never, never>, { mailbox: Mailbox }>({
  mailbox: [
    async ({ browserName: _ }, use) => {
      const mailbox = await startMailbox();
      await use(mailbox);
      await mailbox.stop();
    },
    { scope: 'worker' },
  ],
  instance: [
    async ({ mailbox }, use) => {
      const env = { RATE_LIMITS: 'off', SMTP_URL: mailbox.url, MAIL_FROM: 'Gatehouse <id@gatehouse.example>' };
      const instance = await startInstance({ database: 'sqlite', env });
      await use(instance);
      await instance.remove();
    },
    { scope: 'worker', timeout: 90_000 },
  ],
});

type Newcomer = Awaited<ReturnType<StoryFixtures['newPerson']>>;
const newPassword = 'copper meadow 81 kettle';
const emailOf = (person: Newcomer) => String(person.claims.email);

test('a newcomer proves an address, makes an account and goes on to the application @without-javascript', async ({
  app,
  instance,
  mailbox,
  page,
}) => {
  const { claims, password } = newcomer();
  const email = String(claims.email);
  await goToSignIn(page, app);
  await page.getByRole('link', { name: 'Create an account' }).click();
  await expect(page.locator('#password')).toHaveCount(0);
  await page.locator('#email').fill(email);
  await page.locator('#register-submit').click();
  await expect(page.getByRole('heading', { name: 'Check your mail' })).toBeVisible();
  const mail = await mailbox.next(email, /Finish creating/);
  expect(new URL(mail.link()).origin).toBe(instance.issuer);
  await page.goto(mail.link());
  await page.reload();
  await expect(page.getByText(email)).toBeVisible();
  await page.locator('#name').fill('Grace Hopper');
  await page.locator('#username').fill(String(claims.preferred_username));
  await page.locator('#password').fill(password);
  await page.locator('#finish-submit').click();
  await allow(page);
  await expectSignedIn(page, app, 'Grace Hopper');
  await expect(fact(page, 'email_verified')).toHaveText('yes');
  await page.goto(mail.link());
  await expect(page.getByRole('heading', { name: 'This link no longer works' })).toBeVisible();
});

test('in another browser the account is made, and the application asks there @without-javascript', async ({
  app,
  browser,
  instance,
  mailbox,
  page,
}) => {
  const { claims, password } = newcomer();
  await goToSignIn(page, app);
  await page.getByRole('link', { name: 'Create an account' }).click();
  await page.locator('#email').fill(String(claims.email));
  await page.locator('#register-submit').click();
  const mail = await mailbox.next(String(claims.email), /Finish creating/);
  const elsewhere = await (await browser.newContext()).newPage();
  await elsewhere.goto(mail.link());
  await elsewhere.locator('#name').fill('Grace');
  await elsewhere.locator('#username').fill(String(claims.preferred_username));
  await elsewhere.locator('#password').fill(password);
  await elsewhere.locator('#finish-submit').click();
  await expect(elsewhere).toHaveURL(`${instance.issuer}/`);
  await elsewhere.context().close();
  await page.getByRole('link', { name: 'Go back' }).click();
  await typePassword(page, { username: String(claims.email), password });
  await allow(page);
  await expectSignedIn(page, app, 'Grace');
});

test('a forgotten password is chosen anew, and everybody else is out @without-javascript', async ({
  app,
  browser,
  instance,
  mailbox,
  page,
  person,
}) => {
  const other = await browser.newContext();
  const thief = await other.newPage();
  await signIn(thief, app, person);
  await goToSignIn(page, app);
  await page.getByRole('link', { name: 'Forgot your password?' }).click();
  await page.locator('#email').fill(emailOf(person));
  await page.locator('#forgot-submit').click();
  await expect(page.getByRole('heading', { name: 'Check your mail' })).toBeVisible();
  await page.goto((await mailbox.next(emailOf(person), /new Gatehouse password/)).link());
  await page.locator('#password').fill('short');
  await page.locator('#reset-submit').click();
  await expect(page.getByText('Use 8 characters or more.')).toBeVisible();
  await page.locator('#password').fill(newPassword);
  await page.locator('#reset-submit').click();
  await expect(page.getByRole('heading', { name: 'Your password is new' })).toBeVisible();
  await page.getByRole('link', { name: 'Sign in' }).click();
  await typePassword(page, { ...person, password: newPassword });
  // What was allowed stays allowed; only who was signed in is not.
  await expectSignedIn(page, app, String(person.claims.name));
  await thief.goto(instance.issuer);
  await expect(thief.locator('#sign-in-submit')).toBeVisible();
  await other.close();
  const notice = await mailbox.next(emailOf(person), /password was changed/);
  expect(notice.text).toContain(person.username);
});

test('another address counts once it is confirmed, and the old one is told @without-javascript', async ({
  browser,
  instance,
  mailbox,
  page,
  person,
}) => {
  const email = String(newcomer().claims.email);
  await page.goto(instance.issuer);
  await typePassword(page, person);
  await page.getByRole('link', { name: 'Confirm or change your address' }).click();
  await page.locator('#email').fill(email);
  await page.locator('#password').fill('not it');
  await page.locator('#email-submit').click();
  await expect(page.getByText('This is not your password.')).toBeVisible();
  await page.locator('#password').fill(person.password);
  await page.locator('#email-submit').click();
  await expect(page.getByRole('heading', { name: 'Check your mail' })).toBeVisible();
  const link = (await mailbox.next(email, /Confirm your address/)).link();
  const stranger = await (await browser.newContext()).newPage();
  await stranger.goto(link);
  await expect(stranger.getByText('Sign in with the account that asked for this')).toBeVisible();
  await stranger.context().close();
  await page.goto(link);
  await page.locator('#confirm-submit').click();
  await expect(page.locator('#email')).toHaveValue(email);
  await page.goto(instance.issuer);
  await expect(page.getByText(email, { exact: true })).toBeVisible();
  await mailbox.next(emailOf(person), /another address/);
});
