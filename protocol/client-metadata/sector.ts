/** The sector of a client: all of one sector know a person by one `sub` (OpenID Connect Core 8.1). Pure. */
import type { ClientMetadata } from '../ports';
import type { FieldProblem } from './problems';
import { isLoopbackHost } from './uri-rules';

type Registered = Pick<ClientMetadata, 'sector_identifier_uri' | 'redirect_uris'>;

/**
 * The host of `sector_identifier_uri`, else the one host of all redirect URIs. Undefined where they name several, or none
 * that belongs to anybody: all programs on loopback addresses and private schemes would otherwise be one sector.
 */
export function sectorOf({ sector_identifier_uri: uri, redirect_uris: redirectUris }: Registered): string | undefined {
  if (uri !== undefined) return new URL(uri).hostname;
  const [host, ...others] = new Set(redirectUris.map(ownedHost));
  return others.length === 0 ? host : undefined;
}

/** Pairwise clients need a sector. */
export function checkSector(metadata: Registered & Pick<ClientMetadata, 'subject_type'>): FieldProblem[] {
  if (metadata.subject_type !== 'pairwise' || sectorOf(metadata) !== undefined) return [];
  return [{ field: 'sector_identifier_uri', code: 'sector-required' }];
}

/**
 * Whom nobody here knows belongs to a sector only in so far as its answers go to that sector's redirect URIs: with a grant
 * that answers whoever asks, or without any such address, it could learn of people what others know.
 */
export function findUnprovenSector(
  metadata: Registered & Pick<ClientMetadata, 'subject_type' | 'grant_types' | 'backchannel_logout_uri'>,
): FieldProblem[] {
  const { subject_type: type, sector_identifier_uri: uri, redirect_uris: redirectUris, grant_types: grants } = metadata;
  if (type !== 'pairwise') return [];
  if (uri !== undefined && redirectUris.length === 0) return [{ field: 'redirect_uris', code: 'sector-unproven' }];
  const isRedirected = (grant: string) =>
    ['authorization_code', 'implicit', 'refresh_token', 'client_credentials'].includes(grant);
  if (!grants.every(isRedirected)) return [{ field: 'grant_types', code: 'sector-unproven' }];
  // A logout token names the person, too.
  const { backchannel_logout_uri: told } = metadata;
  const isTheirs = told === undefined || redirectUris.some((uri) => new URL(uri).origin === new URL(told).origin);
  return isTheirs ? [] : [{ field: 'backchannel_logout_uri', code: 'sector-unproven' }];
}

/** What would give every person another `sub` at a client that knows them already, so that nobody finds their account. */
export function findSubjectChange(metadata: ClientMetadata, before: ClientMetadata): FieldProblem[] {
  const type = metadata.subject_type ?? 'public';
  if (type !== (before.subject_type ?? 'public')) return [{ field: 'subject_type', code: 'changes-subjects' }];
  if (type === 'public' || sectorOf(metadata) === sectorOf(before)) return [];
  const field =
    metadata.sector_identifier_uri === before.sector_identifier_uri ? 'redirect_uris' : 'sector_identifier_uri';
  return [{ field, code: 'changes-subjects' }];
}

function ownedHost(redirectUri: string): string | undefined {
  const { protocol, hostname } = new URL(redirectUri);
  return protocol === 'https:' && !isLoopbackHost(hostname) ? hostname : undefined;
}
