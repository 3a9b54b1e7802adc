/** `ui_locales` and `claims_locales` (BCP 47): wishes that never fail. */
import type { RuleInput } from './request';

/** Well-formed language tags in the order of preference; anything else falls away. */
export function checkLocales({ parameters }: RuleInput, name: 'ui_locales' | 'claims_locales'): string[] {
  const tags = (parameters.get(name) ?? '')
    .split(' ')
    .filter((tag) => /^[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8}){0,6}$/.test(tag));
  return tags.slice(0, 20);
}
