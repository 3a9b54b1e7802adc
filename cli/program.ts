/** The `gatehouse` command: its words, its help, and what a failure looks like. */
import { Command } from 'commander';
import { addApiCommands } from './api-commands';
import { addClientCommands } from './client-commands';
import { addDoctorCommand } from './doctor-command';
import { addGroupCommands } from './group-commands';
import { settleJson } from './json-option';
import { addKeyCommands } from './key-commands';
import { printable } from './layout';
import { addMailCommands } from './mail-commands';
import { addRegistrationTokenCommands } from './registration-token-commands';
import { addRoleCommands } from './role-commands';
import { addSettingCommands } from './setting-commands';
import { messageOf } from './terminal';
import { addUserCommands } from './user-commands';
import type { CommandContext } from './workbench';

/** Runs one command line (without `node` and the script's name); returns the exit code and never throws. */
export async function run(argv: readonly string[], context: CommandContext): Promise<number> {
  const program = new Command('gatehouse').description('Runs a Gatehouse instance from the command line.');
  program
    .exitOverride()
    .configureOutput({
      writeOut: (text) => context.terminal.say(text.trimEnd()),
      // Usage errors go out once, through the one place below.
      writeErr: () => undefined,
    })
    .showHelpAfterError(false);
  addClientCommands(program, context);
  addRegistrationTokenCommands(program, context);
  addApiCommands(program, context);
  addUserCommands(program, context);
  addGroupCommands(program, context);
  addRoleCommands(program, context);
  addKeyCommands(program, context);
  addMailCommands(program, context);
  addSettingCommands(program, context);
  addDoctorCommand(program, context);
  try {
    await program.parseAsync(settleJson(argv), { from: 'user' });
    return 0;
  } catch (error) {
    return report(error, program, context);
  }
}

function report(error: unknown, program: Command, { terminal }: CommandContext): number {
  const code = codeOf(error);
  if (code === 'commander.helpDisplayed' || code === 'commander.version') return 0;
  if (code === 'commander.help') {
    const words = program.commands.map((command) => command.name()).join(', ');
    terminal.warn(`gatehouse: say what to do: ${words}; gatehouse COMMAND --help tells more.`);
    return 2;
  }
  terminal.warn(`gatehouse: ${printable(messageOf(error).replace(/^error: /, ''))}`);
  return code.startsWith('commander.') ? 2 : 1;
}

function codeOf(error: unknown): string {
  return typeof error === 'object' && error !== null && 'code' in error ? String(error.code) : '';
}
