/** The engine's options: defaults, with what the realm's settings say now. */
import { readRealmSwitches, readRegistrationMode, readSetting } from '@/portal/setting-catalogue';
import type { AuthorizationServerOptions } from '@/protocol/options';
import { defaultOptions } from '@/protocol/options';
import type { Storage } from '@/storage/storage';
import { locales } from './locale';

/** One object that the engine holds on to; a change of settings by another process is seen within 5 s (DECISIONS 7). */
export async function liveOptions(storage: Storage): Promise<AuthorizationServerOptions> {
  const options: AuthorizationServerOptions = { ...defaultOptions, uiLocales: locales };
  const refresh = async () => {
    options.registrationOpen = (await readSetting(storage.stores.settings, 'self-registration')) === 'open';
    options.clientRegistration = await readRegistrationMode(storage.stores.settings);
    options.checkSessionFrame = String(await readSetting(storage.stores.settings, 'check-session-frame'));
    Object.assign(options, await readRealmSwitches(storage.stores.settings));
  };
  await refresh();
  // Away for a moment: the values of before stay in force.
  storage.onForeignChange(() => void refresh().catch(() => undefined));
  return options;
}
