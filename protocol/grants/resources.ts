/** The resources of one token request, out of those that were authorized (RFC 8707 section 2.2). */
import { refusal } from '../errors';
import type { Parameters } from '../parameters';
import type { Api, Client } from '../ports';
import { mayHaveTokensFor } from '../resources';

/**
 * All authorized ones that there still are for this client, or those named by `resource`. Throws `invalid_target` for one
 * that was not authorized, and when none is left: the token must not turn into one for somebody else.
 */
export function chooseResources(
  parameters: Parameters,
  authorized: string[],
  client: Client,
  known: readonly Api[],
): { resources: string[]; apis: Api[] } {
  const wanted = [...new Set(parameters.all('resource'))];
  const foreign = wanted.find((resource) => !authorized.includes(resource));
  if (foreign !== undefined) throw refusal('resource-widened', { received: foreign.slice(0, 200) });
  const chosen = wanted.length === 0 ? authorized : wanted;
  const apis = known.filter(({ identifier }) => chosen.includes(identifier) && mayHaveTokensFor(client, identifier));
  const isLess = wanted.length === 0 ? apis.length === 0 && chosen.length > 0 : apis.length < chosen.length;
  if (isLess) throw refusal('resource-lost');
  return { resources: chosen.filter((resource) => apis.some((api) => api.identifier === resource)), apis };
}
