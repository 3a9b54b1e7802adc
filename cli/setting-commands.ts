/** `settings get|set` */
import type { Command } from 'commander';
import type { SettingDocument } from '@/portal/get-setting';
import { getSetting, listSettings } from '@/portal/get-setting';
import { setSetting } from '@/portal/set-setting';
import type { JsonOption } from './json-option';
import { addJsonOutput, present } from './json-option';
import { table } from './layout';
import type { CommandContext } from './workbench';
import { withWorkbench } from './workbench';

/** Adds them under `settings`. */
export function addSettingCommands(program: Command, context: CommandContext): void {
  const settings = program.command('settings').description('settings of the realm');
  const { say } = context.terminal;
  addJsonOutput(settings.command('get').description('show one setting, or all').argument('[name]')).action(
    async (name: string | undefined, { json }: { json?: JsonOption }) => {
      if (name === undefined) {
        const all = await withWorkbench(context, listSettings);
        return present(say, json, all, () => describeSettings(all));
      }
      const setting = await withWorkbench(context, (bench) => getSetting(bench, name));
      present(say, json, setting, () => String(setting.value));
    },
  );
  addJsonOutput(settings.command('set').description('change a setting').argument('<name>').argument('<value>')).action(
    async (name: string, value: string, { json }: { json?: JsonOption }) => {
      const setting = await withWorkbench(context, (bench) => setSetting(bench, name, value));
      present(say, json, setting, () => `${setting.name} is ${setting.value}.`);
    },
  );
}

function describeSettings(all: SettingDocument[]): string {
  const rows = all.map(({ name, value, meaning, allowed }) => [name, String(value), `${meaning} (${allowed})`]);
  return table(['name', 'value', 'meaning'], rows, 'There are no settings.');
}
