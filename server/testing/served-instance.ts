/** An instance on a free port with an engine and a Next that tell what reached them. */
import type { IncomingHttpHeaders, IncomingMessage } from 'node:http';
import { request as httpRequest } from 'node:http';
import { connect } from 'node:net';
import { listeningOn } from '../arrivals';
import type { MachineEndpoint, MachineEndpoints } from '../fast-door';
import { fastPaths } from '../fast-door';
import type { Instance, InstanceDependencies } from '../instance';
import { createInstance } from '../instance';
import { createLogger } from '../logger';

export const host = 'id.example.com';

const describeRequest = async (request: Request) => ({
  method: request.method,
  headers: Object.fromEntries(request.headers),
  body: await request.text(),
});
const endpoint = (name: MachineEndpoint) => async (request: Request) =>
  Response.json({ name, ...(await describeRequest(request)) }, { headers: { 'x-answered-by': 'engine' } });
export const engine = Object.fromEntries(
  [...fastPaths.values()].map((name) => [name, endpoint(name)]),
) as unknown as MachineEndpoints;

const readAll = async (stream: AsyncIterable<Uint8Array>) => {
  const chunks: Uint8Array[] = [];
  for await (const chunk of stream) chunks.push(chunk);
  return Buffer.concat(chunks).toString();
};
const next: InstanceDependencies['next'] = async (request, response) => {
  const body = await readAll(request);
  response.setHeader('x-answered-by', 'next');
  response.end(JSON.stringify({ method: request.method, headers: request.headers, body }));
};

let running: Instance | undefined;
export let port = 0;

export const dependencies = (): InstanceDependencies => ({
  environment: { issuer: `https://${host}`, trustedProxies: [], rateLimits: true },
  arrivals: listeningOn({ hosts: ['127.0.0.1'], optionalHosts: [], port: 0 }),
  engine,
  api: async (request) => new Response(await request.text()),
  next,
  ready: async () => {},
  close: async () => {},
  now: () => 0,
  logger: createLogger('silent'),
});

export const start = async (changes: Partial<InstanceDependencies> = {}, trustedProxies: string[] = []) => {
  const standard = dependencies();
  running = createInstance({ ...standard, environment: { ...standard.environment, trustedProxies }, ...changes });
  const [address] = await running.start();
  port = address?.port ?? 0;
  return running;
};
/** Ends what `start` started, at once. */
export const stop = () => running?.stop(0);

interface Answer {
  status: number;
  headers: IncomingHttpHeaders;
  body: string;
}
const toAnswer = async (message: IncomingMessage): Promise<Answer> => ({
  status: message.statusCode ?? 0,
  headers: message.headers,
  body: await readAll(message),
});
export const ask = (path: string, options: { method?: string; headers?: Record<string, string>; body?: string } = {}) =>
  new Promise<Answer>((resolve, reject) => {
    const { method = 'GET', headers = {}, body = '' } = options;
    const all = { host, ...(body === '' ? {} : { 'content-length': String(Buffer.byteLength(body)) }), ...headers };
    const call = httpRequest({ port, host: '127.0.0.1', path, method, headers: all, agent: false });
    call.once('response', (message) => resolve(toAnswer(message)));
    call.once('error', reject);
    call.end(body);
  });
/** Writes bytes as they are and returns all that comes back. */
export const sendRaw = async (text: string) => {
  const socket = connect(port, '127.0.0.1');
  socket.on('error', () => {});
  socket.write(text);
  return readAll(socket);
};
