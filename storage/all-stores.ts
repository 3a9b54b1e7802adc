/** The stores of all ports, put together once for every storage. */
import { createGrantedLookup } from './granted';
import type { AllStores } from './storage';

/** What makes the stores of one storage, each over its own way to reach the rows. */
type Makers<Access> = { [Name in keyof Makes]: (access: Access) => Makes[Name] };

interface Makes {
  createClientStore: AllStores['clientAdministration'] & AllStores['clients'];
  createClientMemberStore: AllStores['clientMembers'];
  createIdempotentRequestStore: AllStores['idempotentRequests'];
  createApiStore: AllStores['apis'] & AllStores['apiLookup'];
  createAuditStore: AllStores['audit'] & AllStores['auditReader'];
  createEndUserLookup: AllStores['endUsers'];
  createPairwiseSubjectStore: AllStores['pairwiseSubjects'];
  createPersonStore: AllStores['people'];
  createPasswordStore: AllStores['passwords'];
  createSessionStore: AllStores['sessions'];
  createSessionLookup: AllStores['sessionLookup'];
  createAttemptStore: AllStores['attempts'];
  createSetupStore: AllStores['setup'];
  createAuthorizationStore: AllStores['authorizations'];
  createAuthorizationCodeStore: AllStores['authorizationCodes'];
  createDeviceCodeStore: AllStores['deviceCodes'];
  createRefreshTokenStore: AllStores['refreshTokens'];
  createOpaqueAccessTokenStore: AllStores['opaqueAccessTokens'];
  createDeniedAccessTokenStore: AllStores['deniedAccessTokens'];
  createConsentStore: AllStores['consents'];
  createDirectory: AllStores['directory'];
  createPendingRequestStore: AllStores['pendingRequests'];
  createLogoutNoticeStore: AllStores['logoutNotices'];
  createMailStore: AllStores['mail'];
  createMailedLinkStore: AllStores['mailedLinks'];
  createRoleStore: AllStores['roles'];
  createGroupStore: AllStores['groups'];
  createSigningKeyStore: AllStores['signingKeys'];
  createInitialAccessTokenStore: AllStores['initialAccessTokens'];
  createSettingStore: AllStores['settings'];
}

/** Every store over one `access`; of clients, APIs and audit the protocol sees the look-ups only. */
export function assembleStores<Access>(make: Makers<Access>, access: Access): AllStores {
  const clients = make.createClientStore(access);
  const apis = make.createApiStore(access);
  const audit = make.createAuditStore(access);
  const behindTokens = {
    authorizations: make.createAuthorizationStore(access),
    authorizationCodes: make.createAuthorizationCodeStore(access),
    refreshTokens: make.createRefreshTokenStore(access),
    endUsers: make.createEndUserLookup(access),
    sessionLookup: make.createSessionLookup(access),
    deniedAccessTokens: make.createDeniedAccessTokenStore(access),
  };
  return {
    clients: { find: clients.find, isOriginAllowed: clients.isOriginAllowed },
    clientAdministration: clients,
    clientMembers: make.createClientMemberStore(access),
    idempotentRequests: make.createIdempotentRequestStore(access),
    ...behindTokens,
    granted: createGrantedLookup(behindTokens),
    pairwiseSubjects: make.createPairwiseSubjectStore(access),
    people: make.createPersonStore(access),
    passwords: make.createPasswordStore(access),
    sessions: make.createSessionStore(access),
    attempts: make.createAttemptStore(access),
    setup: make.createSetupStore(access),
    apis,
    apiLookup: { list: apis.list },
    deviceCodes: make.createDeviceCodeStore(access),
    opaqueAccessTokens: make.createOpaqueAccessTokenStore(access),
    consents: make.createConsentStore(access),
    directory: make.createDirectory(access),
    pendingRequests: make.createPendingRequestStore(access),
    logoutNotices: make.createLogoutNoticeStore(access),
    mail: make.createMailStore(access),
    mailedLinks: make.createMailedLinkStore(access),
    roles: make.createRoleStore(access),
    groups: make.createGroupStore(access),
    signingKeys: make.createSigningKeyStore(access),
    initialAccessTokens: make.createInitialAccessTokenStore(access),
    settings: make.createSettingStore(access),
    audit,
    auditReader: { list: audit.list, query: audit.query },
  };
}
