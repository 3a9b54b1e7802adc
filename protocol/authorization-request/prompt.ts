/** `prompt` (OpenID Connect Core 3.1.2.1; Initiating User Registration for `create`). */
import type { Prompt } from '../client-metadata/vocabulary';
import { prompts } from '../client-metadata/vocabulary';
import { refusal } from '../errors';
import type { RuleInput } from './request';

/** The set of prompts; throws for an unknown one, for `none` beside another, and for `create` where nobody can register. */
export function checkPrompt({ parameters, dependencies }: RuleInput): ReadonlySet<Prompt> {
  const words = (parameters.get('prompt') ?? '').split(' ').filter((word) => word !== '');
  const chosen = new Set<Prompt>();
  for (const word of words) {
    const known = prompts.find((prompt) => prompt === word);
    if (known === undefined) throw refusal('prompt-unknown', { received: word.slice(0, 50) });
    chosen.add(known);
  }
  if (chosen.has('none') && chosen.size > 1) throw refusal('prompt-none-combined');
  if (chosen.has('create') && !dependencies.options.registrationOpen) throw refusal('registration-closed');
  return chosen;
}
