/** Tries the project's lint rules on files that are made up, in a folder of their own with the same rooms. */
import { execFileSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';

const root = resolve(import.meta.dirname, '../..');

interface Diagnostic {
  category: string;
  location: { path: string };
}

/** The rules that each file (path and text) offends against. */
export function lintTrial(files: Iterable<readonly [path: string, text: string]>): Map<string, string[]> {
  const folder = mkdtempSync(join(tmpdir(), 'gatehouse-lint-'));
  try {
    cpSync(join(root, 'biome.json'), join(folder, 'biome.json'));
    mkdirSync(join(folder, 'scripts'));
    symlinkSync(join(root, 'scripts/lint'), join(folder, 'scripts/lint'));
    for (const [path, text] of files) {
      mkdirSync(dirname(join(folder, path)), { recursive: true });
      writeFileSync(join(folder, path), text);
    }
    const offences = new Map<string, string[]>();
    for (const { category, location } of lint(folder)) {
      offences.set(location.path, [...(offences.get(location.path) ?? []), category]);
    }
    return offences;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function lint(folder: string): Diagnostic[] {
  const biome = join(root, 'node_modules/@biomejs/biome/bin/biome');
  const parameters = [biome, 'lint', '--reporter=json', '--max-diagnostics=none', '.'];
  let report: string;
  try {
    const stdio: ['ignore', 'pipe', 'ignore'] = ['ignore', 'pipe', 'ignore'];
    report = execFileSync(process.execPath, parameters, { cwd: folder, encoding: 'utf8', maxBuffer: 1 << 26, stdio });
  } catch (failure) {
    report = (failure as { stdout: string }).stdout;
  }
  return (JSON.parse(report) as { diagnostics: Diagnostic[] }).diagnostics;
}
