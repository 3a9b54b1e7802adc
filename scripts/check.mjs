#!/usr/bin/env node
// npm run check: what to run before every commit; under a minute.
import { prepare } from './prepare.mjs';
import { runStages, stages } from './stages.mjs';
import { endWith } from './steps.mjs';

try {
  await prepare('packages');
  const { passed, failed } = await runStages(stages.filter(({ name }) => ['lint', 'types', 'unit'].includes(name)));
  console.log(`\n${passed} passed, ${failed} failed`);
  process.exitCode = failed > 0 ? 1 : 0;
} catch (error) {
  endWith(error);
}
