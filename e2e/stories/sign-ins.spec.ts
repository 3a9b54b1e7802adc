import type { Page } from '@playwright/test';
import { allow, expectRefusal, listening, typePassword } from './steps';
import { expect, test } from './story';

const registered = 'https://app.example.test/callback';

/** The client id of an application of somebody who has signed in to the console on this page. */
async function registerAs(page: Page, issuer: string, person: { username: string; password: string }) {
  await page.goto(`${issuer}/console/applications`);
  await typePassword(page, person);
  await expect(page).toHaveURL(`${issuer}/console/applications`);
  return page.evaluate(async (uri) => {
    const body = JSON.stringify({ client_name: 'Harbour', redirect_uris: [uri] });
    const headers = { 'content-type': 'application/json' };
    const answer = await fetch('/api/v1/applications', { method: 'POST', headers, body });
    return String((await answer.json()).client_id);
  }, registered);
}

function requestOf(issuer: string, clientId: string, redirectUri: string): string {
  const request = { client_id: clientId, redirect_uri: redirectUri, response_type: 'code', scope: 'openid' };
  return `${issuer}/oauth2/authorize?${new URLSearchParams(request)}`;
}

test('a wrong redirect URI is mended from its error page in three clicks', async ({ instance, page, person }) => {
  const { issuer } = instance;
  const wrong = requestOf(issuer, await registerAs(page, issuer, person), `${registered}/`);
  await page.goto(wrong);
  await expectRefusal(page, issuer, 'asked us to send you to an address that it has not registered');
  await page.getByText('I build Harbour').click();
  await page.getByRole('link', { name: 'See this sign-in in the console' }).click();

  await expect(page).toHaveURL(/\/sign-ins\?trace=/);
  await listening(page);
  await expect(page.getByRole('link', { name: 'RFC 9700, section 2.1' })).toBeVisible();
  await page.getByRole('button', { name: 'Add this address' }).click();
  await page.getByLabel('Your password').fill(person.password);
  await page.getByLabel('Your password').press('Enter');
  await expect(page.getByText('The address was added')).toBeVisible();

  await page.goto(wrong);
  await expect(page.locator('#consent-allow')).toBeVisible();
});

test('a sign-in is seen as it happens, and what went wrong with it', async ({
  browser,
  instance,
  newPerson,
  page,
  person,
}) => {
  const { issuer } = instance;
  const clientId = await registerAs(page, issuer, person);
  await page.goto(`${issuer}/console/applications/${clientId}/sign-ins`);
  await expect(page.getByText('No sign-ins yet')).toBeVisible();
  await listening(page);

  const context = await browser.newContext();
  const visitor = await context.newPage();
  await visitor.route(`${registered}?*`, (route) => route.fulfill({ contentType: 'text/html', body: 'back' }));
  const somebody = await newPerson();
  await visitor.goto(requestOf(issuer, clientId, registered));
  await typePassword(visitor, { ...somebody, password: 'not the password' });
  await expect(page.getByText('The user name or the password was wrong.')).toBeVisible();
  await typePassword(visitor, somebody);
  await allow(visitor);
  await expect(visitor).toHaveURL(/callback\?code=/);

  const line = page.getByRole('link', { name: /^Passed/ });
  await expect(line).toContainText('Code sent back');
  await line.click();
  await expect(page.getByRole('heading', { name: 'Passed: Code sent back' })).toBeVisible();
  await expect(page.getByText('The user name or the password was wrong.')).toBeVisible();
  await expect(page.getByText('Tokens issued')).toBeVisible();
  await context.close();
});
