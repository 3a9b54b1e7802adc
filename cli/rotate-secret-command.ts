/** `client rotate-secret` */
import type { Command } from 'commander';
import { toClientDocument } from '@/portal/client-document';
import type { OldSecrets } from '@/portal/rotate-client-secret';
import { rotateClientSecret } from '@/portal/rotate-client-secret';
import { describeClient } from './describe-client';
import { readDuration } from './duration';
import { addJsonOutput, present } from './json-option';
import { usageError } from './terminal';
import type { CommandContext } from './workbench';
import { withWorkbench } from './workbench';

interface RotateFlags {
  json?: true;
  label?: string;
  revokeOld?: true;
  keepOld?: true;
  expireOldIn?: string;
}

/** Adds it to `client`. */
export function rotateSecretCommand(client: Command, context: CommandContext): void {
  const command = client
    .command('rotate-secret')
    .description('add a secret and print it, once; those before it work for another 24 hours')
    .argument('<client-id>')
    .option('--label <label>', 'what to recognise the new secret by')
    .option('--expire-old-in <duration>', 'let the old ones work this long: 90s, 30m, 12h, 7d')
    .option('--revoke-old', 'the old ones stop working now')
    .option('--keep-old', 'the old ones go on working');
  addJsonOutput(command).action(async (clientId: string, flags: RotateFlags) => {
    const old = readFate(flags);
    const { label } = flags;
    const options = { ...(label === undefined ? {} : { label }), ...(old === undefined ? {} : { old }) };
    const { client: rotated, issued } = await withWorkbench(context, (bench) =>
      rotateClientSecret(bench, clientId, options),
    );
    present(context.terminal.say, flags.json, toClientDocument(rotated, issued), () =>
      ['Secret added.', describeClient(rotated, issued)].join('\n\n'),
    );
  });
}

function readFate({ revokeOld, keepOld, expireOldIn }: RotateFlags): OldSecrets | undefined {
  if ([revokeOld, keepOld, expireOldIn].filter((flag) => flag !== undefined).length > 1) {
    throw usageError('--expire-old-in, --revoke-old and --keep-old exclude each other.');
  }
  if (revokeOld) return { fate: 'revoke' };
  if (keepOld) return { fate: 'keep' };
  return expireOldIn === undefined ? undefined : { fate: 'expire', inSeconds: readDuration(expireOldIn) };
}
