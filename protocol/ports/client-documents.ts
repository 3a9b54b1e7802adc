/** What clients keep at addresses of their own. */

/**
 * The body of the document at an address that a client registered (`jwks_uri`, `sector_identifier_uri`): fetched within
 * bounds of time and size, never from a private address. Throws for whatever is not a plain success.
 */
export type DocumentFetch = (uri: string) => Promise<string>;
