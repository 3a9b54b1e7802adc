// What an installation and a build were made from, as one hash, so that nothing is done twice.
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const rooms = [
  'app',
  'cli',
  'components',
  'identity',
  'messages',
  'portal',
  'prisma',
  'protocol',
  'public',
  'server',
  'storage',
];
const isRootSource = (name) =>
  (/\.(?:ts|js|mjs)$/.test(name) && !/^(?:vitest|playwright|prisma)\.config\.|^next-env\.d\.ts$/.test(name)) ||
  ['package.json', 'package-lock.json', 'tsconfig.json'].includes(name);
const isTest = (path) => /\.test\.tsx?$/.test(path);

/** Everything that a build reads: paths and contents. */
export function sourceFingerprint(root) {
  const hash = createHash('sha256').update(process.versions.modules);
  const files = readdirSync(root, { withFileTypes: true }).filter(
    (entry) => entry.isFile() && isRootSource(entry.name),
  );
  const paths = [...files.map((entry) => entry.name), ...rooms.flatMap((room) => filesBelow(root, room))];
  for (const path of paths.filter((path) => !isTest(path)).sort()) {
    hash
      .update(`${path}\0`)
      .update(readFileSync(join(root, path)))
      .update('\0');
  }
  return hash.digest('hex');
}

function filesBelow(root, folder) {
  if (!existsSync(join(root, folder))) return [];
  return readdirSync(join(root, folder), { withFileTypes: true }).flatMap((entry) => {
    const path = `${folder}/${entry.name}`;
    if (entry.isDirectory()) return entry.name === 'generated' ? [] : filesBelow(root, path);
    return entry.isFile() ? [path] : [];
  });
}

/** What is installed for: the lock file, and the Node and machine that native modules were made for. */
export function installFingerprint(root) {
  const hash = createHash('sha256').update(readFileSync(join(root, 'package-lock.json')));
  return hash.update([process.versions.modules, process.platform, process.arch].join()).digest('hex');
}

/** True when node_modules holds what package-lock.json asks for, whoever installed it. */
export function isInstalled(root) {
  const native = join(root, 'node_modules/better-sqlite3/build/Release/better_sqlite3.node');
  const inner = join(root, 'node_modules/.package-lock.json');
  if (!existsSync(native) || !existsSync(inner)) return false;
  const wanted = JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8')).packages;
  const present = JSON.parse(readFileSync(inner, 'utf8')).packages;
  return Object.entries(wanted).every(
    ([path, { version, optional }]) => path === '' || (present[path] ? present[path].version === version : optional),
  );
}
