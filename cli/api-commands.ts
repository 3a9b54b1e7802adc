/** `api create|list|show|update|delete` */
import type { Command } from 'commander';
import { toApiDocument as toDocument } from '@/portal/api-document';
import { createApi } from '@/portal/create-api';
import { deleteApi } from '@/portal/delete-api';
import { listApis } from '@/portal/list-apis';
import { showApi } from '@/portal/show-api';
import { updateApi } from '@/portal/update-api';
import type { ApiFlags } from './api-flags';
import { addApiFlags, readScopes, toApiDocument } from './api-flags';
import type { JsonOption } from './json-option';
import { addJsonDocument, addJsonOutput, present } from './json-option';
import { pairs, table } from './layout';
import { collect } from './repeated-option';
import type { CommandContext } from './workbench';
import { withWorkbench } from './workbench';

type Api = Awaited<ReturnType<typeof showApi>>;

/** Adds them under `api`. */
export function addApiCommands(program: Command, context: CommandContext): void {
  const api = program.command('api').description('APIs that access tokens are for, and their scopes');
  createCommand(api, context);
  listCommand(api, context);
  showCommand(api, context);
  updateCommand(api, context);
  deleteCommand(api, context);
}

function createCommand(api: Command, context: CommandContext): void {
  const command = addApiFlags(api.command('create').description('register an API').argument('[identifier]'));
  addJsonDocument(command, 'the API').action(async (identifier: string | undefined, flags: ApiFlags) => {
    const scopes = readScopes(flags);
    const given = { ...toApiDocument(flags), ...(scopes.length === 0 ? {} : { scopes }) };
    const document = identifier === undefined ? given : { name: identifier, ...given, identifier };
    const made = await withWorkbench(context, (bench) => createApi(bench, document));
    present(context.terminal.say, flags.json, toDocument(made), () => ['API created.', describeApi(made)].join('\n\n'));
  });
}

function listCommand(api: Command, context: CommandContext): void {
  addJsonOutput(api.command('list').description('list APIs')).action(async ({ json }: { json?: JsonOption }) => {
    const apis = await withWorkbench(context, listApis);
    const rows = apis.map(({ identifier, name, scopes, accessTokenFormat }) => [
      identifier,
      name,
      accessTokenFormat,
      scopes.map((scope) => scope.name).join(' ') || '-',
    ]);
    present(context.terminal.say, json, apis.map(toDocument), () =>
      table(['identifier', 'name', 'tokens', 'scopes'], rows, 'There are no APIs yet.'),
    );
  });
}

function showCommand(api: Command, context: CommandContext): void {
  const command = api.command('show').description('show one API').argument('<identifier>');
  addJsonOutput(command).action(async (identifier: string, { json }: { json?: JsonOption }) => {
    const found = await withWorkbench(context, (bench) => showApi(bench, identifier));
    present(context.terminal.say, json, toDocument(found), () => describeApi(found));
  });
}

function updateCommand(api: Command, context: CommandContext): void {
  const command = addApiFlags(api.command('update').description('change an API').argument('<identifier>'))
    .option('--remove-scope <name>', 'a scope that is no more; may be repeated', collect)
    .option('--no-include-roles', 'keep roles out of its tokens');
  type UpdateFlags = ApiFlags & { removeScope?: string[] };
  addJsonDocument(command, 'the members to change').action(async (identifier: string, flags: UpdateFlags) => {
    const change = {
      document: toApiDocument(flags),
      describeScopes: readScopes(flags),
      removeScopes: flags.removeScope ?? [],
    };
    const changed = await withWorkbench(context, (bench) => updateApi(bench, identifier, change));
    present(context.terminal.say, flags.json, toDocument(changed), () =>
      ['API updated.', describeApi(changed)].join('\n\n'),
    );
  });
}

function deleteCommand(api: Command, context: CommandContext): void {
  const command = api.command('delete').description('delete an API and all that clients may ask for at it');
  addJsonOutput(command.argument('<identifier>')).action(
    async (identifier: string, { json }: { json?: JsonOption }) => {
      await withWorkbench(context, (bench) => deleteApi(bench, identifier));
      present(context.terminal.say, json, { identifier, deleted: true }, () => `API ${identifier} deleted.`);
    },
  );
}

function describeApi(api: Api): string {
  const isJwt = api.accessTokenFormat === 'jwt';
  return pairs([
    ['identifier', api.identifier],
    ['name', api.name],
    ['access tokens', isJwt ? `JWT, signed with ${api.signingAlgorithm}` : 'opaque'],
    ['lifetime', api.accessTokenSeconds === null ? 'as each client has it' : `${api.accessTokenSeconds} s at most`],
    ['roles', api.includesRoles ? 'in its tokens' : undefined],
    ['served by', api.introspectionClientIds],
    ['scopes', api.scopes.map(describeScope)],
  ]);
}

function describeScope({ name, description, roles }: Api['scopes'][number]): string {
  return `${name}: ${description}${roles.length === 0 ? '' : ` (${roles.join(' or ')} only)`}`;
}
