/** Addresses of clients' key sets, without a network. */
import type { DocumentFetch } from '../ports';

export interface TestKeySets {
  fetch: DocumentFetch;
  /** What is at an address from now on; whatever is not a text is thrown. */
  serve(uri: string, document: unknown): void;
  /** The addresses in the order in which they were asked. */
  asked: string[];
}

export function createTestKeySets(): TestKeySets {
  const documents = new Map<string, unknown>();
  const asked: string[] = [];
  return {
    asked,
    serve: (uri, document) => documents.set(uri, document),
    async fetch(uri) {
      asked.push(uri);
      const document = documents.get(uri);
      if (typeof document !== 'string') throw document;
      return document;
    },
  };
}
