/** People and applications for an instance that has not been started yet. */
import type { RegisteredClient } from '../harness/command-line';
import { ada, noel } from '../harness/data';
import type { Instance } from '../harness/instance';
import { applicationNames, applications } from './applications';
import type { SiteData } from './site';

/** Fills it by the command line, one command at a time, and starts it. */
export async function fill(instance: Instance): Promise<SiteData> {
  const { issuer, address, env, dataDir } = instance;
  const first = await instance.createUser(ada.claims, ada.password);
  const second = await instance.createUser(noel.claims, noel.password);
  await instance.set('implicit-and-hybrid', 'on');
  const clients: Record<string, RegisteredClient> = {};
  for (const name of applicationNames) clients[name] = await instance.createClient(applications[name]);
  await instance.start();
  return { issuer, address, env, dataDir, ada: first, noel: second, clients: clients as SiteData['clients'] };
}
