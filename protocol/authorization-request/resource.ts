/** `resource` (RFC 8707 section 2). */
import type { Api } from '../ports';
import { checkRequestedResources } from '../resources';
import type { RuleInput } from './request';

/** The APIs that the tokens are for; throws `invalid_target` for one that the client may not ask for. */
export function checkResources({ parameters, delivery }: RuleInput, apis: readonly Api[]): string[] {
  return checkRequestedResources(parameters.all('resource'), delivery.client, apis);
}
