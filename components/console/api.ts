/** Calls of the management API from the console, in the name of whoever is signed in. */

export interface ApiProblem {
  /** The last word of the problem's type; `unreachable` when there was no answer. */
  code: string;
  detail: string;
  /** By the member of the document, dots between the levels. */
  errors: { field: string; code: string; detail: string }[];
}

export type ApiAnswer<Document> =
  | { ok: true; document: Document; tag: string | undefined }
  | { ok: false; problem: ApiProblem };

export interface ApiCall {
  body?: unknown;
  /** Changes nothing unless the document is still the one with this ETag. */
  tag?: string | undefined;
}

type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
type Confirmation = () => Promise<boolean>;

let confirmation: Confirmation | undefined;

/** Who asks for the password when a change needs it again; true once it was right. Returns what takes the offer back. */
export function offerConfirmation(offered: Confirmation): () => void {
  confirmation = offered;
  return () => {
    if (confirmation === offered) confirmation = undefined;
  };
}

/**
 * Never throws: what went wrong is in the answer. Where the password is wanted again, it is asked for and the call repeated.
 */
export async function callApi<Document>(
  method: Method,
  path: string,
  call: ApiCall = {},
): Promise<ApiAnswer<Document>> {
  const answer = await ask<Document>(method, path, call);
  const isStale = !answer.ok && answer.problem.code === 'fresh-authentication-needed';
  if (!isStale || confirmation === undefined || !(await confirmation())) return answer;
  return ask(method, path, call);
}

async function ask<Document>(method: Method, path: string, { body, tag }: ApiCall): Promise<ApiAnswer<Document>> {
  const headers: Record<string, string> = {};
  if (body !== undefined) headers['content-type'] = 'application/json';
  if (tag !== undefined) headers['if-match'] = tag;
  if (method === 'POST') headers['idempotency-key'] = crypto.randomUUID();
  const request = { method, headers, ...(body === undefined ? {} : { body: JSON.stringify(body) }) };
  try {
    const response = await fetch(`/api/v1${path}`, request);
    const text = await response.text();
    if (!response.ok) return { ok: false, problem: readProblem(text) };
    const document = (text === '' ? undefined : JSON.parse(text)) as Document;
    return { ok: true, document, tag: response.headers.get('etag') ?? undefined };
  } catch {
    return { ok: false, problem: unreachable };
  }
}

const unreachable: ApiProblem = { code: 'unreachable', detail: '', errors: [] };

interface WireProblem {
  type: string;
  detail: string;
  errors?: { pointer: string; code: string; detail: string }[];
}

function readProblem(text: string): ApiProblem {
  try {
    const { type, detail, errors = [] }: WireProblem = JSON.parse(text);
    const fields = errors.map(({ pointer, ...error }) => ({ ...error, field: fieldOf(pointer) }));
    return { code: type.split(':').at(-1) ?? '', detail, errors: fields };
  } catch {
    return unreachable;
  }
}

function fieldOf(pointer: string): string {
  return pointer
    .replace(/^#\//, '')
    .split('/')
    .map((part) => part.replaceAll('~1', '/').replaceAll('~0', '~'))
    .join('.');
}
