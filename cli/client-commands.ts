/** `client create|list|show|update|approve|delete|rotate-secret|delete-secret|allow|disallow|team` */
import type { Command } from 'commander';
import { approveClient } from '@/portal/approve-client';
import { toClientDocument as toDocument } from '@/portal/client-document';
import { createClient } from '@/portal/create-client';
import { deleteClient } from '@/portal/delete-client';
import { listClients } from '@/portal/list-clients';
import { showClient } from '@/portal/show-client';
import { updateClient } from '@/portal/update-client';
import { allPages } from './all-pages';
import { addAllotCommands } from './allot-commands';
import type { ClientFlags } from './client-flags';
import { addClientFlags, toClientDocument } from './client-flags';
import { describeClient } from './describe-client';
import type { JsonOption } from './json-option';
import { addJsonDocument, addJsonOutput, present } from './json-option';
import { minute, table } from './layout';
import { rotateSecretCommand } from './rotate-secret-command';
import { addTeamCommands, deleteSecretCommand } from './team-commands';
import type { CommandContext } from './workbench';
import { withWorkbench } from './workbench';

/** Adds all of them under `client`. */
export function addClientCommands(program: Command, context: CommandContext): void {
  const client = program.command('client').description('registered applications');
  createCommand(client, context);
  listCommand(client, context);
  showCommand(client, context);
  updateCommand(client, context);
  approveCommand(client, context);
  deleteCommand(client, context);
  rotateSecretCommand(client, context);
  deleteSecretCommand(client, context);
  addAllotCommands(client, context);
  addTeamCommands(client, context);
}

function createCommand(client: Command, context: CommandContext): void {
  const command = addClientFlags(client.command('create').description('register a client and print its secret, once'));
  addJsonDocument(command, 'RFC 7591 client metadata').action(async (flags: ClientFlags) => {
    // A document means what RFC 7591 says; flags alone describe the usual case.
    const document = toClientDocument(flags, typeof flags.json === 'string' ? '' : 'web');
    const made = await withWorkbench(context, (bench) => createClient(bench, document));
    present(context.terminal.say, flags.json, toDocument(made.client, made.issued), () =>
      ['Client created.', describeClient(made.client, made.issued)].join('\n\n'),
    );
  });
}

function listCommand(client: Command, context: CommandContext): void {
  const command = client.command('list').description('list clients').option('--search <text>', 'in name and client id');
  addJsonOutput(command).action(async ({ json, search }: { json?: true; search?: string }) => {
    const clients = await withWorkbench(context, (bench) => allPages(search, (page) => listClients(bench, page)));
    const rows = clients.map(({ clientId, status, metadata, createdAt, selfRegistration }) => [
      clientId,
      metadata.client_name ?? '-',
      metadata.token_endpoint_auth_method,
      status === 'active' && selfRegistration?.quarantinedAt ? 'not reviewed' : status,
      minute(createdAt),
    ]);
    const documents = clients.map((one) => toDocument(one));
    present(context.terminal.say, json, documents, () =>
      table(['client id', 'name', 'authentication', 'status', 'created'], rows, 'There are no clients yet.'),
    );
  });
}

function showCommand(client: Command, context: CommandContext): void {
  const command = client.command('show').description('show one client').argument('<client-id>');
  addJsonOutput(command).action(async (clientId: string, { json }: { json?: JsonOption }) => {
    const found = await withWorkbench(context, (bench) => showClient(bench, clientId));
    present(context.terminal.say, json, toDocument(found), () => describeClient(found));
  });
}

function updateCommand(client: Command, context: CommandContext): void {
  const command = addClientFlags(client.command('update').description('change a client').argument('<client-id>'))
    .option('--no-first-party', 'ask people for consent')
    .option('--no-id-token-claims', 'leave the claims of scopes to userinfo')
    .option('--no-claims', 'take all mapped claims away')
    .option('--no-json-token-requests', 'let it send token requests as forms alone')
    .option('--disable', 'refuse it everywhere and revoke what it was granted')
    .option('--enable', 'let it work again');
  type UpdateFlags = ClientFlags & { disable?: true; enable?: true };
  addJsonDocument(command, 'the members to change (null removes one)').action(
    async (clientId: string, flags: UpdateFlags) => {
      const document = toClientDocument(flags);
      const status = flags.disable ? 'disabled' : flags.enable ? 'active' : undefined;
      const change = { document, ...(status === undefined ? {} : ({ status } as const)) };
      const changed = await withWorkbench(context, (bench) => updateClient(bench, clientId, change));
      present(context.terminal.say, flags.json, toDocument(changed.client, changed.issued), () =>
        ['Client updated.', describeClient(changed.client, changed.issued)].join('\n\n'),
      );
    },
  );
}

function approveCommand(client: Command, context: CommandContext): void {
  const command = client.command('approve').description('stop warning people of a client that registered itself');
  addJsonOutput(command.argument('<client-id>')).action(async (clientId: string, { json }: { json?: JsonOption }) => {
    const approved = await withWorkbench(context, (bench) => approveClient(bench, clientId));
    present(context.terminal.say, json, toDocument(approved), () =>
      ['Client approved as it is now.', describeClient(approved)].join('\n\n'),
    );
  });
}

function deleteCommand(client: Command, context: CommandContext): void {
  const command = client.command('delete').description('delete a client and revoke what it was granted');
  addJsonOutput(command.argument('<client-id>')).action(async (clientId: string, { json }: { json?: JsonOption }) => {
    await withWorkbench(context, (bench) => deleteClient(bench, clientId));
    present(context.terminal.say, json, { client_id: clientId, deleted: true }, () => `Client ${clientId} deleted.`);
  });
}
