#!/usr/bin/env node
// npm run build: what npm start would make, without serving.
import { prepare } from './prepare.mjs';
import { endWith, say } from './steps.mjs';

await prepare('pages').catch(endWith);
say('The build is current.');
