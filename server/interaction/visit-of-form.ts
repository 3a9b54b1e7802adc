/** The pending request of a form that can be reached without one: behind a mailed link, or on a page of one's own. */
import type { PendingRequest } from '@/protocol/ports';
import type { FormCall } from '../handler';
import { bindingCookie } from '../request-binding';

export interface FormVisit {
  pending: PendingRequest;
  /** Binds a visit that began just now to this browser. */
  cookies: string[];
}

/** What the form goes on with in this browser, or a new visit: a flow stays in the browser that began it (SECURITY invariant 7). */
export async function visitOfForm({ gatehouse, requestId, bindingSecret }: FormCall): Promise<FormVisit> {
  const { engine, options, environment } = gatehouse;
  const waiting =
    requestId === undefined
      ? undefined
      : await engine.interaction.open(requestId, bindingSecret).catch((thrown: unknown) => {
          if (isOver(thrown)) return undefined;
          throw thrown;
        });
  if (waiting !== undefined) return { pending: waiting, cookies: [] };
  const { pending, browserSecret } = await engine.interaction.start();
  const cookie = bindingCookie(pending.id, browserSecret, options.pendingRequestSeconds, environment.issuer);
  return { pending, cookies: [cookie] };
}

const over = new Set(['request-unknown', 'request-expired', 'request-completed', 'request-foreign']);

function isOver(thrown: unknown): boolean {
  return typeof thrown === 'object' && thrown !== null && 'code' in thrown && over.has(String(thrown.code));
}
