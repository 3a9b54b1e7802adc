/** The resources of one token request, out of those that were authorized (RFC 8707 section 2.2). */
import { refusal } from '../errors';
import type { Parameters } from '../parameters';
import type { Api } from '../ports';

/** All authorized ones, or those named by `resource`; throws `invalid_target` for one that was not authorized. */
export function chooseResources(
  parameters: Parameters,
  authorized: string[],
  known: readonly Api[],
): { resources: string[]; apis: Api[] } {
  const wanted = [...new Set(parameters.all('resource'))];
  const foreign = wanted.find((resource) => !authorized.includes(resource));
  if (foreign !== undefined) throw refusal('resource-widened', { received: foreign.slice(0, 200) });
  const resources = wanted.length === 0 ? authorized : wanted;
  return { resources, apis: known.filter((api) => resources.includes(api.identifier)) };
}
