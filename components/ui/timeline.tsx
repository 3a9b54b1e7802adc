import { clsx } from 'clsx';
import { Check, Minus, X } from 'lucide';
import type { ReactNode } from 'react';
import { Icon } from './icon';

export interface TimelineStep {
  name: string;
  /** `stopped`: the person said no, which is no failure. `waiting`: not reached. */
  state: 'passed' | 'failed' | 'stopped' | 'live' | 'waiting';
  /** The state in a word, for assistive technology: colour and glyph are not enough. */
  stateLabel: string;
  title: ReactNode;
  time?: ReactNode;
  detail?: ReactNode;
  /** Shown in full under a failed step: evidence, ways to fix, why the rule exists. */
  children?: ReactNode;
}

const dots = {
  passed: 'bg-success-soft text-success-text ring-1 ring-inset ring-success-line',
  failed: 'bg-danger text-on-danger',
  stopped: 'bg-sunken text-ink-muted ring-1 ring-inset ring-line-medium',
  live: 'text-accent-text ring-[1.5px] ring-inset ring-accent-text',
  waiting: 'ring-[1.5px] ring-inset ring-line-strong',
};
const titles = {
  passed: 'font-medium',
  failed: 'font-medium text-danger-text',
  stopped: 'font-medium',
  live: 'font-medium',
  waiting: 'text-ink-muted',
};
const glyphs = { passed: Check, failed: X, stopped: Minus };

/** What happened, step by step. */
export function Timeline({ steps }: { steps: TimelineStep[] }) {
  return (
    <ol>
      {steps.map((step) => (
        <li
          key={step.name}
          className={clsx(
            'relative grid grid-cols-[1.25rem_minmax(0,1fr)_auto] gap-x-3 pb-4 last:pb-0',
            'before:absolute before:start-[calc(0.625rem-0.5px)] before:top-6 before:bottom-px before:border-s before:border-line-medium last:before:hidden',
            (step.state === 'waiting' || step.state === 'live') && 'before:border-dashed',
          )}
        >
          <Dot state={step.state} />
          <div className="min-w-0">
            <div className={titles[step.state]}>
              <span className="sr-only">{step.stateLabel}: </span>
              {step.title}
            </div>
            {step.detail && <div className="text-sm text-ink-muted wrap-anywhere">{step.detail}</div>}
          </div>
          {step.time && <span className="text-sm whitespace-nowrap text-ink-muted tabular-nums">{step.time}</span>}
          {step.children && <div className="col-span-2 col-start-2 mt-1 grid grid-cols-1 gap-3">{step.children}</div>}
        </li>
      ))}
    </ol>
  );
}

function Dot({ state }: { state: TimelineStep['state'] }) {
  const glyph = state === 'live' || state === 'waiting' ? undefined : glyphs[state];
  return (
    <span className={clsx('mt-px grid size-5 place-content-center rounded-full', dots[state])}>
      {glyph && <Icon as={glyph} size="xs" />}
      {state === 'live' && <span className="size-2 animate-breathe rounded-full bg-current" />}
    </span>
  );
}
