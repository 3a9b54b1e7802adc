/** Problems of the protocol's rules, with a sentence for people. */
import type { FieldProblem } from '@/protocol/client-metadata';
import { describeProblem } from '@/protocol/client-metadata';
import type { Problem } from './refusal';

export function toProblem(problem: FieldProblem): Problem {
  return { ...problem, sentence: describeProblem(problem) };
}
