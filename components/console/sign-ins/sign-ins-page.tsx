'use client';

import { clsx } from 'clsx';
import { ArrowLeft, ListChecks, Pause, Play } from 'lucide';
import { useLocale, useTranslations } from 'next-intl';
import { useEffect, useState } from 'react';
import { Button } from '../../ui/button';
import { Card } from '../../ui/card';
import { EmptyState } from '../../ui/empty-state';
import { Icon } from '../../ui/icon';
import { LiveDot } from '../../ui/live-dot';
import { Segments } from '../../ui/segments';
import { callApi } from '../api';
import { ProblemAlert } from '../problem-alert';
import type { Outcome, SignIn, SignInSummary } from './sign-in';
import { SignInDetail } from './sign-in-detail';
import { SignInList } from './sign-in-list';
import { useLiveSignIns } from './use-live-sign-ins';

const outcomes = ['all', 'failed', 'stopped', 'passed'] as const;

export interface SignInsPageProps {
  clientId: string;
  items: SignInSummary[];
  next: string | null;
  /** The one that the address names. */
  chosen?: SignIn | undefined;
}

/** What became of the requests of an application: a list that goes on by itself, and the steps of one beside it. */
export function SignInsPage({ clientId, items, next, chosen: first }: SignInsPageProps) {
  const t = useTranslations('console.signIns');
  const locale = useLocale();
  const [outcome, setOutcome] = useState<Outcome>('all');
  const [isLive, setLive] = useState(true);
  const list = useLiveSignIns(clientId, outcome, isLive, { items, next_cursor: next, outcome: 'all' });
  const { chosen, choose } = useChosen(first, list.signIns);
  const [added, setAdded] = useState<{ traceId: string; uri: string }>();
  return (
    <section aria-labelledby="sign-ins" className="grid grid-cols-1 gap-4">
      <h2 id="sign-ins" className="sr-only">
        {t('title')}
      </h2>
      <div className={clsx('flex flex-wrap items-center gap-3', chosen && 'max-xl:hidden')}>
        <Segments
          label={t('outcome')}
          segments={outcomes.map((value) => ({
            ...{ value, label: t(`filters.${value}`), pressed: value === outcome },
            onPress: () => setOutcome(value),
          }))}
        />
        <span className="ms-auto flex items-center gap-2">
          <span role="status">
            {isLive ? <LiveDot>{t('live')}</LiveDot> : <span className="text-sm text-ink-muted">{t('paused')}</span>}
          </span>
          <Button variant="quiet" size="sm" icon={<Icon as={isLive ? Pause : Play} />} onClick={() => setLive(!isLive)}>
            {isLive ? t('pause') : t('resume')}
          </Button>
        </span>
      </div>
      {list.problem && <ProblemAlert problem={list.problem} />}
      {list.signIns.length === 0 && chosen === undefined ? (
        <Card>
          <EmptyState
            icon={<Icon as={ListChecks} size="lg" />}
            title={t(outcome === 'all' ? 'empty' : 'emptyFiltered')}
          >
            {t(outcome === 'all' ? 'emptyNext' : 'emptyFilteredNext')}
          </EmptyState>
        </Card>
      ) : (
        <div className="grid grid-cols-1 items-start gap-4 xl:grid-cols-[minmax(20rem,2fr)_minmax(0,3fr)]">
          <Card className={clsx('overflow-hidden', chosen && 'max-xl:hidden')}>
            <SignInList signIns={list.signIns} chosen={chosen?.trace_id} onChoose={choose} />
            {list.hasMore && (
              <div className="border-t border-line px-4 py-3 text-end sm:px-5">
                <Button size="sm" onClick={() => void list.more()}>
                  {t('older')}
                </Button>
              </div>
            )}
          </Card>
          <div className={clsx('grid min-w-0 grid-cols-1 gap-3', !chosen && 'max-xl:hidden')} aria-live="polite">
            {chosen ? (
              <>
                <Button
                  variant="quiet"
                  className="justify-self-start xl:hidden"
                  icon={<Icon as={ArrowLeft} />}
                  onClick={() => choose(undefined)}
                >
                  {t('back')}
                </Button>
                <SignInDetail
                  key={chosen.trace_id}
                  signIn={chosen}
                  locale={locale}
                  added={added?.traceId === chosen.trace_id ? added.uri : undefined}
                  onAdded={(uri) => setAdded({ traceId: chosen.trace_id, uri })}
                />
              </>
            ) : (
              <Card>
                <EmptyState icon={<Icon as={ListChecks} size="lg" />} title={t('choose')}>
                  {t('chooseNext')}
                </EmptyState>
              </Card>
            )}
          </div>
        </div>
      )}
    </section>
  );
}

/** The sign-in that is shown, read anew whenever the list says that it went on; the address follows. */
function useChosen(first: SignIn | undefined, signIns: SignInSummary[]) {
  const [chosen, setChosen] = useState(first);
  const [traceId, setTraceId] = useState(first?.trace_id);
  const lastAt = signIns.find((each) => each.trace_id === traceId)?.last_at;

  useEffect(() => {
    const follow = () => setTraceId(new URLSearchParams(location.search).get('trace') ?? undefined);
    addEventListener('popstate', follow);
    return () => removeEventListener('popstate', follow);
  }, []);

  useEffect(() => {
    if (traceId === undefined) return setChosen(undefined);
    if (chosen?.trace_id === traceId && (lastAt === undefined || lastAt === chosen.last_at)) return undefined;
    let isOver = false;
    void callApi<SignIn>('GET', `/sign-ins/${encodeURIComponent(traceId)}`).then((answer) => {
      if (!isOver && answer.ok) setChosen(answer.document);
    });
    return () => {
      isOver = true;
    };
  }, [traceId, lastAt, chosen]);

  const choose = (next: string | undefined) => {
    history.pushState(null, '', next === undefined ? location.pathname : `?trace=${next}`);
    setTraceId(next);
  };
  return { chosen, choose };
}
