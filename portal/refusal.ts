/** What a use case throws when it does not do what was asked; told apart by `kind`, shown by `message` and `problems`. */

export interface Problem {
  field: string;
  code: string;
  /** One sentence for people. */
  sentence: string;
}

export type RefusalKind =
  | 'forbidden'
  | 'not-found'
  | 'invalid'
  | 'conflict'
  /** What the actor saw of it is no longer what it is. */
  | 'outdated';

export interface Refusal extends Error {
  kind: RefusalKind;
  problems: Problem[];
}

/** Makes a refusal; the message is for people. */
export function refusal(kind: RefusalKind, message: string, problems: Problem[] = []): Refusal {
  return Object.assign(new Error(message), { kind, problems });
}

/** An `invalid` refusal whose message is the sentences of its problems. */
export function invalid(problems: Problem[]): Refusal {
  return refusal('invalid', problems.map((problem) => problem.sentence).join(' '), problems);
}
