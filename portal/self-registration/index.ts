/** Dynamic registration and its management, over one realm's storage. */
import type { ClientRegistrations } from '@/protocol/ports';
import type { RegistrationDependencies } from './dependencies';
import { createRead, createRemove, createReplace } from './manage';
import { createRegister } from './register';

/** What the engine's registration endpoints ask for. */
export function createClientRegistrations(dependencies: RegistrationDependencies): ClientRegistrations {
  return {
    register: createRegister(dependencies),
    read: createRead(dependencies),
    replace: createReplace(dependencies),
    remove: createRemove(dependencies),
  };
}
