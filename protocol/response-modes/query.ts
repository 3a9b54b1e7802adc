/** The response mode `query` (OAuth 2.0 Multiple Response Type Encoding Practices, section 2.1). */
import { addToQuery, redirect } from './redirect';

/** 303 with the members in the query of the redirect URI. */
export function respondByQuery(redirectUri: string, members: [string, string][]): Response {
  return redirect(addToQuery(redirectUri, members));
}
