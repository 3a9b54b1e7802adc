/** The flags for where a client's claims go, and what they are called. */
import type { Command } from 'commander';
import { collect } from './repeated-option';
import { usageError } from './terminal';

export interface ClaimFlags {
  idTokenClaims?: boolean;
  /** False for `--no-claims`. */
  claims?: false;
  claim?: string[];
  fixedClaim?: string[];
}

/** Those of `client create` and `client update`. */
export function addClaimFlags(command: Command): Command {
  return command
    .option('--id-token-claims', 'put the claims of the granted scopes into ID tokens, too')
    .option(
      '--claim <name=source@places>',
      'mail=email@id_token,userinfo,access_token; all claims anew; repeatable',
      collect,
    )
    .option('--fixed-claim <name=value@places>', 'tenant=acme@access_token: the same for all; repeatable', collect);
}

/** The settings that the flags name; a mapping replaces all that there were. Throws `kind: 'usage'`. */
export function toClaimSettings({ idTokenClaims, claims, claim = [], fixedClaim = [] }: ClaimFlags) {
  const mappings = [
    ...claim.map((text) => readMapping(text, 'from')),
    ...fixedClaim.map((text) => readMapping(text, 'value')),
  ];
  const isNamed = claims === false || mappings.length > 0;
  return {
    ...(idTokenClaims === undefined ? {} : { scopeClaimsInIdToken: idTokenClaims }),
    ...(isNamed ? { claims: mappings } : {}),
  };
}

/** A claim as it is printed, in the words of the flags. */
export function describeClaim({
  claim,
  from,
  value,
  in: places,
}: {
  claim: string;
  from?: string;
  value?: unknown;
  in: string[];
}): string {
  return `${claim}=${from ?? JSON.stringify(value)}@${places.join(',')}`;
}

/** Names have no `=`, places no `@`; what is between may have both. */
function readMapping(text: string, source: 'from' | 'value') {
  const [, claim, given, places] = /^([^=]+)=(.+)@([^@]+)$/.exec(text) ?? [];
  if (claim === undefined || given === undefined || places === undefined)
    throw usageError(`${text} is no claim: write name=${source === 'from' ? 'source' : 'value'}@place,place.`);
  return { claim, [source]: given, in: places.split(',') };
}
