/** The scopes of a request as a page lists them. */
import type { Api } from '@/protocol/ports';

/** Each with its API's words where it has one; the standard scopes have the pages' own. */
export function describeScopes(request: {
  shownScopes: string[];
  newScopes: string[];
  optionalScopes: string[];
  apis: readonly Api[];
}) {
  return request.shownScopes.map((scope) => {
    const api = request.apis.find((candidate) => candidate.scopes.some(({ name }) => name === scope));
    return {
      scope,
      description: api?.scopes.find(({ name }) => name === scope)?.description,
      api: api?.name,
      isNew: request.newScopes.includes(scope),
      optional: request.optionalScopes.includes(scope),
    };
  });
}
