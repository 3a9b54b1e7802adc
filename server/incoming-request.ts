/** What is decided about a request before any handler sees it: its host, its headers, the size of its body. */
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { BlockList } from 'node:net';
import { bodyLimitBytes } from '@/protocol/parameters';
import { clientAddressHeader, clientNetwork } from './client-address';

const otherBodyBytes = 1_048_576;

const isProtocolPath = (path: string) => /^\/(?:oauth2|\.well-known|interaction)(?:\/|$)/.test(path);

/** The path of a request target without its query; undefined for anything but `/...`, such as `*` or a whole URL. */
export function pathOf(target: string | undefined): string | undefined {
  if (target === undefined || !target.startsWith('/')) return undefined;
  const end = target.search(/[?#]/);
  return end === -1 ? target : target.slice(0, end);
}

/**
 * True for a path in its only spelling: nothing to decode twice, no dot segments, backslashes or doubled slashes. Next
 * redirects some of the others to their usual spelling, which would repeat a form at another address, and fails on some.
 */
export function isPlainPath(path: string): boolean {
  if (path.includes('//') || !isDecodable(path)) return false;
  return URL.canParse(path, 'http://localhost') && new URL(path, 'http://localhost').pathname === path;
}

function isDecodable(path: string): boolean {
  try {
    return !decodeURIComponent(path).includes('\0');
  } catch {
    return false;
  }
}

const handledMethods = ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS'];
const pageMethods = ['GET', 'HEAD'];

// Next would answer HEAD with a handler's GET, and here a look could finish a request that waits.
const interactionMethods = ['GET', 'POST'];

/** The methods that Next may be asked with. Pages are read and nothing else: what changes something has a handler. */
export function methodsOf(path: string): string[] {
  if (path.startsWith('/interaction/')) return interactionMethods;
  return /^\/(?:oauth2|\.well-known|api)\//.test(path) ? handledMethods : pageMethods;
}

/** True when the one Host header is letter by letter the issuer's (RFC 9110 section 7.4). */
export function isForHost(request: IncomingMessage, host: string): boolean {
  if (request.headers.host !== host) return false;
  return request.rawHeaders.filter((text, at) => at % 2 === 0 && text.toLowerCase() === 'host').length === 1;
}

// Nothing after this point reads them, and what is not there can't be believed by mistake. The last two kinds are what
// Next's own scripts send: pages are read whole (there are no actions), and Next fails on a router state that is none.
const strippedHeader = /^(?:forwarded|x-forwarded-.*|x-real-ip|x-gatehouse-.*|x-middleware-.*|rsc|next-.*)$/i;

/** Removes headers that only we or a proxy may write, and adds the client's address under our own name. */
export function cleanHeaders(request: IncomingMessage, trusted: BlockList | undefined): void {
  const forwardedFor = request.headers['x-forwarded-for'];
  const claims = Array.isArray(forwardedFor) ? forwardedFor.join(',') : forwardedFor;
  const address = clientNetwork({ address: request.socket.remoteAddress ?? '', forwardedFor: claims }, trusted);
  const { headers, rawHeaders } = request;
  for (let at = 0; at < rawHeaders.length; at += 2) {
    const name = rawHeaders[at] ?? '';
    if (!strippedHeader.test(name)) continue;
    delete headers[name.toLowerCase()];
    // Emptied rather than taken out: Node has already counted the pairs.
    rawHeaders[at] = 'x-gatehouse-stripped';
    rawHeaders[at + 1] = '';
  }
  headers[clientAddressHeader] = address;
  rawHeaders.push(clientAddressHeader, address);
}

/**
 * Bounds the body: 64 kB on protocol paths, 1 MB elsewhere. Returns false when its declared length is already too much
 * (the caller answers 413); a body without a declared length is cut off with a 413 when it grows past the bound.
 */
export function boundBody(request: IncomingMessage, response: ServerResponse, path: string): boolean {
  const bound = isProtocolPath(path) ? bodyLimitBytes : otherBodyBytes;
  const declared = request.headers['content-length'];
  if (declared !== undefined) return Number(declared) <= bound;
  if (request.headers['transfer-encoding'] !== undefined) cutOff(request, response, bound);
  return true;
}

function cutOff(request: IncomingMessage, response: ServerResponse, bound: number): void {
  const push = request.push.bind(request);
  let received = 0;
  request.push = (chunk: Uint8Array | null, encoding?: BufferEncoding) => {
    received += chunk?.length ?? 0;
    if (received <= bound) return push(chunk, encoding);
    if (!response.headersSent)
      request.socket.end('HTTP/1.1 413 Content Too Large\r\nConnection: close\r\nContent-Length: 0\r\n\r\n');
    request.destroy(Object.assign(new Error('The body is too large'), { kind: 'body-too-large' as const }));
    return false;
  };
}
