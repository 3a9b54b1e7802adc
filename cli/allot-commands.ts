/** `client allow|disallow` */
import type { Command } from 'commander';
import type { AllotmentChange } from '@/portal/allot-scopes';
import { allotScopes } from '@/portal/allot-scopes';
import { toClientDocument as toDocument } from '@/portal/client-document';
import { describeClient } from './describe-client';
import type { JsonOption } from './json-option';
import { addJsonOutput, present } from './json-option';
import { collect } from './repeated-option';
import type { CommandContext } from './workbench';
import { withWorkbench } from './workbench';

interface AllotFlags {
  json?: JsonOption;
  api: string;
  scope?: string[];
}

/** Adds both under `client`. */
export function addAllotCommands(client: Command, context: CommandContext): void {
  const allow = 'let a client ask for tokens for an API, for people and for itself';
  addAllotCommand(client, context, 'allow', allow, 'scopes to add, separated by spaces; may be repeated');
  const disallow = 'take scopes of an API, or the whole API, from a client';
  addAllotCommand(client, context, 'disallow', disallow, 'only these scopes; may be repeated');
}

function addAllotCommand(
  client: Command,
  context: CommandContext,
  verb: AllotmentChange['verb'],
  description: string,
  scopes: string,
): void {
  const command = client
    .command(verb)
    .description(description)
    .argument('<client-id>')
    .requiredOption('--api <identifier>', 'the API')
    .option('--scope <scopes>', scopes, collect);
  addJsonOutput(command).action(async (clientId: string, { json, api, scope = [] }: AllotFlags) => {
    const words = scope.flatMap((each) => each.split(' ')).filter((word) => word !== '');
    const change = { clientId, api, verb, scopes: words };
    const changed = await withWorkbench(context, (bench) => allotScopes(bench, change));
    present(context.terminal.say, json, toDocument(changed), () =>
      ['Client updated.', describeClient(changed)].join('\n\n'),
    );
  });
}
