/** One serving process: the fast door, the health answers and Next behind one listener, from start to stop. */
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { getRequestListener } from '@hono/node-server';
import type { ManagementApi } from './api/management-api';
import type { Arrivals } from './arrivals';
import { clientAddressHeader, vouchForClientAddress } from './client-address';
import type { Environment } from './env';
import { toBlockList } from './env-rules';
import type { Listener, MachineEndpoints } from './fast-door';
import { createFastDoor } from './fast-door';
import { createHttpServer } from './http-server';
import { boundBody, cleanHeaders, isForHost, isPlainPath, methodsOf, pathOf } from './incoming-request';
import type { Logger } from './logger';
import { health, readiness } from './readiness';
import { commonHeaders } from './security-headers';
import { createVisitLimit } from './visit-limit';

export interface InstanceDependencies {
  environment: Pick<Environment, 'issuer' | 'trustedProxies' | 'rateLimits'>;
  arrivals: Arrivals;
  engine: MachineEndpoints;
  api: ManagementApi;
  ready(): Promise<void>;
  /** Answers everything that is not ours to answer. */
  next: Listener;
  logger: Logger;
  /** Milliseconds. */
  now(): number;
  /** Called once after the last answer: storage and everything else that is open. */
  close(): Promise<void>;
}

export interface Instance {
  start(): Promise<AddressInfo[]>;
  /** Readiness fails, nothing more is accepted, what is in flight has `deadlineMilliseconds` to finish. Idempotent. */
  stop(deadlineMilliseconds?: number): Promise<void>;
}

const longestPassingByBytes = 8_388_608;

/** Builds the instance; nothing listens before `start`. */
export function createInstance(dependencies: InstanceDependencies): Instance {
  const { environment, logger } = dependencies;
  const host = new URL(environment.issuer).host;
  const trusted = environment.trustedProxies.length === 0 ? undefined : toBlockList(environment.trustedProxies);
  const countVisit = createVisitLimit(dependencies.now);
  const common = Object.entries(commonHeaders(environment.issuer));
  const report = (err: unknown) => logger.error({ err }, 'request failed');
  const find = createFastDoor(dependencies.engine, dependencies.api, report);
  const toListener = (answer: () => Response | Promise<Response>) =>
    getRequestListener(answer, { overrideGlobalObjects: false });
  const isReady = () => (server.isStopping() ? Promise.reject(new Error('Stopping')) : dependencies.ready());
  const healthPaths = new Map<string, Listener>([
    ['/healthz', toListener(health)],
    ['/readyz', toListener(() => readiness(isReady, (err) => logger.warn({ err }, 'not ready')))],
  ]);

  const listener = (request: IncomingMessage, response: ServerResponse) => {
    // Whoever sent it has gone already: nobody would hear the answer, or could say who asked.
    if (request.socket.remoteAddress === undefined) return void request.socket.destroy();
    if (logger.isLevelEnabled('debug')) logWhenDone(request, response, logger);
    // Whoever answers: a redirect and a picture bear them too.
    for (const [name, value] of common) response.setHeader(name, value);
    const path = pathOf(request.url);
    if (path === undefined) return refuse(response, 400, 'This is not a path.');
    const healthListener = healthPaths.get(path);
    if (healthListener !== undefined) return settle(healthListener, request, response, report);
    if (!isForHost(request, host)) return refuse(response, 421, `This server answers for ${host} only.`);
    if (!boundBody(request, response, path)) return refuseBody(request, response);
    // The image optimiser is off; its address stays shut whatever the build says.
    if (path.startsWith('/_next/image')) return refuse(response, 404, 'Not found.');
    cleanHeaders(request, trusted);
    const wait = environment.rateLimits ? countVisit(path, String(request.headers[clientAddressHeader])) : undefined;
    if (wait !== undefined) return refuseVisit(response, wait);
    const ours = find(path);
    if (ours !== undefined) return settle(ours, request, response, report);
    if (!isPlainPath(path)) return refuse(response, 400, 'This is not a path.');
    const methods = methodsOf(path);
    if (!methods.includes(request.method ?? '')) return refuseMethod(response, methods);
    return settle(dependencies.next, request, response, report);
  };

  const server = createHttpServer(listener, dependencies.arrivals);
  let stopped: Promise<void> | undefined;
  const stop = async (deadlineMilliseconds: number) => {
    await server.stop(deadlineMilliseconds);
    await dependencies.close();
  };
  return {
    start() {
      vouchForClientAddress();
      return server.listen();
    },
    stop(deadlineMilliseconds = 10_000) {
      stopped ??= stop(deadlineMilliseconds);
      return stopped;
    },
  };
}

/** Runs a listener; what it throws becomes a 500 while there is still something to answer. */
function settle(
  listener: Listener,
  request: IncomingMessage,
  response: ServerResponse,
  report: (error: unknown) => void,
): void {
  listener(request, response).catch((error: unknown) => {
    report(error);
    if (response.headersSent) response.destroy();
    else refuse(response, 500, 'Something went wrong.');
  });
}

function refuse(response: ServerResponse, status: number, text: string): void {
  const headers = { 'content-type': 'text/plain; charset=utf-8', 'cache-control': 'no-store', connection: 'close' };
  response.writeHead(status, headers).end(`${text}\n`);
}

function refuseMethod(response: ServerResponse, methods: string[]): void {
  response.setHeader('allow', methods.join(', '));
  refuse(response, 405, 'This method is not answered here.');
}

function refuseVisit(response: ServerResponse, seconds: number): void {
  response.setHeader('retry-after', String(seconds));
  refuse(response, 429, 'Too many visits from this network. Please wait a moment.');
}

/** 413 once the body has passed by unread, so that the client hears it; at once when that would take long. */
function refuseBody(request: IncomingMessage, response: ServerResponse): void {
  const answer = () => refuse(response, 413, 'The body is too large.');
  if (Number(request.headers['content-length']) > longestPassingByBytes) answer();
  else request.once('end', answer).resume();
}

function logWhenDone(request: IncomingMessage, response: ServerResponse, logger: Logger): void {
  const startedAt = performance.now();
  response.once('close', () => {
    const milliseconds = Math.round((performance.now() - startedAt) * 10) / 10;
    const record = { method: request.method, path: pathOf(request.url), status: response.statusCode, milliseconds };
    logger.debug(record, response.writableFinished ? 'answered' : 'broken off');
  });
}
