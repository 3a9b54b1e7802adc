/** oidc-provider, in one process of its own. */
import { startPeer } from '@/e2e/peer/peer';
import type { Contestant } from './contestant';
import { claims, clientMetadata, password, readEndpoints, resource } from './contestant';

export interface OidcProviderOptions {
  algorithm: string;
  /** Without it on its embedded default, in memory. */
  databaseUrl?: string;
}

/** Starts it and waits until it listens. */
export async function startOidcProvider({ algorithm, databaseUrl }: OidcProviderOptions): Promise<Contestant> {
  const { web, service, device } = clientMetadata(algorithm);
  const clients = { web: named('web', web), service: named('service', service), device: named('device', device) };
  const adapterModule = new URL('./postgres-adapter.mjs', import.meta.url).href;
  const peer = await startPeer({
    algorithms: [algorithm],
    clients: Object.values(clients),
    person: { claims, password },
    resource,
    ...(databaseUrl === undefined ? {} : { adapter: { module: adapterModule, databaseUrl } }),
  });
  const { issuer, wire, person, processId, stop } = peer;
  return {
    name: 'oidc-provider',
    storage: databaseUrl === undefined ? 'in memory' : 'PostgreSQL',
    ...{ issuer, wire, person, stop, ...clients },
    endpoints: await readEndpoints(issuer, wire),
    processIds: () => (processId === undefined ? [] : [processId]),
  };
}

const named = <T>(client_id: string, metadata: T) => ({
  ...metadata,
  ...{ client_id, client_secret: `${client_id}-secret-${'x'.repeat(32)}` },
});
