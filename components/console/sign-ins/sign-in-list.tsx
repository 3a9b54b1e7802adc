'use client';

import { clsx } from 'clsx';
import { Check, Minus, X } from 'lucide';
import { useLocale, useTranslations } from 'next-intl';
import { Icon } from '../../ui/icon';
import { dateOf } from '../times';
import type { SignInSummary } from './sign-in';
import { clockOf, isOfAnotherDay } from './sign-in';

const dots = {
  passed: 'bg-success-soft text-success-text ring-1 ring-inset ring-success-line',
  failed: 'bg-danger text-on-danger',
  stopped: 'bg-sunken text-ink-muted ring-1 ring-inset ring-line-medium',
  waiting: 'text-accent-text ring-[1.5px] ring-inset ring-accent-text',
};
const glyphs = { passed: Check, failed: X, stopped: Minus };

export interface SignInListProps {
  signIns: SignInSummary[];
  chosen: string | undefined;
  onChoose: (traceId: string) => void;
}

/** One line for each, as a link, so that one can be opened beside the others. */
export function SignInList({ signIns, chosen, onChoose }: SignInListProps) {
  return (
    <ol className="divide-y divide-line">
      {signIns.map((signIn) => (
        <li key={signIn.trace_id}>
          <a
            href={`?trace=${signIn.trace_id}`}
            aria-current={signIn.trace_id === chosen ? 'true' : undefined}
            onClick={(event) => {
              if (event.metaKey || event.ctrlKey || event.shiftKey) return;
              event.preventDefault();
              onChoose(signIn.trace_id);
            }}
            className="flex min-h-15 items-center gap-3 px-4 py-2.5 -outline-offset-2 hover:bg-hover aria-[current]:bg-accent-soft sm:px-5"
          >
            <SignInLine {...signIn} newest={signIns[0]?.started_at} />
          </a>
        </li>
      ))}
    </ol>
  );
}

function SignInLine({
  outcome,
  subject,
  person,
  step,
  cause,
  started_at: startedAt,
  newest,
}: SignInSummary & { newest: string | undefined }) {
  const locale = useLocale();
  const t = useTranslations('console.signIns');
  return (
    <>
      <span className={clsx('grid size-5 flex-none place-content-center rounded-full', dots[outcome])}>
        {outcome === 'waiting' ? (
          <span className="size-2 animate-breathe rounded-full bg-current" />
        ) : (
          <Icon as={glyphs[outcome]} size="xs" />
        )}
      </span>
      <span className="min-w-0 flex-1">
        <span
          className={clsx('block truncate font-medium', person === null && subject !== null && 'font-mono text-sm')}
        >
          <span className="sr-only">{t(`outcomes.${outcome}`)}: </span>
          {person?.name ?? subject ?? t('nobodyYet')}
        </span>
        <span className="block truncate text-sm text-ink-muted">
          <StandingWords {...{ outcome, step, cause }} />
        </span>
      </span>
      <time dateTime={startedAt} className="text-sm whitespace-nowrap text-ink-muted tabular-nums">
        {isOfAnotherDay(startedAt, newest) ? dateOf(startedAt, locale) : clockOf(startedAt)}
      </time>
    </>
  );
}

function StandingWords({ outcome, step, cause }: Pick<SignInSummary, 'outcome' | 'step' | 'cause'>) {
  const t = useTranslations('console.signIns');
  const causes = useTranslations('causes');
  if (outcome === 'waiting') return t('waitingFor', { step: t(`steps.${step}`) });
  if (cause === null) return t(`steps.${step}`);
  return causes(`${cause.code}.cause` as 'code-reused.cause');
}
