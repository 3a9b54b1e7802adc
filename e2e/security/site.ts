/** An instance under attack, as plain data and as what can be done with it. */
import { inject } from 'vitest';
import type { CommandLine, RegisteredClient, RegisteredPerson } from '../harness/command-line';
import { createCommandLine } from '../harness/command-line';
import { ada } from '../harness/data';
import type { Instance } from '../harness/instance';
import { createInstance } from '../harness/instance';
import type { PlainBrowser } from '../harness/plain-browser';
import { createPlainBrowser } from '../harness/plain-browser';
import type { RelyingParty } from '../harness/relying-party';
import { createRelyingParty } from '../harness/relying-party';
import type { DatabaseKind } from '../harness/test-database';
import type { Wire } from '../harness/wire';
import { createWire } from '../harness/wire';
import type { ApplicationName } from './applications';
import { applications } from './applications';
import { databaseUrl } from './databases';
import type { RawAnswer, RawRequest } from './raw-request';
import { sendRequest } from './raw-request';

/** Plain data: it crosses from one process to another. */
export interface SiteData {
  issuer: string;
  address: string;
  env: Record<string, string>;
  dataDir: string;
  clients: Record<ApplicationName, RegisteredClient>;
  ada: RegisteredPerson;
  noel: RegisteredPerson;
}

declare module 'vitest' {
  interface ProvidedContext {
    security: Record<DatabaseKind, SiteData>;
  }
}

export interface Site extends SiteData {
  wire: Wire;
  commandLine: CommandLine;
  party(application: ApplicationName): Promise<RelyingParty>;
  /** A browser that has never been here. */
  browser(): PlainBrowser;
  /** Bytes as they are; the Host is the issuer's unless the request names one. */
  raw(request: RawRequest): Promise<RawAnswer>;
}

/** One of the two shared instances. */
export function securitySite(kind: DatabaseKind = 'sqlite'): Site {
  return openSite(inject('security')[kind]);
}

export function openSite(data: SiteData): Site {
  const { issuer, address, env, clients } = data;
  const wire = createWire(issuer, address);
  return {
    ...data,
    wire,
    commandLine: createCommandLine(env),
    party: (application) => createRelyingParty(issuer, wire, clients[application]),
    browser: () => createPlainBrowser(issuer, wire),
    raw: (request) =>
      sendRequest(address, { ...request, host: request.host === undefined ? new URL(issuer).host : request.host }),
  };
}

/** Gives an instance one person and the application `own`, and starts it. */
export async function populate(instance: Instance): Promise<Site> {
  const person = await instance.createUser(ada.claims, ada.password);
  const own = await instance.createClient(applications.own);
  await instance.start();
  const { issuer, address, env, dataDir } = instance;
  const clients = { ...securitySite().clients, own };
  return openSite({ issuer, address, env, dataDir, clients, ada: person, noel: person });
}

/** Another process on the same database, not started yet: the same issuer at another port. */
export function createSibling(
  { issuer, env, dataDir }: Pick<SiteData, 'issuer' | 'env' | 'dataDir'>,
  more: Record<string, string | undefined> = {},
): Promise<Instance> {
  const { GATEHOUSE_SECRET, RATE_LIMITS } = env;
  const shared = { DATA_DIR: dataDir, DATABASE_URL: databaseUrl({ env, dataDir }), GATEHOUSE_SECRET, RATE_LIMITS };
  return createInstance({ database: 'sqlite', issuer, env: { ...shared, ...more } });
}
