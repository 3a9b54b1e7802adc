/** What a page shows of a form that was refused: what was typed, what is wrong with each field, and with all of it. */
import type { FormFailure, PendingRequest } from '@/protocol/ports';
import { waitMinutes } from './visit';

const fields = ['name', 'username', 'email', 'password'] as const;

/** Empty unless the last thing that happened to the pending request was a failure of this step. */
export function describeFailure(pending: PendingRequest | undefined, step: string) {
  const failure = pending?.failure?.step === step ? pending.failure : undefined;
  if (failure === undefined) return {};
  const kept = failure.fields ?? {};
  const problems = Object.fromEntries(
    fields.flatMap((field) => (kept[`problem.${field}`] === undefined ? [] : [[field, kept[`problem.${field}`]]])),
  );
  return {
    typed: { username: failure.typedName ?? '', email: kept.email ?? '', name: kept.name ?? '' },
    problems: problems as Partial<Record<(typeof fields)[number], string>>,
    failure: describeWhole(failure),
  };
}

/** What is wrong with the form as a whole; undefined when single fields have their own words. */
function describeWhole(failure: FormFailure) {
  const { code } = failure;
  if (code === 'invalid') return undefined;
  if (code === 'registration-closed' || code === 'address-known') return { code } as const;
  if (code !== 'too-many-attempts') return { code: 'unexpected' as const };
  return { code, minutes: waitMinutes(failure) } as const;
}
