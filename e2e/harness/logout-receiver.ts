/**
 * A server of applications: it keeps every post by which they are told of a sign-out, and hands each over to who asks for
 * it; and it has the documents that they publish.
 */
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { buffer, text } from 'node:stream/consumers';

export interface ReceivedPost {
  contentType: string | undefined;
  body: string;
}

export interface LogoutReceiver {
  origin: string;
  close(): Promise<void>;
}

/** A POST to a path is kept; a GET of it waits until one has come, and takes the oldest. What was PUT there is just read. */
export async function startLogoutReceiver(port = 0): Promise<LogoutReceiver> {
  const documents = new Map<string, Buffer>();
  const posts = new Map<string, ReceivedPost[]>();
  const waiting = new Map<string, ((post: ReceivedPost) => void)[]>();
  const server = createServer(async (request, response) => {
    const path = request.url ?? '/';
    if (request.method === 'PUT') documents.set(path, await buffer(request));
    const document = documents.get(path);
    if (document !== undefined) return void response.end(document);
    if (request.method === 'POST') {
      const post = { contentType: request.headers['content-type'], body: await text(request) };
      const next = waiting.get(path)?.shift();
      if (next === undefined) posts.set(path, [...(posts.get(path) ?? []), post]);
      else next(post);
      response.end();
      return;
    }
    const hand = (post: ReceivedPost) => response.end(JSON.stringify(post));
    const kept = posts.get(path)?.shift();
    if (kept === undefined) waiting.set(path, [...(waiting.get(path) ?? []), hand]);
    else hand(kept);
  });
  await new Promise<void>((done) => server.listen(port, '127.0.0.1', done));
  return {
    origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    close: () =>
      new Promise((done) => {
        server.closeAllConnections();
        server.close(() => done());
      }),
  };
}

/** The next post to an address of the receiver; waits for it. */
export async function nextPost(uri: string): Promise<ReceivedPost> {
  return (await fetch(uri)).json();
}

/** The logout token of the next post, which must be a form with nothing else in it. */
export async function nextLogoutToken(uri: string): Promise<string> {
  const { contentType, body } = await nextPost(uri);
  const fields = [...new URLSearchParams(body)];
  const [name, value = ''] = fields[0] ?? [];
  if (contentType !== 'application/x-www-form-urlencoded' || fields.length !== 1 || name !== 'logout_token')
    throw new Error(`This is no logout token: ${contentType} ${body}`);
  return value;
}

/** Puts a document at an address of the receiver, in the place of what was there. */
export async function publish(uri: string, document: Uint8Array<ArrayBuffer> | string): Promise<void> {
  const { ok } = await fetch(uri, { method: 'PUT', body: document });
  if (!ok) throw new Error(`Nothing can be published at ${uri}`);
}
