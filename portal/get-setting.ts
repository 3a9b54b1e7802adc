/** Reads settings. */
import { requireOperator } from './actor';
import type { UseCase } from './change';
import { refusal } from './refusal';
import type { SettingDefinition, SettingName } from './setting-catalogue';
import { isSettingName, readSetting, settingCatalogue } from './setting-catalogue';

export interface SettingDocument {
  name: SettingName;
  value: string | number;
  default: string | number;
  allowed: string;
  meaning: string;
}

/** One setting with its meaning. Throws `kind: 'not-found' | 'forbidden'`. */
export async function getSetting(useCase: Pick<UseCase, 'storage' | 'actor'>, name: string): Promise<SettingDocument> {
  requireOperator(useCase.actor);
  if (!isSettingName(name)) throw noSuchSetting(name);
  const { meaning, allowed, byDefault }: SettingDefinition = settingCatalogue[name];
  const value = await readSetting(useCase.storage.stores.settings, name);
  return { name, value, default: byDefault, allowed, meaning };
}

/** All settings. Throws `kind: 'forbidden'`. */
export async function listSettings(useCase: Pick<UseCase, 'storage' | 'actor'>): Promise<SettingDocument[]> {
  return Promise.all(Object.keys(settingCatalogue).map((name) => getSetting(useCase, name)));
}

/** The refusal for a name that no setting has; it lists those that there are. */
export function noSuchSetting(name: string) {
  const names = Object.keys(settingCatalogue).join(', ');
  return refusal('not-found', `There is no setting ${name}. There are: ${names}.`);
}
