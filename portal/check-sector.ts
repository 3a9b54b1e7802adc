/** The rule of a client's metadata that needs the network: its sector lists its redirect URIs. */

import type { FieldProblem } from '@/protocol/client-metadata';
import { checkSectorDocument, fetchSectorDocument } from '@/protocol/client-metadata/sector-document';
import type { ClientMetadata, DocumentFetch } from '@/protocol/ports';

export type SectorCheck = (metadata: ClientMetadata, before?: ClientMetadata) => FieldProblem[];

/**
 * Fetches what the rule needs for this metadata, outside of any transaction, and returns the check to be run within one:
 * it also finds a problem when by then the metadata asks for something that was not fetched.
 */
export async function prepareSectorCheck(
  fetchDocument: DocumentFetch,
  planned: ClientMetadata,
  known?: ClientMetadata,
): Promise<SectorCheck> {
  const document = await fetchSectorDocument(planned, known, fetchDocument);
  return (metadata, before) => checkSectorDocument(metadata, before, document);
}
