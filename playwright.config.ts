import { defineConfig, devices } from '@playwright/test';
import { findChromium } from './scripts/browser.mjs';

const executablePath = await findChromium();
const args = [
  ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
  ...['--disable-background-networking', '--disable-component-update', '--disable-domain-reliability', '--no-pings'],
];
const chromium = {
  ...devices['Desktop Chrome'],
  launchOptions: { ...(executablePath === undefined ? {} : { executablePath }), args },
};

/** A story tagged `@without-javascript` is told twice, the second time with JavaScript switched off. */
export default defineConfig({
  testDir: 'e2e/stories',
  outputDir: 'test-results/stories',
  workers: 2,
  timeout: 120_000,
  expect: { timeout: 20_000 },
  forbidOnly: true,
  use: { screenshot: 'only-on-failure' },
  projects: [
    { name: 'with JavaScript', use: chromium },
    { name: 'without JavaScript', grep: /@without-javascript/, use: { ...chromium, javaScriptEnabled: false } },
  ],
});
