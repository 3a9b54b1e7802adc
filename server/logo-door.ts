/** `GET /logos/{client_id}`: an application's logo from our own origin. */
import { container } from './container';
import { commonHeaders } from './security-headers';

/** 404 for unknown applications, for those without a logo, and while it could not be fetched. */
export async function answerLogo(clientId: string): Promise<Response> {
  const { storage, logos, environment } = await container();
  const client = await storage.stores.clients.find(clientId).catch(() => undefined);
  const picture = client?.status === 'active' ? await logos.pictureOf(client) : undefined;
  const headers = { ...commonHeaders(environment.issuer), 'content-security-policy': "default-src 'none'; sandbox" };
  if (picture === undefined) return new Response(null, { status: 404, headers });
  return new Response(new Uint8Array(picture.body), {
    headers: { ...headers, 'content-type': picture.contentType, 'cache-control': 'public, max-age=3600' },
  });
}
