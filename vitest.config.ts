import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';

const root = fileURLToPath(new URL('.', import.meta.url));
const blackBox = { testTimeout: 120_000, hookTimeout: 300_000, fileParallelism: false };
// Nothing in these has a state of its own, so that their tests share modules instead of loading them for each file.
const stateless = 'protocol,identity,portal,components';
const aboutTheProcess = 'server,app,cli,scripts';
const unit = { testTimeout: 60_000, hookTimeout: 60_000 };

export default defineConfig({
  resolve: { alias: { '@/': root } },
  test: {
    watch: false,
    projects: [
      {
        extends: true,
        test: {
          name: 'unit',
          include: [`{${stateless}}/**/*.test.{ts,tsx}`],
          pool: 'threads',
          isolate: false,
          ...unit,
        },
      },
      {
        extends: true,
        test: { name: 'unit-process', include: [`{${aboutTheProcess}}/**/*.test.{ts,tsx}`], ...unit },
      },
      { extends: true, test: { name: 'storage', include: ['storage/**/*.test.ts'], ...blackBox } },
      { extends: true, test: { name: 'interop', include: ['e2e/{interop,differential}/**/*.test.ts'], ...blackBox } },
      {
        extends: true,
        test: {
          name: 'conformance',
          include: ['e2e/conformance/**/*.test.ts'],
          globalSetup: 'e2e/conformance/global-setup.ts',
          ...blackBox,
        },
      },
      {
        extends: true,
        test: {
          name: 'security',
          include: ['e2e/security/**/*.test.ts'],
          globalSetup: 'e2e/security/global-setup.ts',
          ...blackBox,
        },
      },
    ],
  },
});
