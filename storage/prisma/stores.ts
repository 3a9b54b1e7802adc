/** The stores of one realm over one way to reach the database. */
import { assembleStores } from '../all-stores';
import type { AllStores } from '../storage';
import type { Access } from './access';
import { createApiStore } from './apis';
import { createAttemptStore } from './attempts';
import { createAuditStore } from './audit';
import { createAuthorizationCodeStore } from './authorization-codes';
import { createAuthorizationStore } from './authorizations';
import { createClientMemberStore } from './client-members';
import { createClientStore } from './clients';
import { createConsentStore } from './consents';
import { createDeniedAccessTokenStore } from './denied-access-tokens';
import { createDeviceCodeStore } from './device-codes';
import { createDirectory } from './directory';
import { createGroupStore } from './groups';
import { createIdempotentRequestStore } from './idempotent-requests';
import { createInitialAccessTokenStore } from './initial-access-tokens';
import { createLogoutNoticeStore } from './logout-notices';
import { createMailStore } from './mail';
import { createMailedLinkStore } from './mailed-links';
import { createOpaqueAccessTokenStore } from './opaque-access-tokens';
import { createPairwiseSubjectStore } from './pairwise-subjects';
import { createPasswordStore } from './passwords';
import { createPendingRequestStore } from './pending-requests';
import { createEndUserLookup, createPersonStore } from './people';
import { createRefreshTokenStore } from './refresh-tokens';
import { createRoleStore } from './roles';
import { createSessionLookup, createSessionStore } from './sessions';
import { createSettingStore } from './settings';
import { createSetupStore } from './setup';
import { createSigningKeyStore } from './signing-keys';

const make = {
  ...{ createApiStore, createAttemptStore, createAuditStore, createAuthorizationCodeStore, createAuthorizationStore },
  ...{ createClientStore, createConsentStore, createDeniedAccessTokenStore, createEndUserLookup, createPasswordStore },
  ...{ createPendingRequestStore, createPersonStore, createRefreshTokenStore, createSessionLookup, createSessionStore },
  ...{
    createClientMemberStore,
    createDeviceCodeStore,
    createDirectory,
    createIdempotentRequestStore,
    createInitialAccessTokenStore,
    createGroupStore,
    createLogoutNoticeStore,
    createMailStore,
    createMailedLinkStore,
    createOpaqueAccessTokenStore,
    createPairwiseSubjectStore,
    createRoleStore,
    createSettingStore,
    createSetupStore,
    createSigningKeyStore,
  },
};

/** All stores of the ports. */
export function createStores(access: Access): AllStores {
  return assembleStores(make, access);
}
