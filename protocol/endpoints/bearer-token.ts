/** Where an access token may stand in a request (RFC 6750 section 2): the header, or a form body; never the query. */
import { refusal } from '../errors';
import { readForm } from '../parameters';

/** The one access token of the request; throws when there is none, or more than one place has one. */
export async function readBearerToken(request: Request): Promise<string> {
  if (new URL(request.url).searchParams.has('access_token')) throw refusal('access-token-in-query');
  const header = request.headers.get('authorization');
  const inHeader = header === null ? undefined : /^bearer +([A-Za-z0-9._~+/-]+=*)$/i.exec(header.trim())?.[1];
  const inBody = request.method === 'POST' ? (await readForm(request)).get('access_token') : undefined;
  if (inHeader !== undefined && inBody !== undefined) throw refusal('access-token-twice');
  const token = inHeader ?? inBody;
  if (token !== undefined) return token;
  throw refusal(header === null ? 'access-token-missing' : 'access-token-invalid');
}
