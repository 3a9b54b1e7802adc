import type { Page, Request } from '@playwright/test';
import type { RegisteredClient } from '../harness/command-line';
import { applicationOrigin, clients } from '../harness/data';
import { untilDiscovered } from '../harness/discovered';
import { allow, typePassword } from './steps';
import { test as base, expect } from './story';

const test = base.extend<object, { frontChannel: RegisteredClient }>({
  frontChannel: [
    async ({ instance }, use) => {
      await instance.set('implicit-and-hybrid', 'on');
      await untilDiscovered(instance, 'implicit');
      await use(await instance.createClient(clients.frontChannel));
    },
    { scope: 'worker', timeout: 60_000 },
  ],
});

/** Stands for the application, which is not there: keeps how the browser came to it. */
async function awaitReturn(page: Page): Promise<() => Request | undefined> {
  let returned: Request | undefined;
  await page.route(`${applicationOrigin}/**`, async (route) => {
    if (new URL(route.request().url()).pathname === '/callback') returned = route.request();
    await route.fulfill({ contentType: 'text/html', body: '<title>The application</title>' });
  });
  return () => returned;
}

/** One of implicit and one of hybrid; the others are told apart by the conformance tests. */
const types = ['id_token token', 'code id_token token'];
const names: Record<string, string> = { code: 'code', token: 'access_token', id_token: 'id_token' };

for (const type of types) {
  for (const mode of ['fragment', 'form_post']) {
    // The form needs a press of its button where there is no script.
    const tag = mode === 'fragment' ? ' @without-javascript' : '';
    test(`${type} comes by ${mode}${tag}`, async ({ frontChannel, instance, page, person }) => {
      const returned = await awaitReturn(page);
      const request = {
        client_id: frontChannel.client_id,
        redirect_uri: frontChannel.redirect_uris[0] ?? '',
        ...{ response_type: type, response_mode: mode, scope: 'openid', state: 'a state', nonce: 'a-nonce' },
      };
      await page.goto(`${instance.issuer}/oauth2/authorize?${new URLSearchParams(request)}`);
      await typePassword(page, person);
      await allow(page);
      await expect(page).toHaveTitle('The application');
      const { hash, search } = new URL(page.url());
      expect(search).toBe('');
      const body = mode === 'form_post' ? (returned()?.postData() ?? '') : hash.slice(1);
      if (mode === 'form_post') expect(hash).toBe('');
      const answer = Object.fromEntries(new URLSearchParams(body));
      for (const word of type.split(' ')) expect(answer).toHaveProperty(names[word] ?? '');
      expect(answer).toMatchObject({ state: 'a state', iss: instance.issuer });
      expect(answer).not.toHaveProperty('refresh_token');
    });
  }
}
