/** Traces of requests, for the tests of the API. */
import type { ApiHouse } from './api';

/** A request under the trace id `trace` that failed because of its address, which has a slash too many. */
export function tellMismatch({ storage, clock }: ApiHouse, clientId: string): Promise<void> {
  const expected = 'https://shop.example.com/callback';
  return storage.traces.append([
    {
      ...{
        traceId: 'trace',
        realmId: storage.realmId,
        clientId,
        step: 'authorize',
        outcome: 'failed',
        at: clock.now(),
      },
      ...{ code: 'redirect-uri-mismatch', detail: { received: `${expected}/`, expected, registered: 1 } },
    },
  ]);
}
