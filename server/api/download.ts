/** Answers that are too long to be held: read and sent a part at a time, as fast as they are taken. */
import type { Download } from './operation';

/** The answer that writes a download out. */
export function downloadResponse({ type, fileName, parts }: Download): Response {
  const reader = parts[Symbol.asyncIterator]();
  const encoder = new TextEncoder();
  const body = new ReadableStream<Uint8Array>({
    async pull(controller) {
      const { done, value } = await reader.next();
      if (done === true) controller.close();
      else controller.enqueue(encoder.encode(value));
    },
    async cancel() {
      await reader.return?.();
    },
  });
  const disposition = `attachment; filename="${fileName}"`;
  return new Response(body, {
    headers: { 'content-type': type, 'cache-control': 'no-store', 'content-disposition': disposition },
  });
}
