/** Registers an API. */
import { issueRowId } from '@/identity/identifiers';
import type { Api } from '@/protocol/ports';
import { requireOperator } from './actor';
import { readApiDocument } from './api-document';
import type { UseCase } from './change';
import { changeEntry } from './change';
import { refusal } from './refusal';

/** Makes an API from a document. Throws `kind: 'invalid' | 'conflict' | 'forbidden'`. */
export async function createApi(useCase: UseCase, document: unknown): Promise<Api> {
  requireOperator(useCase.actor);
  const { storage } = useCase;
  return storage.transaction(async (stores) => {
    const content = await readApiDocument(document, storage.issuer, stores);
    if ((await stores.apis.findForChange(content.identifier)) !== undefined)
      throw refusal('conflict', `There is an API ${content.identifier} already.`);
    const api = { id: issueRowId(useCase), ...content };
    await stores.apis.create(api);
    const object = { kind: 'api', id: api.identifier };
    const detail = { format: api.accessTokenFormat, scopes: api.scopes.length };
    await stores.audit.append(changeEntry(useCase, 'api-create', object, detail));
    return api;
  });
}
