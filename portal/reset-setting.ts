/** Takes a setting back to what it is while nobody has set it. */
import { requireOperator } from './actor';
import type { UseCase } from './change';
import { changeEntry } from './change';
import type { SettingDocument } from './get-setting';
import { getSetting, noSuchSetting } from './get-setting';
import { isSettingName } from './setting-catalogue';

/** From then on the default counts, also a later version's. Throws `kind: 'not-found' | 'forbidden'`. */
export async function resetSetting(useCase: UseCase, name: string): Promise<SettingDocument> {
  requireOperator(useCase.actor);
  if (!isSettingName(name)) throw noSuchSetting(name);
  await useCase.storage.transaction(async ({ settings, audit }) => {
    await settings.set(name, null);
    await audit.append(changeEntry(useCase, 'setting-reset', { kind: 'setting', id: name }));
  });
  return getSetting(useCase, name);
}
