/** `group create|list|show|delete|add|remove` */
import type { Command } from 'commander';
import { changeGroupMember } from '@/portal/change-group-member';
import { createGroup } from '@/portal/create-group';
import { deleteGroup } from '@/portal/delete-group';
import { listGroups } from '@/portal/list-groups';
import { toGroupDocument as toDocument, toMembersDocument } from '@/portal/role-document';
import type { GroupMembers } from '@/portal/show-group';
import { showGroup } from '@/portal/show-group';
import { allPages } from './all-pages';
import type { JsonOption } from './json-option';
import { addJsonOutput, present } from './json-option';
import { pairs, table } from './layout';
import type { CommandContext } from './workbench';
import { withWorkbench } from './workbench';

interface GroupFlags {
  json?: JsonOption;
  description?: string;
}

/** Adds all of them under `group`. */
export function addGroupCommands(program: Command, context: CommandContext): void {
  const group = program.command('group').description('groups of people');
  createCommand(group, context);
  listCommand(group, context);
  showCommand(group, context);
  deleteCommand(group, context);
  memberCommand(group, context, 'add', 'put a person into a group');
  memberCommand(group, context, 'remove', 'take a person out of a group');
}

function createCommand(group: Command, context: CommandContext): void {
  const command = group.command('create').description('make a group').argument('<group>');
  addJsonOutput(command.option('--description <text>', 'what it is for')).action(
    async (name: string, { json, description }: GroupFlags) => {
      const wanted = { name, ...(description === undefined ? {} : { description }) };
      const made = await withWorkbench(context, (bench) => createGroup(bench, wanted));
      present(context.terminal.say, json, toDocument(made), () => `Group ${made.name} created.`);
    },
  );
}

function listCommand(group: Command, context: CommandContext): void {
  addJsonOutput(group.command('list').description('list groups')).action(async ({ json }: GroupFlags) => {
    const groups = await withWorkbench(context, (bench) => allPages(undefined, (page) => listGroups(bench, page)));
    const rows = groups.map(({ name, description }) => [name, description]);
    present(context.terminal.say, json, groups.map(toDocument), () =>
      table(['group', 'description'], rows, 'There are no groups yet.'),
    );
  });
}

function showCommand(group: Command, context: CommandContext): void {
  const command = group.command('show').description('show who is in a group').argument('<group>');
  addJsonOutput(command).action(async (name: string, { json }: GroupFlags) => {
    const shown = await withWorkbench(context, (bench) => showGroup(bench, name));
    present(context.terminal.say, json, toMembersDocument(shown), () => describeGroup(shown));
  });
}

function deleteCommand(group: Command, context: CommandContext): void {
  const command = group.command('delete').description('delete a group, and what its people have by it');
  addJsonOutput(command.argument('<group>')).action(async (name: string, { json }: GroupFlags) => {
    await withWorkbench(context, (bench) => deleteGroup(bench, name));
    present(context.terminal.say, json, { name, deleted: true }, () => `Group ${name} deleted.`);
  });
}

function memberCommand(group: Command, context: CommandContext, verb: 'add' | 'remove', description: string): void {
  const command = group.command(verb).description(description).argument('<group>');
  addJsonOutput(command.argument('<user>', 'user name, e-mail or id')).action(
    async (name: string, user: string, { json }: GroupFlags) => {
      const { group: changed } = await withWorkbench(context, (bench) => changeGroupMember(bench, verb, name, user));
      const document = { ...toDocument(changed), user, member: verb === 'add' };
      present(context.terminal.say, json, document, () => `${user} is ${verb === 'add' ? '' : 'not '}in ${name}.`);
    },
  );
}

function describeGroup({ group, people, roles }: GroupMembers): string {
  return pairs([
    ['group', group.name],
    ['description', group.description],
    ['users', people.map(({ username }) => username)],
    ['roles', roles.map(({ name, clientId }) => (clientId === null ? name : `${name} in ${clientId}`))],
  ]);
}
