/** `response_mode` (OAuth 2.0 Multiple Response Type Encoding Practices, and Form Post). */
import type { ResponseMode } from '../client-metadata/vocabulary';
import { responseModes } from '../client-metadata/vocabulary';
import { refusal } from '../errors';
import type { Parameters } from '../parameters';
import type { Client } from '../ports';
import { hasMessageOrigin } from '../response-modes/web-message';

/**
 * The mode that answers travel by, errors included: the one asked for where it is usable, else the default of the
 * response type. A missing `response_type` goes to the query.
 */
export function chooseResponseMode(parameters: Parameters, client: Client, redirectUri: string): ResponseMode {
  const sent = readLeniently(parameters, 'response_mode');
  const known = responseModes.find((mode) => mode === sent);
  const words = (readLeniently(parameters, 'response_type') ?? '').split(' ');
  const isFrontChannel = words.includes('token') || words.includes('id_token');
  // Tokens never travel in a query, nor do the errors of a request for them.
  const isUnusable =
    (known === 'query' && isFrontChannel) || (known === 'web_message' && !hasMessageOrigin(client, redirectUri));
  if (known !== undefined && !isUnusable) return known;
  return isFrontChannel ? 'fragment' : 'query';
}

/** Throws when a `response_mode` was asked for that does not exist here or does not fit. */
export function checkResponseMode(parameters: Parameters, chosen: ResponseMode): void {
  const sent = parameters.get('response_mode');
  if (sent !== undefined && sent !== chosen)
    throw refusal('response-mode-unsupported', { received: sent.slice(0, 100) });
}

function readLeniently(parameters: Parameters, name: string): string | undefined {
  try {
    return parameters.get(name);
  } catch {
    // Repeated or malformed: the full check reports it, once it is known where to.
    return undefined;
  }
}
