/** Registration where addresses are proven first: whoever reads mail at the address gets a link that makes the account. */
import type { AskDependencies, Asking, AskResult } from './ask-for-mail';
import { answerByMail, refuseAsking } from './ask-for-mail';
import { foldName } from './names';
import type { ReadRegistrationRules } from './registration-rules';
import { isAddressAllowed, isRegistrationOpen } from './registration-rules';

export type AskToRegister = (asking: Asking) => Promise<AskResult | { ok: false; code: 'registration-closed' }>;

/**
 * Sends a link, or to the owner of an account word that somebody tried: the page says the same. There is no account, and
 * so nothing that an attacker could prepare for somebody else, until the link is used (SECURITY invariants 8 and 9).
 */
export function createAskToRegister(
  dependencies: AskDependencies & { readRegistrationRules: ReadRegistrationRules },
): AskToRegister {
  return async (asking) => {
    const rules = await dependencies.readRegistrationRules();
    if (!isRegistrationOpen(rules)) return { ok: false, code: 'registration-closed' };
    const refused = await refuseAsking(dependencies, asking);
    if (refused !== undefined) return refused;
    if (!isAddressAllowed(rules, asking.email))
      return { ok: false, code: 'invalid', problems: [{ field: 'email', code: 'domain-not-allowed' }] };
    const owner = await dependencies.storage.stores.people.findByName(foldName(asking.email));
    const by = { actor: { kind: 'person', id: null }, action: 'registration-ask' } as const;
    if (owner !== undefined) {
      const { username } = owner;
      const letter = { template: 'register-known', parameters: { username } } as const;
      return answerByMail(dependencies, asking, { kind: null, letter }, by);
    }
    const letter = (token: string) => ({ template: 'register', parameters: { token } }) as const;
    return answerByMail(dependencies, asking, { kind: 'registration', holder: { personId: null }, letter }, by);
  };
}
