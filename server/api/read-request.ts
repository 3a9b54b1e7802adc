/** What a request says: its parameters and its JSON body, bounded, by the schemas of the operation. */
import type { z } from 'zod';
import type { AnyOperation } from './operation';
import type { MemberProblem } from './problem';
import { problem } from './problem';

const longestBodyBytes = 1_048_576;
const deepest = 12;

export interface ReadRequest {
  path: unknown;
  query: unknown;
  body: unknown;
}

/** Throws the problem that names each wrong member. Unknown members and parameters are refused, never ignored. */
export async function readRequest(
  request: Request,
  operation: AnyOperation,
  parameters: Record<string, string>,
): Promise<ReadRequest> {
  const path = operation.parameters && parse(operation.parameters, parameters, 'not-found');
  const query = readQuery(new URL(request.url).searchParams, operation);
  const body = operation.body && parse(operation.body, await readJson(request), 'invalid');
  return { path, query, body };
}

function readQuery(given: URLSearchParams, { query }: AnyOperation): unknown {
  const names = [...given.keys()];
  const repeated = names.find((name, at) => names.indexOf(name) !== at);
  if (repeated !== undefined) throw problem('invalid-request', `The parameter ${excerpt(repeated)} was sent twice.`);
  if (query !== undefined) return parse(query, Object.fromEntries(given), 'invalid-request');
  if (names.length > 0) throw problem('invalid-request', 'This takes no parameters.');
  return undefined;
}

async function readJson(request: Request): Promise<unknown> {
  const type = request.headers.get('content-type')?.split(';', 1)[0]?.trim().toLowerCase() ?? '';
  if (!/^application\/(?:[a-z0-9.-]+\+)?json$/.test(type))
    throw problem('unsupported-media-type', 'Send the body as application/json.');
  const bytes = await request.arrayBuffer();
  if (bytes.byteLength > longestBodyBytes) throw problem('body-too-large', 'A body has 1 MB at most.');
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
    const document: unknown = JSON.parse(text);
    if (depthOf(document) <= deepest) return document;
  } catch {
    // Said below.
  }
  throw problem('invalid-request', 'The body is not JSON that can be read.');
}

/** An own member of this name is nothing to copy; those who would copy it overlook it. */
const neverMember = '__proto__';

function depthOf(value: unknown, depth = 0): number {
  if (typeof value !== 'object' || value === null || depth > deepest) return depth;
  if (Object.hasOwn(value, neverMember)) return Number.POSITIVE_INFINITY;
  return Math.max(depth + 1, ...Object.values(value).map((member) => depthOf(member, depth + 1)));
}

function parse(schema: z.ZodType, given: unknown, code: 'not-found' | 'invalid-request' | 'invalid'): unknown {
  const parsed = schema.safeParse(given);
  if (parsed.success) return parsed.data;
  const errors = parsed.error.issues.flatMap(toMembers).slice(0, 50);
  throw problem(code, errors[0]?.detail ?? 'This is not what is asked for.', { errors });
}

function toMembers(issue: z.core.$ZodIssue): MemberProblem[] {
  const pointerOf = (path: PropertyKey[]) => `#/${path.map((part) => excerpt(String(part))).join('/')}`;
  if (issue.code === 'unrecognized_keys')
    return issue.keys.map((key) => ({
      pointer: pointerOf([...issue.path, key]),
      code: 'unknown',
      detail: `${excerpt(key)} is not known here.`,
    }));
  return [{ pointer: pointerOf(issue.path), code: issue.code, detail: issue.message }];
}

function excerpt(text: string): string {
  return text.slice(0, 100).replace(/\p{Surrogate}/gu, '');
}
