#!/usr/bin/env node
// The gatehouse command. What it has to prepare first it says on standard error.
import { prepare } from './prepare.mjs';
import { endWith, sayOnStandardError } from './steps.mjs';

try {
  sayOnStandardError();
  await prepare('bundle');
  await import('../dist/cli/main.js');
} catch (error) {
  endWith(error);
}
