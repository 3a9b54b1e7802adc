/** What every story has: a running instance with the example application, people, and a page that may not complain. */
import type { Page } from '@playwright/test';
import { test as base, expect } from '@playwright/test';
import type { RegisteredPerson } from '../harness/command-line';
import { ada, newcomer } from '../harness/data';
import type { ExampleApp } from '../harness/example-app';
import { startExampleApp } from '../harness/example-app';
import type { Instance } from '../harness/instance';
import { startInstance } from '../harness/instance';

interface Fresh {
  instance: Instance;
  link: string;
}

export interface WorkerFixtures {
  /** Shared by the stories of one worker, so no story may change it for the next. */
  instance: Instance;
  app: ExampleApp;
  /** Has allowed the example application nothing, and must not. */
  ada: RegisteredPerson;
}

export interface StoryFixtures {
  /** Makes somebody new, whom only this story knows. */
  newPerson(): Promise<RegisteredPerson>;
  person: RegisteredPerson;
  /** Called when the story is over and its pages are closed: a page that still loads must not meet a dead server. */
  afterwards(end: () => Promise<void>): void;
  /** An instance that nobody administers yet; the link is what its start printed. */
  fresh: Fresh;
  /** Errors of the console, violations of the content policy and exceptions; they must stay none. */
  complaints: string[];
}

export const test = base.extend<StoryFixtures, WorkerFixtures>({
  instance: [
    async ({ browserName: _ }, use) => {
      const instance = await startInstance({ database: 'sqlite', env: { RATE_LIMITS: 'off' } });
      await use(instance);
      await instance.remove();
    },
    { scope: 'worker', timeout: 90_000 },
  ],
  app: [
    async ({ instance }, use) => {
      const app = await startExampleApp(instance);
      await use(app);
      await app.stop();
    },
    { scope: 'worker', timeout: 60_000 },
  ],
  ada: [async ({ instance }, use) => use(await instance.createUser(ada.claims, ada.password)), { scope: 'worker' }],
  newPerson: ({ instance }, use) =>
    use(() => {
      const { claims, password } = newcomer();
      return instance.createUser(claims, password);
    }),
  person: async ({ newPerson }, use) => use(await newPerson()),
  afterwards: async ({ context }, use) => {
    const ends: (() => Promise<void>)[] = [];
    await use((end) => ends.push(end));
    await Promise.all(context.pages().map((page) => page.close()));
    for (const end of ends) await end();
  },
  fresh: async ({ afterwards }, use) => {
    const instance = await startInstance({
      database: 'sqlite',
      env: { ADMIN_EMAIL: undefined, ADMIN_PASSWORD: undefined },
    });
    afterwards(() => instance.remove());
    const [link] = /http\S+\/setup\?token=\S+/.exec(instance.logs()) ?? [];
    if (link === undefined) throw new Error(`No setup link was printed:\n${instance.logs()}`);
    await use({ instance, link });
  },
  complaints: [
    async ({ context }, use) => {
      const complaints: string[] = [];
      context.on('page', (page) => listen(page, complaints));
      await use(complaints);
      expect(complaints).toEqual([]);
    },
    { auto: true },
  ],
});

function listen(page: Page, complaints: string[]): void {
  page.on('pageerror', (error) => complaints.push(`${page.url()}: ${error.message}`));
  page.on('console', (message) => {
    // Chromium reports the status of an error page itself; that status is asserted where it matters.
    const isOwnStatus = message.text().startsWith('Failed to load resource') && message.location().url === page.url();
    // So it does of what the API refuses, which the page then tells in its own words.
    const isRefusal = /\/api\/v1\//.test(message.location().url) && /status of 4\d\d /.test(message.text());
    if (message.type() === 'error' && !isOwnStatus && !isRefusal) complaints.push(`${page.url()}: ${message.text()}`);
  });
}

export { expect };
