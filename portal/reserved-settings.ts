/** What only operators decide about a client, whoever owns it. */
import type { FieldProblem } from '@/protocol/client-metadata';
import type { ClientMetadata, ClientSettings } from '@/protocol/ports';
import type { Actor } from './actor';
import { isOperator } from './actor';

/** Leaving consent out is an operator's decision; an owner may take it back. */
export function findReserved(
  actor: Actor,
  { firstParty }: ClientSettings,
  before?: Pick<ClientSettings, 'firstParty'>,
): FieldProblem[] {
  const isTaken = firstParty && before?.firstParty !== true && !isOperator(actor);
  return isTaken ? [{ field: 'settings.firstParty', code: 'operators-only' }] : [];
}

/** What people see of an application, and where it leads them. */
const vouchedMembers: readonly (keyof ClientMetadata)[] = [
  ...(['client_name', 'client_uri', 'logo_uri', 'policy_uri', 'tos_uri', 'redirect_uris'] as const),
  ...(['post_logout_redirect_uris', 'initiate_login_uri', 'application_type'] as const),
];

/** False when somebody who is no operator changes what an operator vouched for, names in other languages included. */
export function isStillVouchedFor(actor: Actor, metadata: ClientMetadata, before: ClientMetadata): boolean {
  if (isOperator(actor)) return true;
  const localized = [...Object.keys(metadata), ...Object.keys(before)].filter((name) => name.includes('#'));
  const names = [...vouchedMembers, ...(localized as (keyof ClientMetadata)[])];
  return names.every((name) => JSON.stringify(metadata[name]) === JSON.stringify(before[name]));
}
