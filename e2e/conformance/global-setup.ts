/** Starts one instance on SQLite, known by an https issuer as in production, and one on PostgreSQL, known as localhost. */
import type { TestProject } from 'vitest/node';
import type { ClientName } from '@/e2e/harness/data';
import { ada, clientNames, clients, noel } from '@/e2e/harness/data';
import { startDocumentServer } from '@/e2e/harness/document-server';
import type { Instance, InstanceOptions } from '@/e2e/harness/instance';
import { createInstance } from '@/e2e/harness/instance';
import { startLogoutReceiver } from '@/e2e/harness/logout-receiver';
import { stopPostgres } from '@/e2e/harness/test-database';
import type { SiteData } from './site';

export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const instances: Instance[] = [];
  const receiver = await startLogoutReceiver();
  const documents = await startDocumentServer();
  const remove = async () => {
    for (const instance of instances) await instance.remove();
    await receiver.close();
    await documents.close();
    await stopPostgres();
  };
  const open = async (options: InstanceOptions, names: readonly ClientName[]) => {
    const env = { ...options.env, ...documents.env, OUTBOUND_ALLOW: `${receiver.origin},${documents.origin}` };
    const instance = await createInstance({ ...options, env });
    instances.push(instance);
    return { ...(await fill(instance, names)), receiver: receiver.origin, documents: documents.origin };
  };
  try {
    const [sqlite, postgresql] = await settled([
      open({ database: 'sqlite', issuer: 'https://id.gatehouse.example' }, clientNames),
      open({ database: 'postgresql', env: { RATE_LIMITS: 'off' } }, ['basic', 'frontChannel']),
    ]);
    project.provide('conformance', { sqlite, postgresql });
  } catch (error) {
    await remove();
    throw error;
  }
  return remove;
}

/** All that certification asks for and that is off by itself. */
const settings = {
  ...{ 'implicit-and-hybrid': 'on', 'password-grant': 'on', registration: 'open' },
  'registration-grant-types': 'authorization_code,implicit,refresh_token',
  'registration-response-types': 'code,id_token,id_token token,code id_token,code token,code id_token token',
};

/** Everything is made before the first start, by the command line alone. */
async function fill(
  instance: Instance,
  names: readonly ClientName[],
): Promise<Omit<SiteData, 'receiver' | 'documents'>> {
  const { issuer, address, env } = instance;
  const people = {
    ada: await instance.createUser(ada.claims, ada.password),
    noel: await instance.createUser(noel.claims, noel.password),
  };
  for (const [name, value] of Object.entries(settings)) await instance.set(name, value);
  const registered: SiteData['clients'] = {};
  for (const name of names) registered[name] = await instance.createClient(clients[name]);
  await instance.start();
  return { issuer, address, env, ...people, clients: registered };
}

/** Both results; when one fails, the failure, but only once neither is still at work. */
async function settled<T>([one, other]: [Promise<T>, Promise<T>]): Promise<[T, T]> {
  await Promise.allSettled([one, other]);
  return [await one, await other];
}
