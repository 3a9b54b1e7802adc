/**
 * The one way out (SECURITY invariant 13): https, no private address after resolution and on the connection itself, no
 * redirects, bounded in time and size. Addresses that operators list in OUTBOUND_ALLOW may be private, and plain http.
 */
import type { LookupAddress } from 'node:dns';
import { lookup as resolve } from 'node:dns';
import type { IncomingMessage } from 'node:http';
import { request as httpRequest } from 'node:http';
import { request as httpsRequest } from 'node:https';
import type { LookupFunction } from 'node:net';
import ipaddr from 'ipaddr.js';

export interface FetchBounds {
  timeoutMilliseconds: number;
  maxBytes: number;
}

export interface Fetched {
  status: number;
  contentType: string;
  body: Uint8Array;
}

/** With a form it is a POST, otherwise a GET. */
export type GuardedFetch = (url: string, bounds: FetchBounds, form?: URLSearchParams) => Promise<Fetched>;

const formType = 'application/x-www-form-urlencoded';

/** Builds the fetcher. It throws `kind: 'fetch-refused'` for what it may not reach and for what is too slow or too large. */
export function createGuardedFetch(allowedOrigins: readonly string[]): GuardedFetch {
  return (text, bounds, form) => {
    const url = URL.canParse(text) ? new URL(text) : undefined;
    if (url === undefined || url.username !== '' || url.password !== '') throw refused('this is no address to fetch');
    const isAllowed = allowedOrigins.includes(url.origin);
    if (url.protocol !== 'https:' && !(isAllowed && url.protocol === 'http:')) throw refused('only https is fetched');
    // A literal address is connected to without a lookup, so it is checked here.
    const literal = url.hostname.replace(/^\[|\]$/g, '');
    if (!isAllowed && ipaddr.isValid(literal) && !isPublicAddress(literal))
      throw refused('private addresses are not fetched');
    return fetchOnce(url, isAllowed ? undefined : lookupPublic, bounds, form);
  };
}

/** True for addresses that any machine on the internet may have; false for everything special, IPv4 inside IPv6 included. */
export function isPublicAddress(address: string): boolean {
  if (!ipaddr.isValid(address)) return false;
  return ipaddr.process(address).range() === 'unicast';
}

/** Resolves like Node does, and hands the connection only addresses that were checked: there is no second lookup to fool. */
const lookupPublic: LookupFunction = (hostname, options, callback) => {
  resolve(hostname, { ...options, all: true }, (error, addresses: LookupAddress[]) => {
    if (error !== null) return callback(error, '', 0);
    const [first] = addresses;
    if (first === undefined || addresses.some(({ address }) => !isPublicAddress(address))) {
      return callback(refused('private addresses are not fetched'), '', 0);
    }
    return options.all === true ? callback(null, addresses) : callback(null, first.address, first.family);
  });
};

function fetchOnce(
  url: URL,
  lookup: LookupFunction | undefined,
  bounds: FetchBounds,
  form: URLSearchParams | undefined,
): Promise<Fetched> {
  const send = url.protocol === 'https:' ? httpsRequest : httpRequest;
  const signal = AbortSignal.timeout(bounds.timeoutMilliseconds);
  return new Promise((done, fail) => {
    const headers = {
      accept: '*/*',
      'user-agent': 'Gatehouse',
      ...(form === undefined ? {} : { 'content-type': formType }),
    };
    const options = { signal, agent: false as const, headers, method: form === undefined ? 'GET' : 'POST' };
    const sent = send(url, lookup === undefined ? options : { ...options, lookup }, (answer) => {
      readBounded(answer, bounds.maxBytes).then(
        (body) => done({ status: answer.statusCode ?? 0, contentType: answer.headers['content-type'] ?? '', body }),
        fail,
      );
    });
    sent.on('error', (cause) => fail('kind' in cause ? cause : refused('the address did not answer in time', cause)));
    sent.end(form?.toString());
  });
}

async function readBounded(answer: IncomingMessage, maxBytes: number): Promise<Uint8Array> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of answer as AsyncIterable<Buffer>) {
    size += chunk.byteLength;
    if (size > maxBytes) {
      answer.destroy();
      throw refused('the answer is too large');
    }
    chunks.push(chunk);
  }
  return new Uint8Array(Buffer.concat(chunks));
}

function refused(message: string, cause?: unknown): Error & { kind: 'fetch-refused' } {
  return Object.assign(new Error(message, { cause }), { kind: 'fetch-refused' as const });
}
