'use client';

import { useEffect, useRef, useState } from 'react';
import type { ApiProblem } from '../api';
import { callApi } from '../api';
import type { Outcome, SignInSummary } from './sign-in';
import { mergeSignIns } from './sign-in';

interface Page {
  items: SignInSummary[];
  next_cursor: string | null;
}

const everyMilliseconds = 2_000;
/** What is written late must not be missed: the last seconds are asked for again each time. */
const overlapMilliseconds = 5_000;
const pageSize = 25;

/** The list of an application, kept up to date while it is live and seen; `more` adds the page after the last one. */
export function useLiveSignIns(
  clientId: string,
  outcome: Outcome,
  isLive: boolean,
  initial: Page & { outcome: Outcome },
) {
  const [page, setPage] = useState(initial);
  const [problem, setProblem] = useState<ApiProblem>();
  const path = `/applications/${encodeURIComponent(clientId)}/sign-ins`;
  const filter = outcome === 'all' ? '' : `&outcome=${outcome}`;
  const latest = useRef(page);
  latest.current = page;

  useEffect(() => {
    if (latest.current.outcome === outcome) return undefined;
    let isOver = false;
    void callApi<Page>('GET', `${path}?limit=${pageSize}${filter}`).then((answer) => {
      if (isOver) return;
      setProblem(answer.ok ? undefined : answer.problem);
      if (answer.ok) setPage({ ...answer.document, outcome });
    });
    return () => {
      isOver = true;
    };
  }, [path, filter, outcome]);

  useEffect(() => {
    if (!isLive) return undefined;
    let isAsking = false;
    const ask = async () => {
      if (isAsking || document.hidden) return;
      isAsking = true;
      const asked = latest.current;
      const newest = Math.max(0, ...asked.items.map(({ last_at: at }) => Date.parse(at)));
      const after = new Date(Math.max(0, newest - overlapMilliseconds)).toISOString();
      const answer = await callApi<Page>('GET', `${path}?limit=${pageSize}${filter}&changed_after=${after}`);
      isAsking = false;
      if (latest.current.outcome !== asked.outcome || asked.outcome !== outcome) return;
      setProblem(answer.ok ? undefined : answer.problem);
      if (answer.ok && answer.document.items.length > 0) {
        const { items } = answer.document;
        setPage((before) => ({ ...before, items: mergeSignIns(before.items, items) }));
      }
    };
    const timer = setInterval(() => void ask(), everyMilliseconds);
    return () => clearInterval(timer);
  }, [path, filter, outcome, isLive]);

  const more = async () => {
    const { next_cursor: cursor } = page;
    if (cursor === null) return;
    const answer = await callApi<Page>(
      'GET',
      `${path}?limit=${pageSize}${filter}&cursor=${encodeURIComponent(cursor)}`,
    );
    setProblem(answer.ok ? undefined : answer.problem);
    if (!answer.ok) return;
    const { items, next_cursor: next } = answer.document;
    setPage((before) => ({ ...before, items: mergeSignIns(before.items, items), next_cursor: next }));
  };
  return { signIns: page.items, hasMore: page.next_cursor !== null, more, problem };
}
