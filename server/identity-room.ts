/** The room of people, built over one realm's storage. */
import { createAuthenticatePassword } from '@/identity/authenticate-password';
import { createPasswordHash } from '@/identity/password-hash';
import type { Clock, RandomBytes } from '@/identity/ports';
import { createRegisterPerson } from '@/identity/register-person';
import { createSessions } from '@/identity/sessions';
import { createSetup } from '@/identity/setup';
import { createGuessUserCode, defaultUserCodeLimits } from '@/identity/user-code-limits';
import { readRegistrationPolicy, readSignInLimits } from '@/portal/setting-catalogue';
import type { Storage } from '@/storage/storage';

/** `rateLimits` false is RATE_LIMITS=off: nothing is counted then. */
export function buildIdentity(dependencies: {
  storage: Storage;
  clock: Clock;
  random: RandomBytes;
  rateLimits: boolean;
}) {
  const { storage, clock, random, rateLimits } = dependencies;
  const { settings } = storage.stores;
  const passwordHash = createPasswordHash({ random });
  const people = { storage, clock, random, passwordHash };
  return {
    passwordHash,
    guessUserCode: createGuessUserCode(
      { attempts: storage.stores.attempts, clock },
      rateLimits ? defaultUserCodeLimits : undefined,
    ),
    sessions: createSessions(people),
    setup: createSetup(people),
    authenticatePassword: createAuthenticatePassword({
      ...people,
      readLimits: () => readSignInLimits(settings, rateLimits),
    }),
    registerPerson: createRegisterPerson({ ...people, readPolicy: () => readRegistrationPolicy(settings, rateLimits) }),
  };
}
