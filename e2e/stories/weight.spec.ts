import { goToSignIn } from './steps';
import { expect, test } from './story';

const mostBytes = 120_000;

test('the sign-in page transfers under 120 kB of script on its first load', async ({ app, page }, testInfo) => {
  const scripts = new Map<string, Promise<number>>();
  page.on('requestfinished', (request) => {
    if (request.resourceType() !== 'script') return;
    scripts.set(
      request.url(),
      request.sizes().then(({ responseBodySize }) => responseBodySize),
    );
  });
  await goToSignIn(page, app);
  await page.waitForLoadState('networkidle');
  const sizes = await Promise.all(scripts.values());
  const bytes = sizes.reduce((sum, size) => sum + size, 0);
  testInfo.annotations.push({ type: 'script bytes', description: String(bytes) });
  console.log(`/sign-in: ${(bytes / 1000).toFixed(1)} kB of script in ${sizes.length} files`);
  expect(sizes.length).toBeGreaterThan(0);
  expect(bytes).toBeLessThan(mostBytes);
});
