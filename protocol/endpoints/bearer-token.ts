/** Where an access token may stand in a request (RFC 6750 section 2): the header, or a form body; never the query. */
import { refusal } from '../errors';
import { readForm } from '../parameters';

/**
 * The one access token of the request; throws when there is none (also when another scheme was tried, section 3.1), when
 * more than one place has one, or when what the header has cannot be one.
 */
export async function readBearerToken(request: Request): Promise<string> {
  if (new URL(request.url).searchParams.has('access_token')) throw refusal('access-token-in-query');
  const inHeader = readBearerHeader(request);
  const inBody = request.method === 'POST' ? (await readForm(request)).get('access_token') : undefined;
  if (inHeader !== undefined && inBody !== undefined) throw refusal('access-token-twice');
  const token = inHeader ?? inBody;
  if (token === undefined) throw refusal('access-token-missing');
  return token;
}

/** The Bearer token of the header (section 2.1); undefined without one. Throws for what cannot be one. */
export function readBearerHeader(request: Request): string | undefined {
  const credentials = /^bearer +(.*)$/i.exec(request.headers.get('authorization')?.trim() ?? '')?.[1];
  return credentials === undefined ? undefined : checkToken68(credentials);
}

/** Section 2.1: `b64token`. */
function checkToken68(credentials: string): string {
  if (!/^[A-Za-z0-9._~+/-]+=*$/.test(credentials)) throw refusal('access-token-malformed');
  return credentials;
}
