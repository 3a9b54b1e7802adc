/** `resource` (RFC 8707 section 2). */
import { refusal } from '../errors';
import type { Api } from '../ports';
import type { RuleInput } from './request';

/** The registered APIs that the tokens are for; throws `invalid_target` for anything else. */
export function checkResources({ parameters }: RuleInput, apis: readonly Api[]): string[] {
  const resources = [...new Set(parameters.all('resource'))];
  for (const resource of resources) {
    if (!URL.canParse(resource) || resource.includes('#')) throw refusal('resource-malformed');
    if (!apis.some((api) => api.identifier === resource))
      throw refusal('resource-unknown', { received: resource.slice(0, 200) });
  }
  return resources;
}
