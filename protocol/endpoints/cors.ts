/** Which web origins may read an answer (DECISIONS 16): those that an active client lists, checked again once the client is known. */
import { isLoopbackHost } from '../client-metadata/uri-rules';
import type { Client, ClientLookup } from '../ports';

/** A client's `allowedOrigins`; by default, for public clients, the origins of its https redirect URIs. */
export function isAllowedOrigin(client: Client, origin: string): boolean {
  const { settings, metadata } = client;
  if (settings.allowedOrigins !== null) return settings.allowedOrigins.includes(origin);
  if (metadata.token_endpoint_auth_method !== 'none') return false;
  return metadata.redirect_uris.some((uri) => URL.canParse(uri) && isWebOrigin(uri) && new URL(uri).origin === origin);
}

/** True when any active client lists the origin: all that a preflight can know. */
export async function isOriginListed(origin: string, { clients }: { clients: ClientLookup }): Promise<boolean> {
  if (origin.length > 300 || !URL.canParse(origin) || new URL(origin).origin !== origin) return false;
  return (await clients.mentioning(origin)).some((client) => isAllowedOrigin(client, origin));
}

/** https anywhere, or http on loopback, where single-page applications are developed. */
function isWebOrigin(uri: string): boolean {
  const { protocol, hostname } = new URL(uri);
  return protocol === 'https:' || (protocol === 'http:' && isLoopbackHost(hostname));
}
