/** What makes a sign-out end at our own page although a way back was asked for: no failure, but its client wonders why. */
import type { IdTokenHint } from '../authorization-request/id-token-hint';
import type { AuthorizationDependencies } from '../endpoints/authorization-dependencies';
import type { Parameters } from '../parameters';

/** Tells the client that the request names, where there is one. */
export async function tellLostWayBack(
  parameters: Parameters,
  { hint, returnTo }: { hint: IdTokenHint | undefined; returnTo: string | undefined },
  traceId: string,
  { storage, events, realmId, clock }: AuthorizationDependencies,
): Promise<void> {
  const wanted = parameters.get('post_logout_redirect_uri');
  if (wanted === undefined || returnTo !== undefined) return;
  const isDoubtful = parameters.get('id_token_hint') !== undefined && hint === undefined;
  const clientId = parameters.get('client_id') ?? hint?.clientId;
  const client = clientId === undefined ? undefined : await storage.stores.clients.find(clientId);
  if (client === undefined) return;
  events({
    ...{ traceId, realmId, clientId: client.clientId, step: 'logout', outcome: 'failed', at: clock.now() },
    code: isDoubtful ? 'logout-hint-invalid' : 'post-logout-redirect-uri-mismatch',
    detail: isDoubtful ? {} : { received: wanted },
  });
}
