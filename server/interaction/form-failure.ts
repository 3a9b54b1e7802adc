/** What a form of several fields keeps of a refused attempt: codes by field and what was typed, never the password. */
import type { FormFailure } from '@/protocol/ports';

export type RefusedForm =
  | { code: 'invalid'; problems: { field: string; code: string }[] }
  | { code: 'too-many-attempts'; retryAfterSeconds: number }
  | { code: string };

/** The failure as the pending request keeps it; `problem.<field>` names what is wrong with a field. */
export function formFailure(
  step: string,
  typed: { username?: string; email?: string; name?: string },
  refused: RefusedForm,
): FormFailure {
  const problems =
    'problems' in refused ? refused.problems.map(({ field, code }) => [`problem.${field}`, code] as const) : [];
  const wait =
    'retryAfterSeconds' in refused ? [['retryAfterSeconds', String(refused.retryAfterSeconds)] as const] : [];
  const { username = '', email = '', name = '' } = typed;
  const kept = [['email', email.slice(0, 254)] as const, ['name', name.slice(0, 200)] as const];
  return {
    step,
    code: refused.code,
    typedName: username.slice(0, 254),
    fields: Object.fromEntries([...problems, ...wait, ...kept]),
  };
}
