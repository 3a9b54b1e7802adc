/** Lists what became of the requests of one application. */
import type { UseCase } from './change';
import type { TraceFilter } from './ports';
import { showClient } from './show-client';
import type { SignInSummary } from './sign-in-document';
import { peopleBehind, toSummary } from './sign-in-document';

export interface SignInPage {
  sign_ins: SignInSummary[];
  /** For the page after this one; null where this is the last. */
  next: string | null;
}

/**
 * One page, the newest first; `after` is the `next` of the page before. Throws `kind: 'not-found'`, also to those who
 * may not see the application, and `invalid-cursor`.
 */
export async function listSignIns(
  useCase: Pick<UseCase, 'storage' | 'actor'>,
  clientId: string,
  filter: Omit<TraceFilter, 'clientId'>,
  page: { after?: string; limit: number },
): Promise<SignInPage> {
  await showClient(useCase, clientId);
  const after = page.after === undefined ? {} : { after: readCursor(page.after) };
  const traces = await useCase.storage.traces.list({ ...filter, clientId }, { ...after, limit: page.limit + 1 });
  const shown = traces.slice(0, page.limit);
  const last = shown.at(-1);
  const next = traces.length > page.limit && last !== undefined ? `${last.startedAt.getTime()}-${last.id}` : null;
  const people = await peopleBehind(useCase, shown);
  return { sign_ins: shown.map((trace) => toSummary(trace, people.get(trace.subject ?? ''))), next };
}

function readCursor(cursor: string): { startedAt: Date; id: string } {
  const [, time, id] = /^([0-9]{1,15})-([a-z0-9-]{1,64})$/.exec(cursor) ?? [];
  if (time === undefined || id === undefined)
    throw Object.assign(new Error('This cursor is not one of ours.'), { kind: 'invalid-cursor' });
  return { startedAt: new Date(Number(time)), id };
}
