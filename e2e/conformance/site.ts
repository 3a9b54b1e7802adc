/** The instances that all conformance tests share, as they are handed from the global setup to the test files. */
import { inject } from 'vitest';
import type { CommandLine, RegisteredClient, RegisteredPerson } from '@/e2e/harness/command-line';
import { createCommandLine } from '@/e2e/harness/command-line';
import type { ClientName } from '@/e2e/harness/data';
import type { PlainBrowser } from '@/e2e/harness/plain-browser';
import { createPlainBrowser } from '@/e2e/harness/plain-browser';
import type { RelyingParty } from '@/e2e/harness/relying-party';
import { createRelyingParty } from '@/e2e/harness/relying-party';
import type { DatabaseKind } from '@/e2e/harness/test-database';
import type { Wire } from '@/e2e/harness/wire';
import { createWire } from '@/e2e/harness/wire';

/** Plain data: it crosses from one process to another. */
export interface SiteData {
  issuer: string;
  address: string;
  env: Record<string, string>;
  clients: Partial<Record<ClientName, RegisteredClient>>;
  ada: RegisteredPerson;
  noel: RegisteredPerson;
  /** Where applications are told of a sign-out; each path of it is one of them. */
  receiver: string;
  /** Where documents are that the instances may fetch; see `document-server`. */
  documents: string;
}

declare module 'vitest' {
  interface ProvidedContext {
    conformance: Record<DatabaseKind, SiteData>;
  }
}

export interface Site extends SiteData {
  wire: Wire;
  commandLine: CommandLine;
  relyingParty(client?: ClientName): Promise<RelyingParty>;
  /** A browser that has never been here, as each module has one. */
  browser(): PlainBrowser;
}

export function conformanceSite(kind: DatabaseKind = 'sqlite'): Site {
  const data = inject('conformance')[kind];
  const { issuer, address, clients, env } = data;
  const wire = createWire(issuer, address);
  return {
    ...data,
    wire,
    commandLine: createCommandLine(env),
    async relyingParty(name = 'basic') {
      const client = clients[name];
      if (client === undefined) throw new Error(`There is no client ${name} on ${kind}`);
      return createRelyingParty(issuer, wire, client);
    },
    browser: () => createPlainBrowser(issuer, wire),
  };
}

/** The first whole second after now: times that are compared in seconds differ from then on. */
export async function nextSecond(count = 1): Promise<void> {
  const end = (Math.floor(Date.now() / 1000) + count) * 1000;
  await new Promise((resolve) => setTimeout(resolve, end - Date.now()));
}
