/** `role create|list|show|delete|grant|revoke` */
import type { Command } from 'commander';
import type { NamedHolder } from '@/portal/change-role-holder';
import { changeRoleHolder } from '@/portal/change-role-holder';
import { createRole } from '@/portal/create-role';
import { deleteRole } from '@/portal/delete-role';
import { listRoles } from '@/portal/list-roles';
import { toRoleDocument as toDocument, toHoldersDocument } from '@/portal/role-document';
import type { RoleHolders } from '@/portal/show-role';
import { showRole } from '@/portal/show-role';
import { allPages } from './all-pages';
import type { JsonOption } from './json-option';
import { addJsonOutput, present } from './json-option';
import { pairs, table } from './layout';
import { usageError } from './terminal';
import type { CommandContext } from './workbench';
import { withWorkbench } from './workbench';

interface RoleFlags {
  json?: JsonOption;
  application?: string;
  description?: string;
}

/** Adds all of them under `role`. */
export function addRoleCommands(program: Command, context: CommandContext): void {
  const role = program.command('role').description('roles, in the realm or in one application');
  createCommand(role, context);
  listCommand(role, context);
  showCommand(role, context);
  deleteCommand(role, context);
  holderCommand(role, context, 'grant', 'give a role to a person or a group');
  holderCommand(role, context, 'revoke', 'take a role from a person or a group');
}

function commandFor(role: Command, verb: string, description: string): Command {
  return addJsonOutput(role.command(verb).description(description).argument('<role>')).option(
    '--application <client-id>',
    'the application that it is a role in; without it, the whole realm',
  );
}

const roleName = (name: string, { application }: RoleFlags) => ({ name, clientId: application ?? null });

function createCommand(role: Command, context: CommandContext): void {
  commandFor(role, 'create', 'make a role')
    .option('--description <text>', 'what it is for')
    .action(async (name: string, flags: RoleFlags) => {
      const { description } = flags;
      const wanted = { ...roleName(name, flags), ...(description === undefined ? {} : { description }) };
      const made = await withWorkbench(context, (bench) => createRole(bench, wanted));
      present(context.terminal.say, flags.json, toDocument(made), () => `Role ${made.name} created.`);
    });
}

function listCommand(role: Command, context: CommandContext): void {
  const command = addJsonOutput(role.command('list').description('list roles')).option(
    '--application <client-id>',
    'only those of one application',
  );
  command.action(async ({ json, application }: RoleFlags) => {
    const only = application === undefined ? {} : { clientId: application };
    const roles = await withWorkbench(context, (bench) =>
      allPages(undefined, (page) => listRoles(bench, { ...page, ...only })),
    );
    const rows = roles.map(({ name, clientId, description }) => [name, clientId ?? '-', description]);
    present(context.terminal.say, json, roles.map(toDocument), () =>
      table(['role', 'application', 'description'], rows, 'There are no roles yet.'),
    );
  });
}

function showCommand(role: Command, context: CommandContext): void {
  commandFor(role, 'show', 'show who has a role').action(async (name: string, flags: RoleFlags) => {
    const shown = await withWorkbench(context, (bench) => showRole(bench, roleName(name, flags)));
    present(context.terminal.say, flags.json, toHoldersDocument(shown), () => describeRole(shown));
  });
}

function deleteCommand(role: Command, context: CommandContext): void {
  commandFor(role, 'delete', 'take a role from everybody').action(async (name: string, flags: RoleFlags) => {
    await withWorkbench(context, (bench) => deleteRole(bench, roleName(name, flags)));
    present(context.terminal.say, flags.json, { name, deleted: true }, () => `Role ${name} deleted.`);
  });
}

function holderCommand(role: Command, context: CommandContext, verb: 'grant' | 'revoke', description: string): void {
  type HolderFlags = RoleFlags & { user?: string; group?: string };
  commandFor(role, verb, description)
    .option('--user <name>', 'a person, by user name, e-mail or id')
    .option('--group <name>', 'a group')
    .action(async (name: string, flags: HolderFlags) => {
      const holder = readHolder(flags);
      const { role: changed } = await withWorkbench(context, (bench) =>
        changeRoleHolder(bench, verb, roleName(name, flags), holder),
      );
      const whose = flags.user ?? `the group ${flags.group}`;
      const says = verb === 'grant' ? `${whose} has the role ${name}.` : `${whose} does not have the role ${name}.`;
      present(
        context.terminal.say,
        flags.json,
        { ...toDocument(changed), ...holder, granted: verb === 'grant' },
        () => says,
      );
    });
}

function readHolder({ user, group }: { user?: string; group?: string }): NamedHolder {
  if (user !== undefined && group === undefined) return { user };
  if (group !== undefined && user === undefined) return { group };
  throw usageError('Say whose role it is: either --user or --group.');
}

function describeRole({ role, people, groups }: RoleHolders): string {
  return pairs([
    ['role', role.name],
    ['application', role.clientId ?? undefined],
    ['description', role.description],
    ['users', people.map(({ username }) => username)],
    ['groups', groups.map(({ name }) => name)],
  ]);
}
