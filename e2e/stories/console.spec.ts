import type { Page } from '@playwright/test';
import { startExampleApp } from '../harness/example-app';
import { freePort } from '../harness/free-port';
import { allow, expectSignedIn, listening, typePassword } from './steps';
import { expect, test } from './story';

const applicationPages = ['', '/settings', '/credentials', '/sign-ins', '/team', '/danger'];

async function open(page: Page, address: string): Promise<void> {
  await page.goto(address);
  await listening(page);
}

/** Opens the console as somebody who has to sign in first, and comes back to what was asked for. */
async function openConsole(page: Page, issuer: string, person: { username: string; password: string }, path = '') {
  await page.goto(`${issuer}/console/applications${path}`);
  await typePassword(page, person);
  await expect(page).toHaveURL(`${issuer}/console/applications${path}`);
}

const secret = /^ghs_\S{40,}$/;

/** The one value of this form that the page shows. */
async function shown(page: Page, value: RegExp): Promise<string> {
  return (await page.getByText(value).textContent()) ?? '';
}

/** From the list to the page that shows the secret. */
async function register(page: Page, name: string, redirectUri: string) {
  await page.getByRole('link', { name: 'New application' }).click();
  await expect(page).toHaveURL(/\/console\/applications\/new$/);
  await listening(page);
  await page.getByRole('button', { name: 'Continue' }).click();
  await page.getByLabel('Name').fill(name);
  await page.getByLabel('Redirect URIs').fill(redirectUri);
  await page.getByRole('button', { name: 'Create application' }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(`${name} is ready`);
  const client_id = await shown(page, /^gh_[a-z2-7]{26}$/);
  const client_secret = await shown(page, secret);
  return { client_id, client_secret };
}

test('a developer who has never been here registers an application, and signs in to it', async ({
  afterwards,
  instance,
  page,
  person,
}) => {
  const port = await freePort();
  const redirectUri = `http://localhost:${port}/callback`;
  await openConsole(page, instance.issuer, person);
  await expect(page.getByRole('heading', { name: 'No application yet' })).toBeVisible();
  const credentials = await register(page, 'Harbour', redirectUri);
  const registered = { token_endpoint_auth_method: 'client_secret_basic', grant_types: ['authorization_code'] };
  const app = await startExampleApp(instance, { ...registered, ...credentials, redirect_uris: [redirectUri] });
  afterwards(() => app.stop());
  await page.goto(app.origin);
  await page.getByRole('link', { name: 'Sign in with Gatehouse' }).click();
  await expect(page.getByText('Not verified', { exact: true })).toBeVisible();
  await expect(page.getByText(`by ${person.claims.name}`)).toBeVisible();
  await allow(page);
  await expectSignedIn(page, app, String(person.claims.name));
  await page.goto(`${instance.issuer}/console/applications/${credentials.client_id}`);
  await expect(page.getByRole('heading', { name: 'Waiting for your first sign-in' })).toHaveCount(0);
});

test('what is typed into settings is checked at once, and saved together', async ({ instance, page, person }) => {
  await openConsole(page, instance.issuer, person);
  const { client_id } = await register(page, 'Harbour', 'http://localhost:4000/callback');
  await open(page, `${instance.issuer}/console/applications/${client_id}/settings`);
  const uris = page.getByLabel('Redirect URIs');
  await uris.fill('http://app.example/callback');
  await uris.blur();
  await expect(page.getByText('Use https. Plain http works on localhost only.')).toBeVisible();
  await page.getByRole('button', { name: 'Save changes' }).click();
  await expect(page.getByText('One field needs your attention')).toBeVisible();
  await expect(uris).toBeFocused();
  await uris.fill('https://app.example/callback');
  await page.getByLabel('Name', { exact: true }).fill('Harbour Two');
  await expect(page.getByText('2 unsaved changes')).toBeAttached();
  await page.getByRole('button', { name: 'Save changes' }).click();
  await expect(page.getByText('Changes saved')).toBeVisible();
  await page.reload();
  await listening(page);
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Harbour Two');
  await expect(page.getByLabel('Redirect URIs')).toHaveValue('https://app.example/callback');
});

test('a change that rests on an older page is refused, and loses nothing', async ({
  context,
  instance,
  page,
  person,
}) => {
  await openConsole(page, instance.issuer, person);
  const { client_id } = await register(page, 'Harbour', 'http://localhost:4000/callback');
  const address = `${instance.issuer}/console/applications/${client_id}/settings`;
  const other = await context.newPage();
  for (const each of [page, other]) await open(each, address);
  const rename = async (each: Page, name: string) => {
    await each.getByLabel('Name', { exact: true }).fill(name);
    await each.getByRole('button', { name: 'Save changes' }).click();
  };
  await rename(other, 'First');
  await expect(other.getByText('Changes saved')).toBeVisible();
  await rename(page, 'Second');
  await expect(page.getByRole('alert').getByText('Somebody changed it since you opened this page')).toBeVisible();
  await expect(page.getByLabel('Name', { exact: true })).toHaveValue('Second');
  await other.reload();
  await expect(other.getByRole('heading', { level: 1 })).toHaveText('First');
});

test('a secret is added beside the old one, shown once, and the old one revoked', async ({
  instance,
  page,
  person,
}) => {
  await openConsole(page, instance.issuer, person);
  const { client_id, client_secret } = await register(page, 'Harbour', 'http://localhost:4000/callback');
  await open(page, `${instance.issuer}/console/applications/${client_id}/credentials`);
  await page.getByRole('button', { name: 'Add a secret' }).click();
  await page.getByRole('button', { name: 'Add secret' }).click();
  await expect(page.getByText('This cannot be empty.')).toBeVisible();
  await page.getByLabel('Label').fill('October release');
  await page.getByRole('button', { name: 'Add secret' }).click();
  const added = await shown(page, secret);
  expect(added).not.toBe(client_secret);
  await page.getByRole('button', { name: 'I have stored it' }).click();
  await expect(page.getByText(added)).toHaveCount(0);
  await page.getByRole('button', { name: 'More for first secret' }).click();
  await page.getByRole('menuitem', { name: 'Revoke' }).click();
  await page.getByRole('button', { name: 'Revoke secret' }).click();
  await expect(page.getByText('first secret revoked')).toBeVisible();
  await page.reload();
  await expect(page.getByText('first secret')).toHaveCount(0);
  const ask = (secret: string) =>
    page.request.post(`${instance.issuer}/oauth2/introspect`, {
      headers: { authorization: `Basic ${Buffer.from(`${client_id}:${secret}`).toString('base64')}` },
      form: { token: 'x' },
    });
  expect((await ask(added)).status()).toBe(200);
  expect((await ask(client_secret)).status()).toBe(401);
});

test('a change that wants the password again gets it, and goes on', async ({ instance, page, person }) => {
  await openConsole(page, instance.issuer, person);
  const { client_id } = await register(page, 'Harbour', 'http://localhost:4000/callback');
  await open(page, `${instance.issuer}/console/applications/${client_id}/credentials`);
  // What is answered to somebody who signed in more than ten minutes ago; everything after it is the server's own.
  const stale = { type: 'urn:gatehouse:problem:fresh-authentication-needed', detail: 'Confirm your password.' };
  const once = { status: 403, contentType: 'application/problem+json', body: JSON.stringify(stale) };
  await page.route('**/secrets', (route) => route.fulfill(once), { times: 1 });
  await page.getByRole('button', { name: 'Add a secret' }).click();
  await page.getByLabel('Label').fill('October release');
  await page.getByRole('button', { name: 'Add secret' }).click();
  const prompt = page.getByRole('dialog', { name: 'Confirm that it is you' });
  await prompt.getByLabel('Password', { exact: true }).fill('not the password 123');
  await prompt.getByRole('button', { name: 'Confirm' }).click();
  await expect(prompt.getByText('The password is wrong.')).toBeVisible();
  await prompt.getByLabel('Password', { exact: true }).fill(person.password);
  await prompt.getByRole('button', { name: 'Confirm' }).click();
  await expect(page.getByText(secret)).toBeVisible();
  await expect(prompt).toHaveCount(0);
});

test('two developers see nothing of each other, until one takes the other into the team', async ({
  browser,
  instance,
  newPerson,
  page,
}) => {
  const [ann, ben] = [await newPerson(), await newPerson()];
  await openConsole(page, instance.issuer, ann);
  const { client_id } = await register(page, 'Harbour', 'http://localhost:4000/callback');
  const context = await browser.newContext();
  const his = await context.newPage();
  await openConsole(his, instance.issuer, ben);
  await expect(his.getByRole('heading', { name: 'No application yet' })).toBeVisible();
  for (const path of applicationPages) {
    const response = await his.goto(`${instance.issuer}/console/applications/${client_id}${path}`);
    expect(response?.status()).toBe(404);
    expect(await response?.text()).not.toContain('Harbour');
  }
  const refused = await his.request.get(`${instance.issuer}/api/v1/applications/${client_id}`);
  expect(refused.status()).toBe(404);

  await open(page, `${instance.issuer}/console/applications/${client_id}/team`);
  await page.getByRole('button', { name: 'Add somebody' }).click();
  await page.getByLabel('User name or e-mail address').fill(ben.username);
  await page.getByRole('button', { name: 'Add to the team' }).click();
  await expect(page.getByRole('combobox', { name: /^Role of/ })).toHaveCount(2);
  await open(his, `${instance.issuer}/console/applications/${client_id}/danger`);
  await expect(his.getByText('Only an owner may delete it.')).toBeVisible();
  await context.close();
});

test('deleting asks for the name, and takes the application away', async ({ instance, page, person }) => {
  await openConsole(page, instance.issuer, person);
  const { client_id } = await register(page, 'Harbour', 'http://localhost:4000/callback');
  await open(page, `${instance.issuer}/console/applications/${client_id}/danger`);
  await page.getByRole('button', { name: 'Delete Harbour' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('button', { name: 'Delete Harbour' }).click();
  await expect(dialog.getByText('Type Harbour, letter by letter.')).toBeVisible();
  await dialog.getByLabel('Type Harbour to confirm').fill('Harbour');
  await dialog.getByRole('button', { name: 'Delete Harbour' }).click();
  await expect(page).toHaveURL(`${instance.issuer}/console/applications`);
  await expect(page.getByRole('heading', { name: 'No application yet' })).toBeVisible();
});

test('whoever has to sign in first comes to the very page that they asked for', async ({ instance, page, person }) => {
  await openConsole(page, instance.issuer, person, '?search=harbour&sort=updated');
  await expect(page.getByLabel('Search applications')).toHaveValue('harbour');
});

test('any page is a few keys away', async ({ instance, page, person }) => {
  await openConsole(page, instance.issuer, person);
  const { client_id } = await register(page, 'Lighthouse', 'http://localhost:4000/callback');
  await open(page, `${instance.issuer}/console/applications`);
  await page.keyboard.press('Control+k');
  await page.keyboard.type('lightho');
  await expect(page.getByRole('option', { name: /Lighthouse/ })).toBeVisible();
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(`${instance.issuer}/console/applications/${client_id}`);
});
