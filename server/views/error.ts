/** The data of the error page: what the trace says that anyone may read. */
import { hasKind } from '@/protocol/errors';
import type { ProtocolEvent } from '@/protocol/ports';
import type { Container } from '../container';
import { container } from '../container';
import { choosePageStatus } from '../page-status';
import { realmName } from '../realm-name';
import { refusalStatus } from '../refusal-status';

/** The public sees the reason and the reference; of the request only an address as text, for the developer's eye. */
export async function errorView(traceId: string) {
  const gatehouse = await container();
  const isTraceId = /^[a-z2-7]{26}$/.test(traceId);
  const events = isTraceId ? await eventsOf(traceId, gatehouse) : [];
  const failed = events === 'unreadable' ? undefined : events.findLast((event) => event.outcome !== 'passed');
  const code = events === 'unreadable' ? 'storage-unavailable' : failed?.code;
  choosePageStatus(code === undefined ? 404 : refusalStatus(code));
  const clientId = failed?.clientId;
  const client =
    clientId === undefined ? undefined : await gatehouse.storage.stores.clients.find(clientId).catch(() => undefined);
  const received = failed?.detail.received;
  return {
    realm: realmName,
    code: code ?? 'unexpected-failure',
    application:
      client === undefined
        ? undefined
        : { name: client.metadata.client_name ?? client.clientId, contact: client.metadata.contacts?.[0] },
    reference: isTraceId ? traceId : '',
    received: failed?.code === 'redirect-uri-mismatch' && typeof received === 'string' ? received : undefined,
    backHref: client?.metadata.client_uri,
  };
}

async function eventsOf(traceId: string, { storage, wasOutage }: Container): Promise<ProtocolEvent[] | 'unreadable'> {
  if (wasOutage(traceId)) return 'unreadable';
  return storage.traces
    .find(traceId)
    .catch((thrown: unknown) => (hasKind(thrown, 'storage-unavailable') ? 'unreadable' : []));
}
