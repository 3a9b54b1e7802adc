/** The stores of one realm over one way to reach the database. */
import type { AllStores } from '../storage';
import type { Access } from './access';
import { createApiStore } from './apis';
import { createAttemptStore } from './attempts';
import { createAuditStore } from './audit';
import { createAuthorizationCodeStore } from './authorization-codes';
import { createAuthorizationStore } from './authorizations';
import { createClientStore } from './clients';
import { createConsentStore } from './consents';
import { createDeniedAccessTokenStore } from './denied-access-tokens';
import { createOpaqueAccessTokenStore } from './opaque-access-tokens';
import { createPasswordStore } from './passwords';
import { createPendingRequestStore } from './pending-requests';
import { createEndUserLookup, createPersonStore } from './people';
import { createRefreshTokenStore } from './refresh-tokens';
import { createSessionLookup, createSessionStore } from './sessions';
import { createSettingStore } from './settings';
import { createSetupStore } from './setup';
import { createSigningKeyStore } from './signing-keys';

/** All stores of the ports. */
export function createStores(access: Access): AllStores {
  const clients = createClientStore(access);
  const apis = createApiStore(access);
  const audit = createAuditStore(access);
  return {
    clients: { find: clients.find, mentioning: clients.mentioning },
    clientAdministration: clients,
    endUsers: createEndUserLookup(access),
    people: createPersonStore(access),
    passwords: createPasswordStore(access),
    sessions: createSessionStore(access),
    sessionLookup: createSessionLookup(access),
    attempts: createAttemptStore(access),
    setup: createSetupStore(access),
    apis,
    apiLookup: { find: apis.find, list: apis.list },
    authorizations: createAuthorizationStore(access),
    authorizationCodes: createAuthorizationCodeStore(access),
    refreshTokens: createRefreshTokenStore(access),
    opaqueAccessTokens: createOpaqueAccessTokenStore(access),
    deniedAccessTokens: createDeniedAccessTokenStore(access),
    consents: createConsentStore(access),
    pendingRequests: createPendingRequestStore(access),
    signingKeys: createSigningKeyStore(access),
    settings: createSettingStore(access),
    audit,
    auditReader: { list: audit.list },
  };
}
