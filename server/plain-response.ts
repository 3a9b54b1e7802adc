/**
 * A Web Response that is made when somebody looks into it. Almost every answer of the machine-facing endpoints is a text
 * with headers on its way to a socket; a Response of the platform makes a stream of it that is then read again, which
 * costs more than all of Node's HTTP. The bundle of the server puts this class in the place of the global one
 * (scripts/prepare.mjs); Next's bundle has the platform's.
 */
import type { ServerResponse } from 'node:http';

const WebResponse = globalThis.Response;

interface Parts {
  status: number;
  headers: Record<string, string>;
  text: string | null;
}

class PlainResponse {
  readonly #body: BodyInit | null | undefined;
  readonly #init: ResponseInit | undefined;
  #web: Response | undefined;

  constructor(body?: BodyInit | null, init?: ResponseInit) {
    this.#body = body;
    this.#init = init;
  }

  /** The platform's Response, from which on it is one. */
  static webOf(response: PlainResponse): Response {
    response.#web ??= new WebResponse(response.#body, response.#init);
    return response.#web;
  }

  /** What it was made of; undefined when that is no text with a type, or when somebody may have changed it since. */
  static partsOf(response: object): Parts | undefined {
    if (!(#body in response) || response.#web !== undefined) return undefined;
    const { status = 200, statusText, headers = {} } = response.#init ?? {};
    const text = response.#body ?? null;
    if (statusText !== undefined || Array.isArray(headers) || headers instanceof Headers) return undefined;
    const isTyped = typeof text === 'string' && 'content-type' in headers;
    return text === null || isTyped ? { status, headers: headers as Record<string, string>, text } : undefined;
  }
}

for (const name of Object.getOwnPropertyNames(WebResponse.prototype).filter((each) => each !== 'constructor')) {
  Object.defineProperty(PlainResponse.prototype, name, {
    get(this: PlainResponse) {
      const web = PlainResponse.webOf(this);
      const member: unknown = Reflect.get(web, name);
      return typeof member === 'function' ? member.bind(web) : member;
    },
  });
}
Object.setPrototypeOf(PlainResponse.prototype, WebResponse.prototype);
// Its static members too: `Response.json` and `Response.redirect` make the platform's.
Object.setPrototypeOf(PlainResponse, WebResponse);

/** In the place of the global of this name. */
export const Response = PlainResponse as unknown as typeof globalThis.Response;

/** Sends what is still plain, when it is called; undefined when the response has to be read as the platform's. */
export function plainSender(
  response: globalThis.Response,
  outgoing: Pick<ServerResponse, 'writeHead' | 'end'>,
): (() => void) | undefined {
  const parts = PlainResponse.partsOf(response);
  if (parts === undefined) return undefined;
  const { status, headers, text } = parts;
  if (text === null) return () => void outgoing.writeHead(status, headers).end();
  return () => void outgoing.writeHead(status, { ...headers, 'content-length': Buffer.byteLength(text) }).end(text);
}
