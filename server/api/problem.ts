/** What the API answers when it does not do what was asked: problem documents (RFC 9457). */

import type { Problem as FieldProblem, Refusal } from '@/portal/refusal';
import { hasKind, isOAuthError } from '@/protocol/errors';

export type ProblemCode = keyof typeof problems;

const problems = {
  'not-signed-in': [401, 'Nobody is signed in'],
  'invalid-token': [401, 'The access token is not good'],
  'other-origin': [403, 'The request comes from another origin'],
  'session-only': [403, 'This is for people who are signed in in a browser'],
  'fresh-authentication-needed': [403, 'The password must be confirmed again'],
  'insufficient-scope': [403, 'The access token lacks a scope'],
  forbidden: [403, 'This is not allowed'],
  'not-found': [404, 'There is no such thing'],
  'method-not-allowed': [405, 'This method is not answered here'],
  conflict: [409, 'This does not go with what is there'],
  'idempotency-in-progress': [409, 'The request with this key has not been answered yet'],
  outdated: [412, 'It was changed meanwhile'],
  'body-too-large': [413, 'The body is too large'],
  'unsupported-media-type': [415, 'The body must be JSON'],
  'invalid-request': [400, 'The request cannot be read'],
  invalid: [422, 'Something in the request is wrong'],
  'idempotency-key-reused': [422, 'The key was used for another request'],
  'too-many-requests': [429, 'Too many requests'],
  unexpected: [500, 'Something went wrong on our side'],
  unavailable: [503, 'The service is busy'],
} as const satisfies Record<string, readonly [status: number, title: string]>;

export interface MemberProblem {
  /** A JSON pointer into the body (RFC 6901), or the name of a parameter. */
  pointer: string;
  code: string;
  detail: string;
}

/** Thrown by the API itself; told apart by its kind. */
export interface ApiProblem extends Error {
  kind: 'api-problem';
  code: ProblemCode;
  errors: MemberProblem[];
  headers: Record<string, string>;
}

export function problem(
  code: ProblemCode,
  detail: string,
  { errors = [], headers = {} }: { errors?: MemberProblem[]; headers?: Record<string, string> } = {},
): ApiProblem {
  return Object.assign(new Error(detail), { kind: 'api-problem' as const, code, errors, headers });
}

/** The answer to whatever was thrown; `report` is told of what nobody foresaw. */
export function problemResponse(thrown: unknown, traceId: string, report: (error: unknown) => void): Response {
  const { code, message, errors, headers } = toProblem(thrown);
  if (code === 'unexpected') report(thrown);
  const [status, title] = problems[code];
  const type = `urn:gatehouse:problem:${code}`;
  const document = {
    type,
    title,
    status,
    detail: message,
    trace_id: traceId,
    ...(errors.length > 0 ? { errors } : {}),
  };
  return new Response(JSON.stringify(document), {
    status,
    headers: { 'content-type': 'application/problem+json', 'cache-control': 'no-store', ...headers },
  });
}

const codeOfKind: Partial<Record<string, ProblemCode>> = {
  forbidden: 'forbidden',
  'not-found': 'not-found',
  invalid: 'invalid',
  conflict: 'conflict',
  outdated: 'outdated',
  'missing-reference': 'conflict',
};

function toProblem(thrown: unknown): ApiProblem {
  if (hasKind(thrown, 'api-problem')) return thrown as ApiProblem;
  if (isOAuthError(thrown))
    return problem('invalid-token', thrown.description, { headers: bearerChallenge('invalid_token') });
  if (hasKind(thrown, 'storage-unavailable') || hasKind(thrown, 'overloaded'))
    return problem('unavailable', 'Try again in a moment.', { headers: { 'retry-after': '5' } });
  if (hasKind(thrown, 'invalid-cursor')) return problem('invalid-request', 'This cursor is not one of ours.');
  if (hasKind(thrown, 'body-too-large')) return problem('body-too-large', 'A body has 1 MB at most.');
  const { kind = '', message = '', problems: members = [] } = thrown as Partial<Refusal>;
  const code = codeOfKind[kind];
  if (code === undefined) return problem('unexpected', 'The log of the server has it under this trace id.');
  return problem(code, message, { errors: members.map(toMember) });
}

function toMember({ field, code, sentence }: FieldProblem): MemberProblem {
  return {
    pointer: `#/${field.replaceAll('~', '~0').replaceAll('/', '~1').replaceAll('.', '/')}`,
    code,
    detail: sentence,
  };
}

/** RFC 6750 section 3. */
export function bearerChallenge(
  error?: 'invalid_token' | 'insufficient_scope',
  scope?: string,
): Record<string, string> {
  const parts = [...(error ? [`error="${error}"`] : []), ...(scope ? [`scope="${scope}"`] : [])];
  return { 'www-authenticate': ['Bearer realm="management"', ...parts].join(', ') };
}
