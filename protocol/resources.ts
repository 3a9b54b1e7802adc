/** Which APIs a client may have tokens for (RFC 8707), and which a request is about. */
import { refusal } from './errors';
import type { Api, Client } from './ports';

/**
 * The APIs that a client names and may ask for, each once, in its order. Throws `invalid_target` for any other
 * (RFC 8707 section 2); to the client one that is not there and one that is not for it are the same.
 */
export function checkRequestedResources(requested: string[], client: Client, apis: readonly Api[]): string[] {
  const resources = [...new Set(requested)];
  for (const resource of resources) {
    const received = resource.slice(0, 200);
    if (!apis.some((api) => api.identifier === resource))
      throw isWellFormed(resource) ? refusal('resource-unknown', { received }) : refusal('resource-malformed');
    if (!mayHaveTokensFor(client, resource)) throw refusal('resource-not-allotted', { received });
  }
  return resources;
}

/** An absolute URI without a fragment (RFC 8707 section 2), as every API's identifier is. */
function isWellFormed(resource: string): boolean {
  return URL.canParse(resource) && !resource.includes('#');
}

/** True when the API is allotted to the client. */
export function mayHaveTokensFor({ allotments }: Client, resource: string): boolean {
  return allotments.some(({ api }) => api === resource);
}

/** The APIs whose scopes are meant: those of the resources, or any where none is named. */
export function concernedApis(apis: readonly Api[], resources: readonly string[]): Api[] {
  return apis.filter((api) => resources.length === 0 || resources.includes(api.identifier));
}
