/** Lifetimes and policies of a realm, checked once at start. All durations in seconds. */
import type { RealmSwitches } from './client-metadata/availability';
import type { RegistrationMode } from './client-metadata/registration-policy';
import type { Client } from './ports';

export interface AuthorizationServerOptions extends RealmSwitches {
  authorizationCodeSeconds: number;
  accessTokenSeconds: number;
  idTokenSeconds: number;
  refreshTokenIdleSeconds: number;
  refreshTokenAbsoluteSeconds: number;
  /** The end of a refresh token that neither `offline_access` nor a session bounds: that of a session which nobody remembers. */
  refreshTokenWithoutSessionSeconds: number;
  pendingRequestSeconds: number;
  deviceCodeSeconds: number;
  /** What a device waits between two polls, at first. */
  devicePollSeconds: number;
  /** Whether people may register by themselves, so that `prompt=create` has a page. */
  registrationOpen: boolean;
  /** Who may register clients: discovery names the endpoint unless it is off. */
  clientRegistration: RegistrationMode;
  /** Who may embed the check-session frame: `any`, origins parted by blanks, or `off`: then there is no session management. */
  checkSessionFrame: string;
  uiLocales: readonly string[];
}

export const defaultOptions: AuthorizationServerOptions = {
  authorizationCodeSeconds: 60,
  accessTokenSeconds: 3_600,
  idTokenSeconds: 3_600,
  refreshTokenIdleSeconds: 30 * 86_400,
  refreshTokenAbsoluteSeconds: 180 * 86_400,
  refreshTokenWithoutSessionSeconds: 12 * 3_600,
  pendingRequestSeconds: 3_600,
  deviceCodeSeconds: 600,
  devicePollSeconds: 5,
  registrationOpen: true,
  clientRegistration: 'off',
  implicitAndHybrid: false,
  passwordGrant: false,
  checkSessionFrame: 'any',
  uiLocales: ['en'],
};

/** Throws when the issuer is not an origin or a lifetime is not a positive whole number. */
export function checkOptions(issuer: string, options: AuthorizationServerOptions): void {
  if (!URL.canParse(issuer) || new URL(issuer).origin !== issuer)
    throw new Error(`The issuer must be an origin: ${issuer}`);
  for (const [name, value] of Object.entries(options)) {
    if (typeof value === 'number' && (!Number.isInteger(value) || value <= 0))
      throw new Error(`${name} must be a positive whole number`);
  }
}

/** A client's own lifetimes laid over the realm's. */
export function lifetimesOf(client: Client, options: AuthorizationServerOptions) {
  const own = client.settings.lifetimes;
  return {
    authorizationCodeSeconds: own.authorizationCodeSeconds ?? options.authorizationCodeSeconds,
    accessTokenSeconds: own.accessTokenSeconds ?? options.accessTokenSeconds,
    idTokenSeconds: own.idTokenSeconds ?? options.idTokenSeconds,
    refreshTokenIdleSeconds: own.refreshTokenIdleSeconds ?? options.refreshTokenIdleSeconds,
    refreshTokenAbsoluteSeconds: own.refreshTokenAbsoluteSeconds ?? options.refreshTokenAbsoluteSeconds,
  };
}
