/** The engine's options: defaults, with what the realm's settings say now. */
import { isRegistrationOpen } from '@/identity/registration-rules';
import {
  readRealmSwitches,
  readRegistrationMode,
  readRegistrationRules,
  readSetting,
} from '@/portal/setting-catalogue';
import type { AuthorizationServerOptions } from '@/protocol/options';
import { defaultOptions } from '@/protocol/options';
import type { Storage } from '@/storage/storage';
import { locales } from './locale';

export interface LiveOptions {
  /** One object that the engine holds on to. */
  options: AuthorizationServerOptions;
  /** For whoever changed a setting in this process. */
  refresh(): Promise<void>;
}

/** A change of settings by another process is seen within 5 s (DECISIONS 7). */
export async function liveOptions(storage: Storage, sendsMail: boolean): Promise<LiveOptions> {
  const options: AuthorizationServerOptions = { ...defaultOptions, uiLocales: locales };
  const refresh = async () => {
    const rules = await readRegistrationRules(storage.stores.settings, { enabled: true, sendsMail });
    // Where a link has to be mailed and cannot be, nobody would get anywhere.
    options.registrationOpen = isRegistrationOpen(rules) && (sendsMail || !rules.provesAddress);
    options.clientRegistration = await readRegistrationMode(storage.stores.settings);
    options.checkSessionFrame = String(await readSetting(storage.stores.settings, 'check-session-frame'));
    Object.assign(options, await readRealmSwitches(storage.stores.settings));
  };
  await refresh();
  // Away for a moment: the values of before stay in force.
  storage.onForeignChange(() => void refresh().catch(() => undefined));
  return { options, refresh };
}
