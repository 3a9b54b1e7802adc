/** The flags of a client's policies, lifetimes and refresh tokens among them, and the settings that they make. */
import type { Command } from 'commander';
import type { ClaimFlags } from './claim-flags';
import { addClaimFlags, toClaimSettings } from './claim-flags';
import { readDuration, readLifetime } from './duration';

export interface ClientPolicyFlags extends ClaimFlags {
  firstParty?: boolean;
  jsonTokenRequests?: boolean;
  codeLifetime?: string;
  accessTokenLifetime?: string;
  idTokenLifetime?: string;
  refreshIdle?: string;
  refreshAbsolute?: string;
  refreshReplay?: string;
  refreshRotate?: boolean;
}

const lifetimes = {
  authorizationCodeSeconds: 'codeLifetime',
  accessTokenSeconds: 'accessTokenLifetime',
  idTokenSeconds: 'idTokenLifetime',
  refreshTokenIdleSeconds: 'refreshIdle',
  refreshTokenAbsoluteSeconds: 'refreshAbsolute',
} as const satisfies Record<string, keyof ClientPolicyFlags>;

/** Durations are `90s`, `30m`, `12h`, `7d`, or `default` for what the realm has. */
export function addClientPolicyFlags(command: Command): Command {
  return addClaimFlags(command)
    .option('--first-party', 'never ask people for consent')
    .option('--json-token-requests', 'let it send token requests as JSON, too')
    .option('--code-lifetime <duration>', 'how long an authorization code waits to be redeemed')
    .option('--access-token-lifetime <duration>', 'how long an access token lives')
    .option('--id-token-lifetime <duration>', 'how long an ID token lives')
    .option('--refresh-idle <duration>', 'how long a refresh token lives unused')
    .option('--refresh-absolute <duration>', 'how long it lives at all, from the sign-in on')
    .option('--refresh-replay <duration>', 'how long a repeated refresh gets the same answer: 0s to 60s')
    .option('--refresh-rotate', 'a new refresh token each time; always so for public clients')
    .option('--no-refresh-rotate', 'the same refresh token again and again');
}

/** The settings that the flags name. Throws `kind: 'usage'`. */
export function toClientSettings(flags: ClientPolicyFlags): Record<string, unknown> {
  const named = Object.entries(lifetimes).flatMap(([setting, flag]): [string, number | null][] => {
    const text = flags[flag];
    return text === undefined ? [] : [[setting, readLifetime(text)]];
  });
  return {
    ...toClaimSettings(flags),
    ...(flags.firstParty === undefined ? {} : { firstParty: flags.firstParty }),
    ...(flags.jsonTokenRequests === undefined ? {} : { jsonTokenRequests: flags.jsonTokenRequests }),
    ...(flags.refreshRotate === undefined ? {} : { rotateRefreshTokens: flags.refreshRotate }),
    ...(flags.refreshReplay === undefined ? {} : { replayWindowSeconds: readDuration(flags.refreshReplay) }),
    ...(named.length === 0 ? {} : { lifetimes: Object.fromEntries(named) }),
  };
}
