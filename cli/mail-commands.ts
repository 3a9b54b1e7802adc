/** `mail list|show` */
import type { Command } from 'commander';
import { listMail } from '@/portal/list-mail';
import { showMail } from '@/portal/show-mail';
import { allPages } from './all-pages';
import type { JsonOption } from './json-option';
import { addJsonOutput, present } from './json-option';
import { minute, pairs, printable, table } from './layout';
import type { CommandContext } from './workbench';
import { withWorkbench } from './workbench';

/** Adds them under `mail`. */
export function addMailCommands(program: Command, context: CommandContext): void {
  const mail = program.command('mail').description('the outbox of mail');
  addJsonOutput(mail.command('list').description('list messages of the last 30 days, the newest first')).action(
    async ({ json }: { json?: JsonOption }) => {
      const list = await withWorkbench(context, (bench) => allPages(undefined, (page) => listMail(bench, page)));
      const rows = list.map(({ id, recipient, template, state, failure, created_at }) => [
        ...[id, recipient, template, failure === null ? state : `${state}: ${failure}`, minute(created_at)],
      ]);
      const heading = ['id', 'to', 'about', 'state', 'written'];
      present(context.terminal.say, json, list, () => table(heading, rows, 'Nobody was written to yet.'));
    },
  );
  const show = mail.command('show').description('show one message, with its link').argument('<id>', 'from the list');
  addJsonOutput(show).action(async (id: string, { json }: { json?: JsonOption }) => {
    const message = await withWorkbench(context, (bench) => showMail(bench, id));
    present(context.terminal.say, json, message, () => {
      const { recipient, subject, state, failure, text } = message;
      const facts = pairs([
        ['to', recipient],
        ['subject', subject ?? undefined],
        ['state', failure === null ? state : `${state}: ${failure}`],
      ]);
      const words = text?.split('\n').map(printable).join('\n') ?? 'Its words are erased.';
      return `${facts}\n\n${words}`;
    });
  });
}
