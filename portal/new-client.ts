/** A client that is about to be stored. */
import { issueRowId } from '@/identity/identifiers';
import { issueClientId } from '@/protocol/client-metadata/credentials';
import type { Client } from '@/protocol/ports';
import type { IssuedSecret } from './client-document';
import type { SecretMaking } from './issue-secret';
import { issueSecret, needsSecret } from './issue-secret';

/** An active client under a new id, with a first secret where its method has one; nothing is stored yet. */
export async function newClient(
  dependencies: SecretMaking,
  { metadata, settings }: Pick<Client, 'metadata' | 'settings'>,
): Promise<{ client: Client; issued: IssuedSecret | undefined }> {
  const issued = needsSecret(metadata) ? await issueSecret(dependencies, 'first secret', metadata) : undefined;
  const now = dependencies.clock.now();
  const client: Client = {
    id: issueRowId(dependencies),
    clientId: issueClientId(dependencies.random),
    status: 'active',
    metadata,
    settings,
    secrets: issued === undefined ? [] : [issued.record],
    allotments: [],
    createdAt: now,
    updatedAt: now,
    disabledAt: null,
    selfRegistration: null,
    verifiedAt: null,
  };
  return { client, issued };
}
