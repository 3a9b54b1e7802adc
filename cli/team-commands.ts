/** `client team list|add|remove|set-role`, `client delete-secret` */
import type { Command } from 'commander';
import { deleteClientSecret } from '@/portal/client-secrets';
import type { ClientMemberRole } from '@/portal/ports';
import { showClient } from '@/portal/show-client';
import { showUser } from '@/portal/show-user';
import type { TeamMember } from '@/portal/team';
import { addTeamMember, changeTeamRole, listTeam, removeTeamMember } from '@/portal/team';
import type { JsonOption } from './json-option';
import { addJsonOutput, present } from './json-option';
import { minute, table } from './layout';
import { usageError } from './terminal';
import type { CommandContext } from './workbench';
import { withWorkbench } from './workbench';

interface RoleFlags {
  json?: JsonOption;
  owner?: true;
}

/** Adds them to `client`. */
export function addTeamCommands(client: Command, context: CommandContext): void {
  const team = client.command('team').description('who looks after an application in the console');
  listCommand(team, context);
  addCommand(team, context);
  roleCommand(team, context);
  removeCommand(team, context);
}

/** Adds it to `client`. */
export function deleteSecretCommand(client: Command, context: CommandContext): void {
  const command = client
    .command('delete-secret')
    .description('make one secret worthless; the others go on working')
    .argument('<client-id>')
    .argument('<secret>', 'its id, or the first characters as they are shown');
  addJsonOutput(command).action(async (clientId: string, secret: string, { json }: { json?: JsonOption }) => {
    const deleted = await withWorkbench(context, async (bench) => {
      const { secrets } = await showClient(bench, clientId);
      const meant = secrets.filter(({ id, prefix }) => id === secret || prefix === secret);
      if (meant.length > 1) throw usageError(`Several secrets begin with ${secret}: name one by its id.`);
      const { id = secret } = meant[0] ?? {};
      await deleteClientSecret(bench, clientId, id);
      return id;
    });
    present(context.terminal.say, json, { id: deleted }, () => `The secret ${deleted} is worthless now.`);
  });
}

const toDocument = ({ person, role, createdAt }: TeamMember) => ({
  person: { id: person.id, preferred_username: person.username },
  role,
  since: createdAt.toISOString(),
});

function listCommand(team: Command, context: CommandContext): void {
  const command = team.command('list').description('list owners and members').argument('<client-id>');
  addJsonOutput(command).action(async (clientId: string, { json }: { json?: JsonOption }) => {
    const members = await withWorkbench(context, (bench) => listTeam(bench, clientId));
    const rows = members.map(({ person, role, createdAt }) => [person.username, role, minute(createdAt)]);
    present(context.terminal.say, json, members.map(toDocument), () =>
      table(['user name', 'role', 'since'], rows, 'Administrators alone look after it.'),
    );
  });
}

function addCommand(team: Command, context: CommandContext): void {
  const command = team
    .command('add')
    .description('add somebody as a member')
    .argument('<client-id>')
    .argument('<name>', 'user name or e-mail')
    .option('--owner', 'as an owner, who decides about it');
  addJsonOutput(command).action(async (clientId: string, name: string, { json, owner }: RoleFlags) => {
    const member = await withWorkbench(context, (bench) =>
      addTeamMember(bench, clientId, { name, role: roleOf(owner) }),
    );
    const { person, role } = member;
    present(context.terminal.say, json, toDocument(member), () => `${person.username} is ${withArticle(role)} now.`);
  });
}

function roleCommand(team: Command, context: CommandContext): void {
  const command = team
    .command('set-role')
    .description('make an owner a member, or with --owner a member an owner')
    .argument('<client-id>')
    .argument('<name>', 'user name, e-mail or id')
    .option('--owner', 'an owner');
  addJsonOutput(command).action(async (clientId: string, name: string, { json, owner }: RoleFlags) => {
    const role = roleOf(owner);
    const person = await withWorkbench(context, async (bench) => {
      const found = await showUser(bench, name);
      await changeTeamRole(bench, clientId, found.id, role);
      return found;
    });
    const document = { person: { id: person.id, preferred_username: person.username }, role };
    present(context.terminal.say, json, document, () => `${person.username} is ${withArticle(role)} now.`);
  });
}

function removeCommand(team: Command, context: CommandContext): void {
  const command = team
    .command('remove')
    .description('take somebody out of the team')
    .argument('<client-id>')
    .argument('<name>', 'user name, e-mail or id');
  addJsonOutput(command).action(async (clientId: string, name: string, { json }: { json?: JsonOption }) => {
    const person = await withWorkbench(context, async (bench) => {
      const found = await showUser(bench, name);
      await removeTeamMember(bench, clientId, found.id);
      return found;
    });
    present(context.terminal.say, json, { id: person.id }, () => `${person.username} is not in the team any more.`);
  });
}

const roleOf = (owner: true | undefined): ClientMemberRole => (owner === true ? 'owner' : 'member');
const withArticle = (role: ClientMemberRole) => (role === 'owner' ? 'an owner' : 'a member');
