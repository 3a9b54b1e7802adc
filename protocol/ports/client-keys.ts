/** Public keys that clients keep at an address of their own. */

/**
 * The body of the document at a client's `jwks_uri`: fetched within bounds of time and size, never from a private
 * address. Throws for whatever is not a plain success.
 */
export type KeySetFetch = (uri: string) => Promise<string>;
