/** What a grant is: a proof, given a request of an authenticated client. Everything else is the endpoint's. */
import type { GrantType } from '../client-metadata/vocabulary';
import type { KeyRing } from '../keys';
import type { AuthorizationServerOptions } from '../options';
import type { Parameters } from '../parameters';
import type {
  AuthenticatePassword,
  Authorization,
  Client,
  Clock,
  Cryptography,
  OpaqueAccessToken,
  Origin,
  ProtocolStorage,
  RandomBytes,
} from '../ports';
import type { ProvenAuthorization } from '../tokens/authorization';

export interface GrantDependencies {
  issuer: string;
  storage: ProtocolStorage;
  keys: KeyRing;
  clock: Clock;
  random: RandomBytes;
  cryptography: Cryptography;
  options: AuthorizationServerOptions;
  authenticatePassword: AuthenticatePassword;
}

export interface GrantRequest {
  parameters: Parameters;
  client: Client;
  origin: Origin;
}

/**
 * Either a proven authorization, whose one-time thing `spend` uses up as the last act, together with the row of an opaque
 * access token where there is one (it gets the minted answer's bytes and returns the bytes to send, which are an earlier
 * answer's when the request is a replay), or such a replay at once.
 */
export type Proof =
  | {
      kind: 'proven';
      authorization: ProvenAuthorization;
      spend(answer: string, accessToken: OpaqueAccessToken | undefined): Promise<string>;
    }
  | { kind: 'replayed'; answer: string; authorization: Authorization };

export interface Grant {
  grantType: GrantType;
  /** Parameters of this grant, checked for repeats, length and content before `prove` runs. */
  parameters: readonly string[];
  prove(request: GrantRequest, dependencies: GrantDependencies): Promise<Proof>;
}
