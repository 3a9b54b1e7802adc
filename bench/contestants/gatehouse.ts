/** Gatehouse as it is installed: the production build behind its fast door. */
import type { RegisteredClient } from '@/e2e/harness/command-line';
import type { Instance } from '@/e2e/harness/instance';
import { createInstance } from '@/e2e/harness/instance';
import { withDescendants } from '../process-usage';
import type { Contestant } from './contestant';
import { claims, clientMetadata, password, readEndpoints, resource } from './contestant';

export interface GatehouseOptions {
  algorithm: string;
  /** Without it on its embedded default, SQLite. */
  databaseUrl?: string;
  workers?: number;
}

/** Fills an instance by the command line, starts it, and waits until it is ready. */
export async function startGatehouse({
  algorithm,
  databaseUrl,
  workers = 1,
}: GatehouseOptions): Promise<Contestant & { instance: Instance }> {
  const instance = await createInstance({
    livesLong: true,
    database: databaseUrl === undefined ? 'sqlite' : 'postgresql',
    // The driver is one address with hundreds of failed polls; the limits are not what is compared.
    env: {
      ...(databaseUrl === undefined ? {} : { DATABASE_URL: databaseUrl }),
      ...{ RATE_LIMITS: 'off', LOG_LEVEL: 'warn', WORKERS: String(workers) },
    },
  });
  const clients = await fill(instance, algorithm);
  const person = await instance.createUser(claims, password);
  await instance.start();
  const { issuer, wire } = instance;
  return {
    name: 'Gatehouse',
    storage: databaseUrl === undefined ? 'SQLite' : 'PostgreSQL',
    ...{ instance, issuer, wire, person, ...clients },
    endpoints: await readEndpoints(issuer, wire),
    processIds: () => withDescendants(instance.processId() ?? 0),
    stop: () => instance.remove(),
  };
}

async function fill(
  instance: Instance,
  algorithm: string,
): Promise<Record<'web' | 'service' | 'device', RegisteredClient>> {
  const { identifier, scope } = resource;
  await instance.cliJson(['api', 'create', identifier, '--scope', `${scope}=read`, '--signing-alg', algorithm]);
  const metadata = clientMetadata(algorithm);
  const web = await instance.createClient(metadata.web);
  const service = await instance.createClient(metadata.service);
  for (const { client_id } of [web, service]) {
    await instance.cliJson(['client', 'allow', client_id, '--api', identifier, '--scope', scope]);
  }
  return { web, service, device: await instance.createClient(metadata.device) };
}
