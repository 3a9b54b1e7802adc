/**
 * The response types (RFC 6749 section 3.1.1, OAuth 2.0 Multiple Response Type Encoding Practices): THE TABLE of what each
 * yields at the authorization endpoint. Rules, registration, discovery and the endpoint read it; a new one is its entry.
 */
import type { RegistrableGrantType } from './vocabulary';

/** What goes to the client in the authorization response itself. */
export interface Yield {
  code: boolean;
  accessToken: boolean;
  idToken: boolean;
}

const table = {
  code: { code: true, accessToken: false, idToken: false },
  token: { code: false, accessToken: true, idToken: false },
  id_token: { code: false, accessToken: false, idToken: true },
  'id_token token': { code: false, accessToken: true, idToken: true },
  'code id_token': { code: true, accessToken: false, idToken: true },
  'code token': { code: true, accessToken: true, idToken: false },
  'code id_token token': { code: true, accessToken: true, idToken: true },
} as const satisfies Record<string, Yield>;

export type ResponseType = keyof typeof table;
export const responseTypes = Object.keys(table) as ResponseType[];

/** What a response type yields. */
export function yieldOf(responseType: ResponseType): Yield {
  return table[responseType];
}

/** The known response type of a text, in our spelling; the order of the words is free. */
export function parseResponseType(text: string): ResponseType | undefined {
  const words = inOrder(text);
  return responseTypes.find((known) => inOrder(known) === words);
}

/** True when tokens pass through the browser: implicit and hybrid, which are off unless switched on (DECISIONS 10). */
export function isFrontChannel(responseType: ResponseType): boolean {
  const { accessToken, idToken } = table[responseType];
  return accessToken || idToken;
}

/** The grant types that go with it in a registration (OpenID Connect Registration section 2). */
export function grantsOfResponseType(responseType: ResponseType): RegistrableGrantType[] {
  return [
    ...(table[responseType].code ? (['authorization_code'] as const) : []),
    ...(isFrontChannel(responseType) ? (['implicit'] as const) : []),
  ];
}

function inOrder(text: string): string {
  return text.split(' ').sort().join(' ');
}
