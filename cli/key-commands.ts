/** `keys list|rotate` */
import type { Command } from 'commander';
import type { SigningKeyDocument } from '@/portal/list-signing-keys';
import { listSigningKeys } from '@/portal/list-signing-keys';
import { rotateSigningKeys } from '@/portal/rotate-signing-keys';
import { readDuration } from './duration';
import type { JsonOption } from './json-option';
import { addJsonOutput, present } from './json-option';
import { minute, table } from './layout';
import type { CommandContext } from './workbench';
import { withWorkbench } from './workbench';

interface RotateFlags {
  json?: true;
  alg?: string[];
  signIn?: string;
  retain?: string;
}

/** Adds them under `keys`. */
export function addKeyCommands(program: Command, context: CommandContext): void {
  const keys = program.command('keys').description('signing keys');
  addJsonOutput(keys.command('list').description('list signing keys')).action(
    async ({ json }: { json?: JsonOption }) => {
      const list = await withWorkbench(context, listSigningKeys);
      present(context.terminal.say, json, list, () => describeKeys(list));
    },
  );
  const rotate = keys
    .command('rotate')
    .description('publish new keys, which sign a minute later; the old ones stay published for 30 days')
    .option('--alg <alg>', 'only this algorithm; may be repeated', (alg: string, before?: string[]) => [
      ...(before ?? []),
      alg,
    ])
    .option('--sign-in <duration>', 'when the new keys begin to sign: 0s, 60s, 1h')
    .option('--retain <duration>', 'how long the old ones stay published after that: 7d');
  addJsonOutput(rotate).action(async ({ json, alg, signIn, retain }: RotateFlags) => {
    const options = {
      ...(alg === undefined ? {} : { algs: alg }),
      ...(signIn === undefined ? {} : { publishSeconds: readDuration(signIn) }),
      ...(retain === undefined ? {} : { retainSeconds: readDuration(retain) }),
    };
    const made = await withWorkbench(context, (bench) => rotateSigningKeys(bench, options));
    present(context.terminal.say, json, made, () => ['New keys:', describeKeys(made)].join('\n\n'));
  });
}

function describeKeys(keys: SigningKeyDocument[]): string {
  const rows = keys.map((key) => [
    key.kid,
    key.alg,
    key.state,
    minute(key.signs_from),
    key.removed_at === null ? '-' : minute(key.removed_at),
  ]);
  return table(['kid', 'algorithm', 'state', 'signs from', 'removed'], rows, 'There are no keys yet.');
}
