#!/usr/bin/env node
// npm test: installs what is missing, builds, runs every stage. `npm test -- unit lint` runs the named stages only.
import { prepare } from './prepare.mjs';
import { endWith } from './steps.mjs';

try {
  const names = process.argv.slice(2);
  const { runStages, stages } = await import('./stages.mjs');
  const chosen = names.length === 0 ? stages : stages.filter(({ name }) => names.includes(name));
  if (chosen.length < names.length) throw new Error(`The stages are: ${stages.map(({ name }) => name).join(', ')}.`);
  const needsBuild = chosen.some(({ needs }) => needs !== undefined);
  const prepared = await prepare(needsBuild ? 'pages' : 'packages').then(
    () => undefined,
    (error) => error,
  );
  if (prepared !== undefined) console.error(prepared.message);
  const { passed, failed } = prepared === undefined ? await runStages(chosen) : { passed: 0, failed: chosen.length };
  console.log(`\n${passed} passed, ${failed} failed`);
  process.exitCode = failed > 0 || passed === 0 ? 1 : 0;
} catch (error) {
  endWith(error);
}
