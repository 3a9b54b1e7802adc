/** Who may make an account of their own, and what they have to prove first. */
import type { AttemptRule } from './attempt-limit';
import { foldName } from './names';

/** Anybody; whoever can read mail at certain domains; whoever was invited; nobody. */
export const personRegistrationModes = ['open', 'domains', 'invitation', 'closed'] as const;
export type PersonRegistrationMode = (typeof personRegistrationModes)[number];

export interface RegistrationLimits {
  enabled: boolean;
  byNetwork: AttemptRule;
}

export interface RegistrationRules {
  mode: PersonRegistrationMode;
  /** Lower case, as in DNS; for `domains` alone. */
  domains: string[];
  /** Whether an account is made only through a link that was mailed to its address. */
  provesAddress: boolean;
  limits: RegistrationLimits;
}

export type ReadRegistrationRules = () => Promise<RegistrationRules>;

/** Whether anybody can begin by themselves, without an invitation. */
export function isRegistrationOpen({ mode }: Pick<RegistrationRules, 'mode'>): boolean {
  return mode === 'open' || mode === 'domains';
}

/** Whether an address may have an account of its owner's own making; subdomains of a domain are others. */
export function isAddressAllowed({ mode, domains }: RegistrationRules, email: string): boolean {
  if (mode !== 'domains') return mode === 'open';
  return domains.includes(domainOf(email));
}

/** What stands after the `@`, as DNS knows it; empty when it is no domain. */
function domainOf(email: string): string {
  const domain = foldName(email.slice(email.lastIndexOf('@') + 1));
  return URL.canParse(`http://${domain}`) ? new URL(`http://${domain}`).hostname : '';
}
