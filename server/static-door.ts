/** Next's static files from the production server itself: precompressed by the build, and kept by browsers for good. */
import type { IncomingMessage, ServerResponse } from 'node:http';
import sirv from 'sirv';

const prefix = '/_next/static';

export type PagesListener = (request: IncomingMessage, response: ServerResponse) => Promise<void>;

/**
 * Answers `/_next/static/` out of `folder` and hands everything else to `next`. Next compresses anew at each request and
 * knows no brotli; the files hold their content's hash in their names, so they can be compressed once.
 */
export function createStaticDoor(folder: string, next: PagesListener): PagesListener {
  const serve = sirv(folder, { brotli: true, gzip: true, etag: true, immutable: true, maxAge: 31_536_000 });
  return (request, response) => {
    const address = request.url ?? '/';
    const isReading = request.method === 'GET' || request.method === 'HEAD';
    if (!isReading || !address.startsWith(`${prefix}/`)) return next(request, response);
    request.url = address.slice(prefix.length);
    return new Promise((done, fail) => {
      response.once('close', done);
      serve(request, response, () => {
        request.url = address;
        next(request, response).then(done, fail);
      });
    });
  };
}
