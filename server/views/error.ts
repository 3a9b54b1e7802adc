/** The data of the error page: what the trace says that anyone may read. */
import { hasKind } from '@/protocol/errors';
import { container } from '../container';
import { realmName } from './visit';

/** The public sees the reason and the reference; of the request only an address as text, for the developer's eye. */
export async function errorView(traceId: string) {
  const gatehouse = await container();
  const isTraceId = /^[a-z2-7]{26}$/.test(traceId);
  let unread: 'storage-unavailable' | 'unexpected-failure' = 'unexpected-failure';
  const find = (id: string) =>
    gatehouse.storage.traces.find(id).catch((thrown: unknown) => {
      if (hasKind(thrown, 'storage-unavailable')) unread = 'storage-unavailable';
      return [];
    });
  const events = isTraceId ? await find(traceId) : [];
  const failed = events.findLast((event) => event.outcome !== 'passed');
  const clientId = failed?.clientId;
  const client =
    clientId === undefined ? undefined : await gatehouse.storage.stores.clients.find(clientId).catch(() => undefined);
  const received = failed?.detail.received;
  return {
    realm: realmName,
    code: failed?.code ?? unread,
    application:
      client === undefined
        ? undefined
        : { name: client.metadata.client_name ?? client.clientId, contact: client.metadata.contacts?.[0] },
    reference: isTraceId ? traceId : '',
    received: failed?.code === 'redirect-uri-mismatch' && typeof received === 'string' ? received : undefined,
    backHref: client?.metadata.client_uri,
  };
}
