/** The flags of `user create`: every standard claim of OpenID Connect Core 5.1, and the document that they make. */
import type { Command } from 'commander';
import { userProfileClaims } from '@/portal/user-document';
import type { JsonOption } from './json-option';
import { readDocument } from './json-option';

export interface UserFlags {
  json?: JsonOption;
  /** False with `--no-password`. */
  password: boolean;
  admin?: true;
  [flag: string]: unknown;
}

const addressMembers = ['formatted', 'street_address', 'locality', 'region', 'postal_code', 'country'];
const truths = ['email_verified', 'phone_number_verified'];
const texts = ['email', ...userProfileClaims.filter((claim) => claim !== 'address' && !truths.includes(claim))];

const flagOf = (claim: string) => claim.replaceAll('_', '-');
const keyOf = (flag: string) => flag.replace(/-(.)/g, (_, letter: string) => letter.toUpperCase());
const addressFlag = (member: string) => (member === 'formatted' ? 'address' : flagOf(member));

/** One flag for every claim, on one command. */
export function addUserFlags(command: Command): Command {
  command.option('--username <name>', 'the name to sign in with (preferred_username)');
  for (const claim of texts) command.option(`--${flagOf(claim)} <value>`, `the claim ${claim}`);
  for (const claim of truths) command.option(`--${flagOf(claim)}`, `the claim ${claim} is true`);
  for (const member of addressMembers) {
    command.option(`--${addressFlag(member)} <value>`, `the member ${member} of the claim address`);
  }
  return command;
}

/** JSON and flags over it, as one document of claims. Throws `kind: 'usage'`. */
export function toUserDocument(flags: UserFlags): Record<string, unknown> {
  const given = readDocument(flags.json);
  const pick = (claims: readonly string[], flag: (claim: string) => string) =>
    claims.flatMap((claim): [string, unknown][] => {
      const value = flags[keyOf(flag(claim))];
      return value === undefined ? [] : [[claim, value]];
    });
  const claims = Object.fromEntries(pick([...texts, ...truths], flagOf));
  const address = Object.fromEntries(pick(addressMembers, addressFlag));
  return {
    ...given,
    ...(flags.username === undefined ? {} : { preferred_username: flags.username }),
    ...claims,
    ...(Object.keys(address).length === 0 ? {} : { address: { ...readAddress(given), ...address } }),
  };
}

function readAddress({ address }: Record<string, unknown>): object {
  return typeof address === 'object' && address !== null ? address : {};
}
