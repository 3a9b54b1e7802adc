/** The entry of the `gatehouse` command. */
import { container } from '@/server/container';
import { environment } from '@/server/env';
import { run } from './program';
import { examineSurroundings } from './surroundings';
import { processTerminal } from './terminal';

process.exitCode = await run(process.argv.slice(2), {
  terminal: processTerminal(),
  surroundings: () => examineSurroundings(environment),
  async open() {
    const { storage, clock, random, vault, identity, close } = await container('command');
    const checkDatabase = () => storage.check();
    const { issuer } = storage;
    return { issuer, storage, clock, random, vault, passwordHash: identity.passwordHash, checkDatabase, close };
  },
});
