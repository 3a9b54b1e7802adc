/** The authorization server: built once from its ports, then a record of endpoints, each `Request -> Response`. */

import { createRemoteKeySets } from './client-keys/remote-key-sets';
import type { AuthorizationDependencies } from './endpoints/authorization-dependencies';
import { createAuthorizeEndpoint, createResumeEndpoint } from './endpoints/authorize';
import { createCheckSessionEndpoint } from './endpoints/check-session';
import { createDeviceAuthorizationEndpoint } from './endpoints/device-authorization';
import { createDiscoveryEndpoint } from './endpoints/discovery';
import { createEndSessionContinuation, createEndSessionEndpoint } from './endpoints/end-session';
import { createIntrospectionEndpoint } from './endpoints/introspection';
import { createJwksEndpoint } from './endpoints/jwks';
import { createProtectedResource } from './endpoints/protected-resource';
import { createClientConfigurationEndpoint, createRegistrationEndpoint } from './endpoints/registration';
import { createRevocationEndpoint } from './endpoints/revocation';
import { createTokenEndpoint } from './endpoints/token';
import { createUserinfoEndpoint } from './endpoints/userinfo';
import { createDeviceInteraction } from './interaction/device';
import { createInteraction } from './interaction/interaction';
import { createLogoutDelivery } from './logout/back-channel';
import { checkOptions } from './options';
import type { AuthenticatePassword, ClientRegistrations, DocumentFetch, FormPost, KeyedDigest, Vault } from './ports';

export type { InteractionPages } from './endpoints/authorization-dependencies';
export type AuthorizationServerDependencies = AuthorizationDependencies & {
  vault: Pick<Vault, 'open'>;
  fetchDocument: DocumentFetch;
  postForm: FormPost;
  keyedDigest: KeyedDigest;
  authenticatePassword: AuthenticatePassword;
  registrations: ClientRegistrations;
  /** Off the response's path: which secret a client proved itself with. */
  noteSecretUse?(secretId: string): void;
};
export type AuthorizationServer = ReturnType<typeof createAuthorizationServer>;

/** Builds every endpoint of one issuer. Throws at once when the issuer or an option makes no sense. */
export function createAuthorizationServer(dependencies: AuthorizationServerDependencies) {
  checkOptions(dependencies.issuer, dependencies.options);
  const { clients, apiLookup } = dependencies.storage.stores;
  const keySets = createRemoteKeySets(dependencies.fetchDocument, dependencies.clock);
  const machine = { ...dependencies, clients, keySets };
  return {
    discovery: createDiscoveryEndpoint({ ...dependencies, apiLookup }),
    jwks: createJwksEndpoint(dependencies),
    token: createTokenEndpoint(machine),
    deviceAuthorization: createDeviceAuthorizationEndpoint(machine),
    introspection: createIntrospectionEndpoint(machine),
    revocation: createRevocationEndpoint(machine),
    userinfo: createUserinfoEndpoint(machine),
    registration: createRegistrationEndpoint(machine),
    clientConfiguration: createClientConfigurationEndpoint(machine),
    /** For APIs of our own. */
    findBearer: createProtectedResource(dependencies),
    authorize: createAuthorizeEndpoint(dependencies),
    authorizeDialog: createAuthorizeEndpoint(dependencies, 'popup'),
    resume: createResumeEndpoint(dependencies),
    endSession: createEndSessionEndpoint(dependencies),
    checkSession: createCheckSessionEndpoint(dependencies),
    logout: createEndSessionContinuation(dependencies),
    deliverLogoutNotices: createLogoutDelivery(dependencies),
    interaction: createInteraction(dependencies),
    device: createDeviceInteraction(dependencies),
  };
}
