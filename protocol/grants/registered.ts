/** Which grants a client may use. */
import type { GrantType } from '../client-metadata/vocabulary';
import { refusal } from '../errors';
import type { Client } from '../ports';

/** Throws `unauthorized_client` unless the client is registered for the grant. */
export function checkMayUse({ metadata }: Client, grantType: GrantType): void {
  if (!metadata.grant_types.includes(grantType)) throw refusal('grant-not-registered', { grantType });
}
