// Looks at the gallery in Chromium: npx tsx scripts/gallery.mjs FOLDER && node scripts/gallery-look.mjs FOLDER [name ...]
// Takes a picture of each page at three widths in both themes; fails on sideways scrolling and on what axe finds serious.
import { mkdir, readdir, readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import path from 'node:path';
import { AxeBuilder } from '@axe-core/playwright';
import { chromium } from '@playwright/test';
import { provideChromium } from './browser.mjs';

const folder = path.resolve(process.argv[2] ?? 'test-results/gallery');
const shots = path.join(folder, 'shots');
const names = process.argv.length > 3 ? process.argv.slice(3) : await pageNames();
const types = { '.html': 'text/html', '.css': 'text/css', '.js': 'text/javascript', '.woff2': 'font/woff2' };
const views = [
  { width: 320, height: 650 },
  { width: 768, height: 1024 },
  { width: 1440, height: 900 },
];
/** Where the button that goes on must be seen without scrolling, in a window 650 px high. */
const submits = [
  ...['#sign-in-submit', '#register-submit', '#setup-submit', '#consent-allow', '#sign-out-confirm'],
  ...['#finish-submit', '#forgot-submit', '#reset-submit', '#email-submit', '#confirm-submit'],
];
const problems = [];

async function pageNames() {
  const files = await readdir(folder);
  return files.filter((file) => file.endsWith('.html') && file !== 'index.html').map((file) => file.slice(0, -5));
}

async function lookAt(browser, origin, name, view, theme) {
  const context = await browser.newContext({ viewport: view, colorScheme: theme, reducedMotion: 'reduce' });
  const page = await context.newPage();
  const where = `${name} ${view.width} ${theme}`;
  page.on('pageerror', (error) => problems.push(`${where}: ${error.message}`));
  page.on('console', (message) => message.type() === 'error' && problems.push(`${where}: ${message.text()}`));
  await page.goto(`${origin}/${name}.html`, { waitUntil: 'networkidle' });
  await page.screenshot({ path: path.join(shots, `${name}-${view.width}-${theme}.png`), fullPage: true });
  const overflow = await page.evaluate(
    () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
  );
  if (overflow > 0) problems.push(`${where}: scrolls sideways by ${overflow} px`);
  const { violations } = await new AxeBuilder({ page }).analyze();
  for (const { id, impact, nodes } of violations.filter((found) =>
    ['serious', 'critical'].includes(found.impact ?? ''),
  )) {
    problems.push(`${where}: axe ${impact} ${id} at ${nodes[0]?.target.join(' ')}`);
  }
  await page.setViewportSize({ width: view.width, height: 650 });
  // Where errors stand below the fields, one scrolls.
  for (const submit of name.endsWith('-problems') ? [] : submits) {
    const box = await page
      .locator(submit)
      .first()
      .boundingBox({ timeout: 100 })
      .catch(() => null);
    if (box && box.y + box.height > 650)
      problems.push(`${where}: ${submit} ends at ${Math.round(box.y + box.height)} px`);
  }
  await context.close();
}

const server = createServer(async (request, response) => {
  const file = path.join(folder, path.basename(new URL(request.url ?? '/', 'http://localhost').pathname));
  try {
    const body = await readFile(file);
    response.writeHead(200, { 'content-type': types[path.extname(file)] ?? 'application/octet-stream' }).end(body);
  } catch {
    response.writeHead(404).end();
  }
});
await mkdir(shots, { recursive: true });
await new Promise((resolve) => server.listen(0, '127.0.0.1', () => resolve(undefined)));
const executablePath = await provideChromium();
const browser = await chromium.launch({ executablePath, args: ['--no-sandbox', '--disable-background-networking'] });
const origin = `http://127.0.0.1:${server.address().port}`;
for (const name of names) {
  for (const view of views) {
    for (const theme of ['light', 'dark']) await lookAt(browser, origin, name, view, theme);
  }
}
await browser.close();
server.close();
for (const problem of problems) console.error(problem);
console.log(`${names.length} pages, ${problems.length} problems, pictures in ${shots}`);
process.exitCode = problems.length > 0 ? 1 : 0;
