/** `user create|invite|list|show|disable|enable|set-password|delete` */
import type { Command } from 'commander';
import { createUser } from '@/portal/create-user';
import { deleteUser } from '@/portal/delete-user';
import { inviteUser } from '@/portal/invite-user';
import type { Held } from '@/portal/list-held';
import { listHeld } from '@/portal/list-held';
import { listUsers } from '@/portal/list-users';
import { toHeldDocument } from '@/portal/role-document';
import { setUserPassword } from '@/portal/set-user-password';
import { setUserStatus } from '@/portal/set-user-status';
import { showUser } from '@/portal/show-user';
import { toUserDocument as toDocument } from '@/portal/user-document';
import { allPages } from './all-pages';
import type { JsonOption } from './json-option';
import { addJsonDocument, addJsonOutput, present } from './json-option';
import { minute, pairs, table } from './layout';
import { usageError } from './terminal';
import type { UserFlags } from './user-flags';
import { addUserFlags, toUserDocument } from './user-flags';
import type { CommandContext } from './workbench';
import { withWorkbench } from './workbench';

type Person = Awaited<ReturnType<typeof showUser>>;

/** Adds them under `user`. */
export function addUserCommands(program: Command, context: CommandContext): void {
  const user = program.command('user').description('people');
  createCommand(user, context);
  inviteCommand(user, context);
  listCommand(user, context);
  showCommand(user, context);
  statusCommand(user, context, 'disable', 'end all sessions and tokens of a person and let nobody in', 'disabled');
  statusCommand(user, context, 'enable', 'let a person in again', 'active');
  passwordCommand(user, context);
  deleteCommand(user, context);
}

function createCommand(user: Command, context: CommandContext): void {
  const command = addUserFlags(
    user.command('create').description('make a person; the password is read from standard input'),
  )
    .option('--admin', 'make an administrator')
    .option('--no-password', 'make a person who cannot sign in with a password yet');
  addJsonDocument(command, 'standard claims').action(async (flags: UserFlags) => {
    const document = toUserDocument(flags);
    if ('password' in document) throw usageError('The password is read from standard input, never from an argument.');
    const password = flags.password ? await readPassword(context) : null;
    const options = { password, administrator: flags.admin === true };
    const person = await withWorkbench(context, (bench) => createUser(bench, document, options));
    present(context.terminal.say, flags.json, toDocument(person), () =>
      ['User created.', describeUser(person)].join('\n\n'),
    );
  });
}

function inviteCommand(user: Command, context: CommandContext): void {
  const command = user
    .command('invite')
    .description('mail somebody a link that makes their account; without SMTP it waits in the outbox (mail show)')
    .argument('<email>', 'the address that the account will have');
  addJsonOutput(command).action(async (email: string, { json }: { json?: JsonOption }) => {
    const message = await withWorkbench(context, (bench) => inviteUser(bench, email));
    present(context.terminal.say, json, message, () => `The invitation to ${email} is in the outbox: ${message.id}`);
  });
}

function listCommand(user: Command, context: CommandContext): void {
  const command = user.command('list').description('list people').option('--search <text>', 'in user name and e-mail');
  addJsonOutput(command).action(async ({ json, search }: { json?: true; search?: string }) => {
    const people = await withWorkbench(context, (bench) => allPages(search, (page) => listUsers(bench, page)));
    const rows = people.map(({ username, email, status, administrator, createdAt }) => [
      username,
      email ?? '-',
      status,
      administrator ? 'yes' : '-',
      minute(createdAt),
    ]);
    present(context.terminal.say, json, people.map(toDocument), () =>
      table(['user name', 'e-mail', 'status', 'administrator', 'created'], rows, 'There is nobody yet.'),
    );
  });
}

function showCommand(user: Command, context: CommandContext): void {
  const command = user.command('show').description('show one person').argument('<name>', 'user name, e-mail or id');
  addJsonOutput(command).action(async (name: string, { json }: { json?: JsonOption }) => {
    const { person, held } = await withWorkbench(context, async (bench) => {
      const found = await showUser(bench, name);
      return { person: found, held: await listHeld(bench, found.id) };
    });
    const document = { ...toDocument(person), ...toHeldDocument(held) };
    present(context.terminal.say, json, document, () => describeUser(person, held));
  });
}

function statusCommand(
  user: Command,
  context: CommandContext,
  verb: string,
  description: string,
  status: 'active' | 'disabled',
): void {
  const command = user.command(verb).description(description).argument('<name>', 'user name, e-mail or id');
  addJsonOutput(command).action(async (name: string, { json }: { json?: JsonOption }) => {
    const person = await withWorkbench(context, (bench) => setUserStatus(bench, name, status));
    present(context.terminal.say, json, toDocument(person), () => `User ${person.username} is ${status}.`);
  });
}

function deleteCommand(user: Command, context: CommandContext): void {
  const command = user
    .command('delete')
    .description('delete a person with sessions, consents and all that was granted')
    .argument('<name>', 'user name, e-mail or id');
  addJsonOutput(command).action(async (name: string, { json }: { json?: JsonOption }) => {
    const person = await withWorkbench(context, (bench) => deleteUser(bench, name));
    present(context.terminal.say, json, { id: person.id }, () => `User ${person.username} is deleted.`);
  });
}

function passwordCommand(user: Command, context: CommandContext): void {
  const command = user
    .command('set-password')
    .description('set a password, read from standard input; ends all sessions of that person')
    .argument('<name>', 'user name, e-mail or id');
  addJsonOutput(command).action(async (name: string, { json }: { json?: JsonOption }) => {
    const password = await readPassword(context);
    const person = await withWorkbench(context, (bench) => setUserPassword(bench, name, password));
    present(context.terminal.say, json, toDocument(person), () => `The password of ${person.username} is set.`);
  });
}

async function readPassword({ terminal }: CommandContext): Promise<string> {
  const password = await terminal.readSecret('Password: ');
  if (password === '') throw usageError('The password is read from standard input, and that was empty.');
  return password;
}

function describeUser(person: Person, held?: Held): string {
  return pairs([
    ['user name', person.username],
    ['e-mail', person.email === null ? undefined : `${person.email}${person.emailVerified ? '' : ' (not verified)'}`],
    ['name', person.profile.name],
    ['sub', person.subject],
    ['status', person.status],
    ['administrator', person.administrator ? 'yes' : undefined],
    ['groups', held?.groups],
    [
      'roles',
      [...(held?.roles ?? []), ...(held?.applicationRoles ?? []).map(({ name, clientId }) => `${name} in ${clientId}`)],
    ],
    ['created', `${minute(person.createdAt)} UTC`],
  ]);
}
