/** What a page's headers and language need to know of the pending request in its address. */
import type { ClientMetadata, PendingRequest } from '@/protocol/ports';
import { formTargetsOf, frameSourceOf } from './security-headers';

/** The narrow part of storage that is asked. */
export interface HintStores {
  pendingRequests: { find(id: string): Promise<PendingRequest | undefined> };
  clients: { find(clientId: string): Promise<{ metadata: ClientMetadata } | undefined> };
}

export interface RequestHints {
  /** CSP sources that the page's forms may lead to. */
  formTargets: string[];
  /** CSP sources that the page may show in frames. */
  frameSources: string[];
  /** `ui_locales` as received (OpenID Connect Core 3.1.2.1). */
  uiLocales: string | undefined;
  /** `display` as received, in a pop-up `popup`. */
  display: string | undefined;
}

const noHints: RequestHints = { formTargets: [], frameSources: [], uiLocales: undefined, display: undefined };

/** The hints of the pending request with this id; nothing is given away that its page would not show. */
export async function hintsOfRequest(id: string | null, stores: HintStores): Promise<RequestHints> {
  if (id === null || !/^[a-z2-7]{26}$/.test(id)) return noHints;
  const pending = await stores.pendingRequests.find(id);
  if (pending === undefined) return noHints;
  const { ui_locales: uiLocales, display, frames = [] } = pending.parameters;
  return {
    formTargets: await formTargets(pending, stores),
    frameSources: pending.purpose === 'signed-out' ? [frames].flat().flatMap(frameSourceOf) : [],
    uiLocales: typeof uiLocales === 'string' ? uiLocales : undefined,
    display: typeof display === 'string' ? display : undefined,
  };
}

/**
 * An authorization request without a `redirect_uri` goes to the client's only one; a sign-out goes to a registered
 * `post_logout_redirect_uri` or nowhere.
 */
async function formTargets(pending: PendingRequest, stores: HintStores): Promise<string[]> {
  if (pending.clientId === null) return [];
  const { redirect_uri: redirectUri, post_logout_redirect_uri: returnTo } = pending.parameters;
  if (pending.purpose === 'authorize' && typeof redirectUri === 'string') return formTargetsOf(redirectUri);
  const metadata = (await stores.clients.find(pending.clientId))?.metadata;
  if (pending.purpose === 'authorize') return metadata?.redirect_uris.flatMap(formTargetsOf) ?? [];
  const registered = metadata?.post_logout_redirect_uris ?? [];
  return typeof returnTo === 'string' && registered.includes(returnTo) ? formTargetsOf(returnTo) : [];
}
