/** The document at a `sector_identifier_uri`: it must list every redirect URI of the client (OpenID Connect Registration 5). */
import type { ClientMetadata, DocumentFetch } from '../ports';
import type { FieldProblem, ProblemCode } from './problems';

type Registered = Pick<ClientMetadata, 'sector_identifier_uri' | 'redirect_uris'>;

/** What was found at an address: the list, or what is wrong with it. */
export interface SectorDocument {
  uri: string;
  listed: string[] | ProblemCode;
}

/** Fetches the document where these rules ask for it: not when nothing that it must list is new. Never throws. */
export async function fetchSectorDocument(
  metadata: Registered,
  before: Registered | undefined,
  fetchDocument: DocumentFetch,
): Promise<SectorDocument | undefined> {
  const { sector_identifier_uri: uri } = metadata;
  if (uri === undefined || isProven(metadata, before)) return undefined;
  return { uri, listed: await fetchDocument(uri).then(parseList, () => 'sector-unreachable' as const) };
}

/** Checks against what was fetched; a document of another address proves nothing. */
export function checkSectorDocument(
  metadata: Registered,
  before: Registered | undefined,
  document: SectorDocument | undefined,
): FieldProblem[] {
  const { sector_identifier_uri: uri, redirect_uris: redirectUris } = metadata;
  if (uri === undefined || isProven(metadata, before)) return [];
  const listed = document?.uri === uri ? document.listed : 'sector-unreachable';
  if (typeof listed === 'string') return [{ field: 'sector_identifier_uri', code: listed }];
  const isWhole = redirectUris.every((redirectUri) => listed.includes(redirectUri));
  return isWhole ? [] : [{ field: 'sector_identifier_uri', code: 'not-in-sector' }];
}

function isProven(metadata: Registered, before: Registered | undefined): boolean {
  if (metadata.sector_identifier_uri !== before?.sector_identifier_uri) return false;
  return metadata.redirect_uris.every((redirectUri) => before?.redirect_uris.includes(redirectUri));
}

function parseList(body: string): string[] | ProblemCode {
  try {
    const list: unknown = JSON.parse(body);
    const isList = Array.isArray(list) && list.every((entry) => typeof entry === 'string');
    return isList ? list : 'sector-malformed';
  } catch {
    return 'sector-malformed';
  }
}
