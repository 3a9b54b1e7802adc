/** The room of people, built over one realm's storage. */
import { createAskToRegister } from '@/identity/ask-to-register';
import { createAuthenticatePassword } from '@/identity/authenticate-password';
import { createChangeEmail } from '@/identity/change-email';
import { createFinishRegistration } from '@/identity/finish-registration';
import { defaultMailLimits } from '@/identity/mail-limits';
import { createPasswordHash } from '@/identity/password-hash';
import type { Clock, MailVault, RandomBytes } from '@/identity/ports';
import { createRegisterPerson } from '@/identity/register-person';
import { createResetPassword } from '@/identity/reset-password';
import { createSessions } from '@/identity/sessions';
import { createSetup } from '@/identity/setup';
import { createGuessUserCode, defaultUserCodeLimits } from '@/identity/user-code-limits';
import { readRegistrationRules, readSignInLimits } from '@/portal/setting-catalogue';
import type { Storage } from '@/storage/storage';

/** `rateLimits` false is RATE_LIMITS=off: nothing is counted then. */
export function buildIdentity(dependencies: {
  storage: Storage;
  clock: Clock;
  random: RandomBytes;
  mailVault: MailVault;
  rateLimits: boolean;
  /** Whether there is an SMTP server. */
  sendsMail: boolean;
}) {
  const { storage, clock, random, mailVault, rateLimits, sendsMail } = dependencies;
  const { settings } = storage.stores;
  const passwordHash = createPasswordHash({ random });
  const people = { storage, clock, random, passwordHash };
  const readMailLimits = async () => ({ ...defaultMailLimits, enabled: rateLimits });
  const writing = { ...people, mailVault, readMailLimits };
  const registering = {
    readRegistrationRules: () => readRegistrationRules(settings, { enabled: rateLimits, sendsMail }),
  };
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
    registerPerson: createRegisterPerson({ ...people, ...registering }),
    askToRegister: createAskToRegister({ ...writing, ...registering }),
    finishRegistration: createFinishRegistration({ ...people, ...registering }),
    resetPassword: createResetPassword(writing),
    changeEmail: createChangeEmail(writing),
    ...registering,
  };
}
