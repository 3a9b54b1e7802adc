/** Requests as bytes on a socket, for what no HTTP library would send. */
import { connect } from 'node:net';

export interface RawRequest {
  method?: string;
  /** The request target as it stands in the first line. */
  target: string;
  /** `null`: no Host header at all. */
  host?: string | null;
  headers?: [name: string, value: string][];
  /** Latin-1: one character is one byte. */
  body?: string;
  /** `chunked` sends the body in one chunk and no length. */
  transfer?: 'length' | 'chunked';
}

export interface RawAnswer {
  /** 0 when the connection ended without an answer. */
  status: number;
  headers: Headers;
  /** All bytes of the answer, head included. */
  text: string;
  body: string;
}

const timeoutMilliseconds = 60_000;

/** Sends one request on a connection of its own and reads until the other side closes. */
export function sendRequest(address: string, request: RawRequest): Promise<RawAnswer> {
  return sendBytes(address, compose(request));
}

/** The same for bytes that are composed already; Latin-1. */
export function sendBytes(address: string, bytes: string): Promise<RawAnswer> {
  return new Promise((resolve, reject) => {
    const { hostname, port } = new URL(address);
    const socket = connect({ host: hostname === 'localhost' ? '127.0.0.1' : hostname, port: Number(port) });
    const chunks: Buffer[] = [];
    socket.setTimeout(timeoutMilliseconds, () => socket.destroy(new Error(`No answer to ${bytes.slice(0, 200)}`)));
    socket.on('data', (chunk) => chunks.push(chunk));
    // What was refused before it was read whole may be reset; the answer has come by then.
    socket.once('error', (error) => (chunks.length === 0 ? reject(error) : undefined));
    socket.once('close', () => resolve(readAnswer(Buffer.concat(chunks))));
    socket.write(Buffer.from(bytes, 'latin1'));
  });
}

function compose({ method = 'GET', target, host, headers = [], body, transfer = 'length' }: RawRequest): string {
  const own: [string, string][] = [
    ...(host === null || host === undefined ? [] : [['Host', host] as [string, string]]),
  ];
  own.push(['Connection', 'close']);
  if (body !== undefined && transfer === 'length') own.push(['Content-Length', String(body.length)]);
  if (body !== undefined && transfer === 'chunked') own.push(['Transfer-Encoding', 'chunked']);
  const lines = [...own, ...headers].map(([name, value]) => `${name}: ${value}\r\n`).join('');
  const sent =
    transfer === 'chunked' ? `${(body ?? '').length.toString(16)}\r\n${body ?? ''}\r\n0\r\n\r\n` : (body ?? '');
  return `${method} ${target} HTTP/1.1\r\n${lines}\r\n${sent}`;
}

function readAnswer(bytes: Buffer): RawAnswer {
  // An interim answer may come first.
  const text = bytes.toString('latin1').replace(/^(?:HTTP\/1\.1 1\d\d [^\r]*\r\n(?:[^\r]+\r\n)*\r\n)+/, '');
  const [head = '', ...rest] = text.split('\r\n\r\n');
  const [first = '', ...lines] = head.split('\r\n');
  const headers = new Headers();
  for (const line of lines) {
    const colon = line.indexOf(':');
    headers.append(line.slice(0, colon), line.slice(colon + 1).trim());
  }
  const sent = rest.join('\r\n\r\n');
  const body = headers.get('transfer-encoding') === 'chunked' ? unchunk(sent) : sent;
  return { status: Number(/^HTTP\/1\.1 (\d{3})/.exec(first)?.[1] ?? 0), headers, text, body };
}

function unchunk(sent: string): string {
  const parts: string[] = [];
  for (let at = 0; at < sent.length; ) {
    const end = sent.indexOf('\r\n', at);
    const size = Number.parseInt(sent.slice(at, end), 16);
    if (end === -1 || !(size > 0)) break;
    parts.push(sent.slice(end + 2, end + 2 + size));
    at = end + 2 + size + 2;
  }
  return Buffer.from(parts.join(''), 'latin1').toString('utf8');
}
