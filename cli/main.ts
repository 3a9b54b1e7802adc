/** The entry of the `gatehouse` command. */
import { environment } from '@/server/env';
import { compileLightly } from './compile-lightly';
import { openWorkbench } from './open-workbench';
import { run } from './program';
import { examineSurroundings } from './surroundings';
import { processTerminal } from './terminal';

compileLightly();
process.exitCode = await run(process.argv.slice(2), {
  terminal: processTerminal(),
  surroundings: () => examineSurroundings(environment),
  open: openWorkbench,
});
