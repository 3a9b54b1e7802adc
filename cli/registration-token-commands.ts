/** `registration-token create|list|revoke` */
import type { Command } from 'commander';
import {
  createInitialAccessToken,
  listInitialAccessTokens,
  revokeInitialAccessToken,
} from '@/portal/initial-access-tokens';
import { readDuration } from './duration';
import type { JsonOption } from './json-option';
import { addJsonOutput, present } from './json-option';
import { minute, pairs, table } from './layout';
import type { CommandContext } from './workbench';
import { withWorkbench } from './workbench';

interface CreateFlags {
  json?: true;
  label?: string;
  uses?: string;
  expires?: string;
}

/** Adds them under `registration-token`. */
export function addRegistrationTokenCommands(program: Command, context: CommandContext): void {
  const token = program
    .command('registration-token')
    .description('initial access tokens, with which applications register themselves');
  createCommand(token, context);
  listCommand(token, context);
  revokeCommand(token, context);
}

function createCommand(token: Command, context: CommandContext): void {
  const command = token
    .command('create')
    .description('make a token and print it, once; good for one application within 7 days')
    .option('--label <text>', 'whom it is for')
    .option('--uses <count>', 'how many applications may be registered with it')
    .option('--expires <duration>', 'how long it is good: 12h, 30d');
  addJsonOutput(command).action(async ({ json, label, uses, expires }: CreateFlags) => {
    const terms = {
      ...(label === undefined ? {} : { label }),
      ...(uses === undefined ? {} : { uses: Number(uses) }),
      ...(expires === undefined ? {} : { lifetimeSeconds: readDuration(expires) }),
    };
    const made = await withWorkbench(context, (bench) => createInitialAccessToken(bench, terms));
    present(context.terminal.say, json, made, () =>
      [
        'Initial access token created.',
        pairs([
          ['id', made.id],
          ['token', `${made.token}  (shown once)`],
          ['label', made.label],
          ['uses', String(made.uses_left)],
          ['until', `${minute(made.expires_at)} UTC`],
        ]),
      ].join('\n\n'),
    );
  });
}

function listCommand(token: Command, context: CommandContext): void {
  addJsonOutput(token.command('list').description('list the tokens')).action(
    async ({ json }: { json?: JsonOption }) => {
      const tokens = await withWorkbench(context, listInitialAccessTokens);
      const rows = tokens.map(({ id, label, uses_left, expires_at }) => [
        ...[id, label || '-', String(uses_left), minute(expires_at)],
      ]);
      present(context.terminal.say, json, tokens, () =>
        table(['id', 'label', 'uses left', 'until'], rows, 'There are no initial access tokens.'),
      );
    },
  );
}

function revokeCommand(token: Command, context: CommandContext): void {
  const command = token.command('revoke').description('make a token useless; what it registered stays');
  addJsonOutput(command.argument('<id>')).action(async (id: string, { json }: { json?: JsonOption }) => {
    await withWorkbench(context, (bench) => revokeInitialAccessToken(bench, id));
    present(context.terminal.say, json, { id, revoked: true }, () => `Initial access token ${id} revoked.`);
  });
}
