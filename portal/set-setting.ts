/** Changes a setting. */
import { requireOperator } from './actor';
import type { UseCase } from './change';
import { changeEntry } from './change';
import type { SettingDocument } from './get-setting';
import { getSetting, noSuchSetting } from './get-setting';
import { refusal } from './refusal';
import type { SettingDefinition } from './setting-catalogue';
import { isSettingName, settingCatalogue } from './setting-catalogue';

/** Sets a setting from text or JSON. Throws `kind: 'not-found' | 'invalid' | 'forbidden'`. */
export async function setSetting(useCase: UseCase, name: string, value: unknown): Promise<SettingDocument> {
  requireOperator(useCase.actor);
  if (!isSettingName(name)) throw noSuchSetting(name);
  const definition: SettingDefinition = settingCatalogue[name];
  const parsed = definition.parse(value);
  if (parsed === undefined) throw refusal('invalid', `${name} must be ${definition.allowed}.`);
  await useCase.storage.transaction(async (stores) => {
    await stores.settings.set(name, parsed);
    const object = { kind: 'setting', id: name };
    await stores.audit.append(changeEntry(useCase, 'setting-set', object, { value: parsed }));
  });
  return getSetting(useCase, name);
}
