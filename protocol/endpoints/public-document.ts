/** A document that anyone may read from any origin, and that caches may keep for a moment. */
import { toRefusal } from '../errors';

/** Builds an endpoint for GET and HEAD that sends what `read` returns as JSON. */
export function publicDocument(read: () => Promise<unknown>): (request: Request) => Promise<Response> {
  return async (request) => {
    const headers = { 'access-control-allow-origin': '*', 'x-content-type-options': 'nosniff' };
    if (request.method === 'OPTIONS')
      return new Response(null, { status: 204, headers: { ...headers, 'access-control-allow-methods': 'GET, HEAD' } });
    if (request.method !== 'GET' && request.method !== 'HEAD')
      return new Response(null, { status: 405, headers: { ...headers, allow: 'GET, HEAD' } });
    try {
      const body = JSON.stringify(await read());
      return new Response(request.method === 'HEAD' ? null : body, {
        headers: { ...headers, 'content-type': 'application/json', 'cache-control': 'public, max-age=15' },
      });
    } catch (thrown) {
      const { error, description } = toRefusal(thrown);
      return new Response(JSON.stringify({ error, error_description: description }), {
        status: 503,
        headers: { ...headers, 'content-type': 'application/json', 'cache-control': 'no-store', 'retry-after': '5' },
      });
    }
  };
}
