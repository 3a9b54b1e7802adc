/** Reads the parameters of a request once: bounded, without repeats, arrays, objects or NULs (RFC 6749 section 3.1 and 3.2). */
import { lengthLimits } from './client-metadata/vocabulary';
import type { OAuthError } from './errors';
import { refusal } from './errors';
import { parseFlatJson } from './flat-json';

/** The bound of a protocol request's body, in bytes. */
export const bodyLimitBytes = 65_536;

/** What a protocol request may repeat (DECISIONS 14). */
const repeatableByDefault: ReadonlySet<string> = new Set(['resource']);

const limits = new Map<string, number>([
  ['state', lengthLimits.state],
  ['nonce', lengthLimits.nonce],
  ['redirect_uri', lengthLimits.redirectUri],
  ['post_logout_redirect_uri', lengthLimits.redirectUri],
  ['resource', lengthLimits.redirectUri],
  ['scope', lengthLimits.scope],
  // Tokens and requests in a parameter are signed documents, and longer than a name.
  ['id_token_hint', 16_384],
  ['request', 16_384],
  ['claims', 4_096],
  ['client_assertion', 16_384],
  ['token', 16_384],
  ['access_token', 16_384],
  ['refresh_token', 1_024],
]);

export interface Parameters {
  /** The value, or undefined when absent or empty (RFC 6749: without a value is as if omitted). Throws when it is not one good value. */
  get(name: string): string | undefined;
  /** All values of a repeatable parameter. */
  all(name: string): string[];
  /** Throws `invalid_request` for the first of these names that is repeated, too long or malformed. */
  check(names: readonly string[]): void;
  /** Only the given names, as plain data that can be stored. */
  pick(names: readonly string[]): Record<string, string | string[]>;
  /** The same, but for this one value; what was sent under the name does not count. */
  with(name: string, value: string): Parameters;
}

/** Wraps decoded name-value pairs. Names that nobody asks for are never looked at. */
export function createParameters(
  pairs: Iterable<readonly [string, string]>,
  repeatable: ReadonlySet<string> = repeatableByDefault,
): Parameters {
  const values = new Map<string, string[]>();
  for (const [name, value] of pairs) {
    const list = values.get(name);
    if (list === undefined) values.set(name, [value]);
    else list.push(value);
  }

  const all = (name: string): string[] => {
    const list = values.get(name) ?? [];
    const problem = findProblem(name, list, repeatable.has(name));
    if (problem !== undefined) throw problem;
    return list.filter((value) => value !== '');
  };
  return {
    all,
    with(name, value) {
      const others = [...values].filter(([other]) => other !== name);
      const kept = others.flatMap(([other, list]) => list.map((one): [string, string] => [other, one]));
      return createParameters([...kept, [name, value]], repeatable);
    },
    get: (name) => all(name)[0],
    check: (names) => {
      for (const name of names) all(name);
    },
    pick: (names) => {
      const picked: [string, string | string[]][] = [];
      for (const name of names) {
        const list = all(name);
        const [first] = list;
        if (first !== undefined) picked.push([name, repeatable.has(name) ? list : first]);
      }
      return Object.fromEntries(picked);
    },
  };
}

function findProblem(parameter: string, list: string[], isRepeatable: boolean): OAuthError | undefined {
  if (list.length > 1 && !isRepeatable) return refusal('parameter-repeated', { parameter });
  if (list.length > 100) return refusal('parameter-repeated', { parameter });
  const limit = limits.get(parameter) ?? lengthLimits.other;
  for (const value of list) {
    if (value.length > limit) return refusal('parameter-too-long', { parameter, length: value.length, limit });
    // NUL, and U+FFFD that stands for bytes that were no UTF-8.
    if (value.includes('\0') || value.includes('\ufffd')) return refusal('parameter-malformed', { parameter });
    // A form post would turn its line breaks into others, so it could not come back byte for byte.
    if (parameter === 'state' && /\p{Cc}/u.test(value)) return refusal('parameter-malformed', { parameter });
  }
  return undefined;
}

/** The parameters of the query of a URL. */
export function readQuery(url: URL): Parameters {
  return createParameters(url.searchParams);
}

/** Stored parameters (see `pick`) in the form that the rules read. */
export function restoreParameters(stored: Record<string, string | string[]>): Parameters {
  return createParameters(
    Object.entries(stored).flatMap(([name, value]) =>
      (typeof value === 'string' ? [value] : value).map((one) => [name, one] as const),
    ),
  );
}

/**
 * The parameters of a form body. Throws `invalid_request` for another content type and for more than 64 kB; an empty
 * body is no parameters, whatever its type (userinfo's POST with a header has one).
 */
export async function readForm(request: Request, repeatable?: ReadonlySet<string>): Promise<Parameters> {
  const text = await readText(request);
  if (text === '') return createParameters([]);
  if (mediaType(request) !== 'application/x-www-form-urlencoded') throw refusal('content-type');
  return createParameters(new URLSearchParams(text), repeatable);
}

/**
 * The parameters of a JSON body, where nothing may be repeated. Throws `invalid_request` unless it is one flat object of
 * texts within 64 kB. Whether the client may send JSON is for the caller to check.
 */
export async function readFlatJson(request: Request): Promise<Parameters> {
  const pairs = parseFlatJson(await readText(request));
  if (pairs === undefined) throw refusal('json-malformed');
  return createParameters(pairs, new Set());
}

/** True when the body says to be JSON. */
export function saysJson(request: Request): boolean {
  return mediaType(request) === 'application/json';
}

function mediaType(request: Request): string | undefined {
  return (request.headers.get('content-type') ?? '').split(';', 1)[0]?.trim().toLowerCase();
}

/** The body as text, 64 kB at most. Throws `invalid_request`. */
export async function readText(request: Request): Promise<string> {
  const announced = request.headers.get('content-length');
  if (Number(announced ?? 0) > bodyLimitBytes) throw refusal('body-too-large');
  // An announced length is enforced by the HTTP server, and reading in one go is faster than counting chunks.
  if (announced !== null) return checkSize(await request.text().catch(refuseBody));
  if (request.body === null) return '';
  const decoder = new TextDecoder();
  let text = '';
  let size = 0;
  try {
    for await (const chunk of request.body as unknown as AsyncIterable<Uint8Array>) {
      size += chunk.byteLength;
      if (size > bodyLimitBytes) break;
      text += decoder.decode(chunk, { stream: true });
    }
  } catch (error) {
    return refuseBody(error);
  }
  if (size > bodyLimitBytes) throw refusal('body-too-large');
  return text + decoder.decode();
}

function checkSize(text: string): string {
  if (text.length > bodyLimitBytes) throw refusal('body-too-large');
  return text;
}

function refuseBody(error: unknown): never {
  throw refusal('body-unreadable', {}, error);
}
