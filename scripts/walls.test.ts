import { beforeAll, describe, expect, it } from 'vitest';
import { lintTrial } from './testing/lint-trial';

// The walls of the house, tried out: every line below is written into a file of that room in a folder of its own,
// which is then linted with the project's configuration.
const deep = (room: string, statement: string): [file: string, statement: string] => [`${room}/deep/deeper`, statement];
const every = (room: string, forbidden: string[]) =>
  forbidden.flatMap((target) => [
    deep(room, `import { x } from '@/${target}';\n`),
    deep(room, `import type { X } from '@/${target}';\n`),
    deep(room, `export * from '@/${target}';\n`),
    deep(room, `export const x = await import('@/${target}');\n`),
    deep(room, `import { x } from '../../../${target}';\n`),
    [`${room}/flat`, `import { x } from '../${target}';\n`] as [string, string],
    [`${room}/flat`, `import { x } from './../${target}';\n`] as [string, string],
    [`${room}/flat`, `import { x } from '@/${room}/../${target}';\n`] as [string, string],
  ]);
const packages = (room: string, names: string[]) => names.map((name) => deep(room, `import { x } from '${name}';\n`));

const forbidden: [file: string, statement: string][] = [
  ...every('protocol', [
    'identity/ports',
    'portal/ports',
    'storage/memory/clients',
    'server/env',
    'app/page',
    'cli/main',
  ]),
  ...packages('protocol', [
    'next',
    'next/server',
    'react',
    '@prisma/client',
    'zod',
    'node:crypto',
    'uuidv7',
    '@/server',
  ]),
  ...every('identity', [
    'protocol/ports',
    'portal/ports',
    'storage/storage',
    'server/env',
    'app/page',
    'components/ui/x',
  ]),
  ...packages('identity', ['next', 'next/headers', 'next-auth', 'react', '@prisma/client', '@prisma/adapter-pg']),
  ...every('storage', ['protocol/errors', 'identity/passwords', 'portal/create-client', 'server/env', 'app/page']),
  ...packages('storage', ['next', 'next/server', 'react']),
  ...every('portal', ['protocol/grants/refresh', 'protocol/errors', 'storage/storage', 'server/env', 'app/page']),
  ...packages('portal', ['next', 'react', '@prisma/client', 'react-dom/server']),
  ...every('server', ['app/page', 'components/ui/button', 'cli/main', 'e2e/cookies']),
  ...every('components', [
    'storage/storage',
    'server/env',
    'portal/ports',
    'identity/ports',
    'protocol/ports',
    'app/page',
  ]),
  ...packages('components', ['@prisma/client']),
  ...every('app', ['storage/storage', 'protocol/ports', 'protocol/tokens/issue', 'cli/main', 'e2e/cookies']),
  ...packages('app', ['@prisma/client', '@prisma/adapter-better-sqlite3']),
  ...packages('app', ['@/portal/create-client', '@/identity/passwords']),
  deep('app', "import { type X } from '@/portal/ports';\n"),
  deep('app', "export * from '@/portal/create-client';\n"),
  deep('app', "export const x = await import('@/identity/passwords');\n"),
  ...every('cli', ['app/page', 'components/ui/x', 'storage/storage', 'protocol/ports', 'identity/ports']),
  ...every('e2e', [
    'protocol/ports',
    'identity/ports',
    'portal/ports',
    'storage/storage',
    'server/env',
    'app/page',
    'cli/main',
  ]),
  ...every('bench', ['protocol/ports', 'identity/password-hash', 'storage/storage', 'server/env', 'cli/main']),
  ...['protocol', 'identity', 'storage', 'portal', 'server', 'app', 'components', 'cli'].flatMap((room) => [
    deep(room, 'export const x = process.env.HOME;\n'),
    deep(room, "export const x = process['env'];\n"),
    deep(room, 'const { env } = process;\nexport const x = env;\n'),
    deep(room, "import { env } from 'node:process';\nexport const x = env;\n"),
  ]),
  deep('protocol', 'export const x = process.version;\n'),
  deep('protocol', "export const x = Buffer.from('x');\n"),
  deep('server', "export const x = require('@/app/page');\n"),
];

const allowed: [file: string, statement: string][] = [
  ...packages('protocol', ['jose', 'jose/errors', './scopes', '../ports', '../../ports', '@/protocol/ports']),
  ...packages('identity', ['@node-rs/argon2', 'node:crypto', '../ports']),
  ...packages('storage', [
    '@/protocol/ports',
    '@/identity/ports',
    '@/portal/ports',
    '@prisma/client',
    '../prisma/rows',
  ]),
  ...packages('portal', ['@/protocol/client-metadata', '@/protocol/client-metadata/index', '@/protocol/scopes']),
  ...packages('portal', ['@/protocol/keys/rotate', '@/protocol/ports', '@/identity/ports', '../ports']),
  ...packages('server', [
    '@/protocol/ports',
    '@/storage/storage',
    '@/portal/ports',
    'next',
    'next-auth',
    '@prisma/client',
  ]),
  ...packages('components', [
    '@/protocol/client-metadata',
    '@/protocol/client-metadata/vocabulary',
    '../ui/button',
    'react',
  ]),
  ...packages('app', [
    '@/server/session',
    '@/components/ui/button',
    '@/protocol/client-metadata/index',
    'next/headers',
  ]),
  deep('app', "import type { X } from '@/portal/ports';\n"),
  deep('app', "import type {\n  X,\n} from '@/identity/ports';\n"),
  ...packages('cli', ['@/server/container', '@/portal/create-client', 'commander']),
  ...packages('bench', ['pg', '@/e2e/harness/instance', '@/scripts/test-postgres.mjs']),
  ...packages('e2e', ['openid-client', '@playwright/test', '../cookies']),
  ['protocol/deep/scopes.test', "import { x } from '@/storage/memory/clients';\n"],
  ['server/env', 'export const x = process.env;\n'],
];

const wallRules = /noRestrictedImports|noRestrictedGlobals|noProcessEnv|noCommonJs|^plugin/;

/** A path for the entry at a place of its list; a file whose name matters keeps it. */
const pathOf = (file: string, kind: string, index: number) =>
  file === 'server/env' || file.endsWith('.test') ? `${file}.ts` : `${file}-${kind}-${index}.ts`;
const trials = (kind: string, entries: typeof forbidden) =>
  entries.map(([file, statement], index) => ({ file, statement, path: pathOf(file, kind, index) }));

describe('the walls between the rooms', () => {
  const refused = trials('forbidden', forbidden);
  const passed = trials('allowed', allowed);
  let offences = new Map<string, string[]>();
  const offendsAgainstWalls = (path: string) => (offences.get(path) ?? []).some((rule) => wallRules.test(rule));

  beforeAll(() => {
    offences = lintTrial([...refused, ...passed].map(({ path, statement }) => [path, statement]));
  });

  it.each(refused)('$file may not say $statement', ({ path }) => {
    expect(offendsAgainstWalls(path)).toBe(true);
  });
  it.each(passed)('$file may say $statement', ({ path }) => {
    expect(offendsAgainstWalls(path)).toBe(false);
  });
});
