import type { RegisteredClient } from '../harness/command-line';
import type { DeviceCli } from '../harness/device-cli';
import { startDeviceCli } from '../harness/device-cli';
import type { Instance } from '../harness/instance';
import { typePassword } from './steps';
import { test as base, expect } from './story';

interface Device {
  cli: DeviceCli;
  userCode: string;
  address: string;
}

const test = base.extend<{ device: Device }, { television: RegisteredClient }>({
  television: [
    async ({ instance }, use) => {
      await use(await instance.cliJson(['client', 'create', '--type', 'device', '--name', 'Living-room TV']));
    },
    { scope: 'worker' },
  ],
  device: async ({ instance, television }, use) => {
    const device = await turnOn(instance, television);
    await use(device);
    device.cli.stop();
  },
});

/** The example program, until it shows its code. */
async function turnOn({ issuer }: Instance, { client_id: clientId }: RegisteredClient): Promise<Device> {
  const cli = startDeviceCli({ ISSUER: issuer, CLIENT_ID: clientId });
  const screen = await cli.until(/Waiting for up to/);
  const [, address = '', userCode = ''] = /Open {3}(\S+)\s+Type {3}(\S+)/.exec(screen) ?? [];
  return { cli, address, userCode };
}

test('a terminal is signed in by a code that is typed carelessly @without-javascript', async ({
  device,
  page,
  person,
}) => {
  await page.goto(device.address);
  await page.locator('#user-code').fill(` ${device.userCode.toLowerCase().replace('-', ' ')} `);
  await page.locator('#device-submit').click();
  await typePassword(page, person);
  const main = page.getByRole('main');
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Is this your device?');
  for (const words of [device.userCode, 'Living-room TV', String(person.claims.email), 'also when you are away'])
    await expect(main).toContainText(words);
  await page.locator('#device-submit').click();
  await expect(main).toContainText('You can go back to your device.');
  const { exitCode, printed } = await device.cli.ended;
  expect(printed).toContain(`Signed in as ${person.claims.name}.`);
  expect(printed).toContain(person.sub);
  expect(exitCode).toBe(0);
});

test('the link of the QR code fills the field in, by keyboard alone, and a no is told @without-javascript', async ({
  device,
  page,
  person,
}) => {
  await page.goto(`${device.address}?user_code=${device.userCode}`);
  await expect(page.locator('#user-code')).toHaveValue(device.userCode);
  await page.locator('#user-code').press('Enter');
  await page.locator('#username').fill(person.username);
  await page.locator('#password').fill(person.password);
  await page.keyboard.press('Enter');
  await expect(page.getByText('Only if you started this yourself')).toBeVisible();
  await page.locator('#device-deny').focus();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Not connected');
  const { exitCode, printed } = await device.cli.ended;
  expect(printed).toContain('It was not allowed.');
  expect(exitCode).toBe(1);
});

test('a wrong code is told beside the field, and the right one goes on @without-javascript', async ({
  device,
  page,
}) => {
  await page.goto(device.address);
  await page.locator('#user-code').fill('BCDF-GHJK');
  await page.locator('#device-submit').click();
  await expect(page.locator('#user-code-error')).toContainText('That code is not known.');
  await expect(page.locator('#user-code')).toHaveValue('BCDF-GHJK');
  await page.locator('#user-code').fill(device.userCode);
  await page.locator('#device-submit').click();
  await expect(page.locator('#sign-in-submit')).toBeVisible();
});

test('whoever is signed in may say "Not you?" and connect it as somebody else @without-javascript', async ({
  ada,
  device,
  page,
  person,
}) => {
  await page.goto(`${device.address}?user_code=${device.userCode}`);
  await page.locator('#device-submit').click();
  await typePassword(page, person);
  await page.getByRole('button', { name: 'Not you?' }).click();
  await typePassword(page, ada);
  await expect(page.getByRole('main')).toContainText(String(ada.claims.name));
  await page.locator('#device-submit').click();
  const { printed } = await device.cli.ended;
  expect(printed).toContain(`Signed in as ${ada.claims.name}.`);
});
