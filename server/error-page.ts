/**
 * Our error page as the answer to a request that must not be redirected. The page is an ordinary one of ours,
 * `/errors/{traceId}`, so that it looks and speaks like all others; but a page cannot choose its status and a route
 * handler cannot render a page. So it is fetched from this very server and passed on under the right status.
 */
import { request as httpRequest } from 'node:http';
import { environment } from './env';
import { retryAfterSeconds } from './refusal-status';
import { commonHeaders } from './security-headers';

const timeoutMilliseconds = 5000;
/** What of the page's head belongs to the page and not to its transport. */
const keptHeaders = ['content-type', 'content-security-policy', 'permissions-policy', 'link', 'content-language'];

export interface ErrorPageSource {
  issuer: string;
  /** Where this server listens. */
  host: string;
  port: number;
  /** The visitor's headers: language and theme follow them. */
  visitor: Headers;
}

/** The error page of a trace with a status of 400 and more; never throws, and falls back to a bare page. */
export async function errorPage({ traceId, status }: { traceId: string; status: number }): Promise<Response> {
  const { issuer, hosts, port } = environment();
  const host = reachable(hosts[0] ?? '127.0.0.1');
  return passErrorPage({ traceId, status }, { issuer, host, port, visitor: await visitorHeaders() });
}

/** `errorPage` with its surroundings handed in. */
export async function passErrorPage(
  { traceId, status }: { traceId: string; status: number },
  source: ErrorPageSource,
): Promise<Response> {
  try {
    const page = await fetchPage(`/errors/${encodeURIComponent(traceId)}`, status, source);
    return new Response(page.body, { status, headers: { ...page.headers, ...ownHeaders(status, source.issuer) } });
  } catch {
    return bareErrorPage({ traceId, status }, source.issuer);
  }
}

/** The page of last resort, which costs nothing to make: for a server that has no time, or no database. */
export function bareErrorPage({ traceId, status }: { traceId: string; status: number }, issuer: string): Response {
  const headers = {
    ...ownHeaders(status, issuer),
    'content-type': 'text/html; charset=utf-8',
    'content-security-policy': "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
  };
  return new Response(barePage(traceId), { status, headers });
}

function ownHeaders(status: number, issuer: string): Record<string, string> {
  const retry: Record<string, string> = status === 503 ? { 'retry-after': retryAfterSeconds } : {};
  return { ...commonHeaders(issuer), 'cache-control': 'no-store', ...retry };
}

/** Statuses of the page itself: a trace that is lost, or cannot be read, still has its page. */
const pageStatuses = [200, 404, 503];

function fetchPage(
  path: string,
  status: number,
  source: ErrorPageSource,
): Promise<{ body: string; headers: Record<string, string> }> {
  const { issuer, host, port, visitor } = source;
  const headers: Record<string, string> = { host: new URL(issuer).host };
  for (const name of ['accept-language', 'cookie']) {
    const value = visitor.get(name);
    if (value !== null) headers[name] = value;
  }
  return new Promise((resolve, reject) => {
    const signal = AbortSignal.timeout(timeoutMilliseconds);
    const sent = httpRequest({ host, port, path, headers, signal, agent: false }, (answer) => {
      const chunks: Buffer[] = [];
      answer.on('data', (chunk: Buffer) => chunks.push(chunk));
      answer.on('error', reject);
      answer.on('end', () => {
        const received = answer.statusCode ?? 0;
        if (![...pageStatuses, status].includes(received))
          return reject(new Error(`the error page answered ${received}`));
        const kept = keptHeaders.flatMap((name) => {
          const value = answer.headers[name];
          return typeof value === 'string' ? [[name, value]] : [];
        });
        return resolve({ body: Buffer.concat(chunks).toString('utf8'), headers: Object.fromEntries(kept) });
      });
    });
    sent.on('error', reject);
    sent.end();
  });
}

/** An address that this machine can connect to, for one that means "all". */
function reachable(host: string): string {
  if (host === '0.0.0.0') return '127.0.0.1';
  return host === '::' ? '::1' : host;
}

/** The headers of the request that Next is answering; empty outside of one. */
async function visitorHeaders(): Promise<Headers> {
  try {
    const { headers } = await import('next/headers.js');
    return new Headers(await headers());
  } catch {
    return new Headers();
  }
}

/** For the moments when no page can be rendered, for instance while the database is away. */
function barePage(traceId: string): string {
  const shown = traceId.replace(/[^\w-]/g, '');
  return `<!doctype html><html lang="en"><meta charset="utf-8"><title>Gatehouse</title><h1>Gatehouse cannot continue</h1><p>Please go back to the application and try again. If you ask for help, mention ${shown}.</p></html>`;
}
