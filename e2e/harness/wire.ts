/** Plain HTTP to one instance: follows no redirect, hides no header, sends what it is told. */
import type { IncomingHttpHeaders } from 'node:http';
import { Agent, request as openRequest } from 'node:http';

export interface WireRequest {
  method?: string;
  headers?: Record<string, string>;
  /** `URLSearchParams` travel as a form. */
  body?: string | URLSearchParams;
}

export interface WireResponse {
  status: number;
  headers: Headers;
  text: string;
}

/** Sends a request to a URL of the issuer. Throws for every other origin, and after `timeoutMilliseconds`. */
export type Wire = (url: string, request?: WireRequest) => Promise<WireResponse>;

const timeoutMilliseconds = 60_000;
const formType = 'application/x-www-form-urlencoded';

/**
 * A wire to the instance that listens at `address` and is known as `issuer`. They differ when the instance stands, as in
 * production, behind something that ends TLS.
 */
export function createWire(issuer: string, address: string): Wire {
  const agent = new Agent({ keepAlive: true });
  return (url, { method = 'GET', headers = {}, body } = {}) => {
    const target = new URL(url);
    if (target.origin !== issuer) throw new Error(`${url} is not an address of ${issuer}`);
    const { hostname, port } = new URL(address);
    const text = body?.toString();
    const sent: Record<string, string> = { host: target.host };
    if (body instanceof URLSearchParams) sent['content-type'] = formType;
    if (text !== undefined) sent['content-length'] = String(Buffer.byteLength(text));
    const path = `${target.pathname}${target.search}`;
    const options = { agent, hostname, port, path, method, headers: { ...sent, ...headers } };
    return new Promise((resolve, reject) => {
      const request = openRequest({ ...options, timeout: timeoutMilliseconds }, (response) => {
        const chunks: Buffer[] = [];
        response.on('data', (chunk: Buffer) => chunks.push(chunk));
        response.on('error', reject);
        response.on('end', () => {
          const content = Buffer.concat(chunks).toString('utf8');
          resolve({ status: response.statusCode ?? 0, headers: toHeaders(response.headers), text: content });
        });
      });
      request.on('timeout', () => request.destroy(new Error(`No answer from ${url} in ${timeoutMilliseconds} ms`)));
      request.on('error', reject);
      request.end(text);
    });
  };
}

function toHeaders(received: IncomingHttpHeaders): Headers {
  const headers = new Headers();
  for (const [name, value] of Object.entries(received)) {
    for (const one of [value ?? []].flat()) headers.append(name, one);
  }
  return headers;
}

/** The JSON of an answer; undefined when it is none. */
export function readJson(response: WireResponse): unknown {
  try {
    return JSON.parse(response.text);
  } catch {
    return undefined;
  }
}

/** A JSON object's members; an empty record for anything else. */
export function readMembers(response: WireResponse): Record<string, unknown> {
  const value = readJson(response);
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? { ...value } : {};
}
