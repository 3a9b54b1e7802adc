/** Which web origins belong to a client (DECISIONS 16): a rule that the engine applies and the stores index. */
import { isLoopbackHost } from '../client-metadata/uri-rules';
import type { Client } from './client';

/** A client's `allowedOrigins`; by default, for public clients, the web origins of its redirect URIs. Each once. */
export function allowedOriginsOf({ settings, metadata }: Pick<Client, 'metadata' | 'settings'>): string[] {
  if (settings.allowedOrigins !== null) return [...new Set(settings.allowedOrigins)];
  if (metadata.token_endpoint_auth_method !== 'none') return [];
  const addresses = metadata.redirect_uris.filter((uri) => URL.canParse(uri)).map((uri) => new URL(uri));
  return [...new Set(addresses.filter(isOfTheWeb).map(({ origin }) => origin))];
}

/** https anywhere, or http on loopback, where single-page applications are developed. */
function isOfTheWeb({ protocol, hostname }: URL): boolean {
  return protocol === 'https:' || (protocol === 'http:' && isLoopbackHost(hostname));
}
