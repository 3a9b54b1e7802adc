import { clsx } from 'clsx';
import { Check } from 'lucide';
import type { ReactNode } from 'react';
import { Icon } from './icon';

export interface StepperProps {
  steps: { name: string; label: ReactNode }[];
  /** Counted from 0; the steps before it are done. */
  current: number;
}

/** Where one is in a short sequence. On phones only the current step has its words. */
export function Stepper({ steps, current }: StepperProps) {
  return (
    <ol className="flex flex-wrap gap-2 sm:gap-3 text-sm">
      {steps.map((step, index) => (
        <li
          key={step.name}
          {...(index === current ? { 'aria-current': 'step' as const } : {})}
          className={clsx(
            'flex items-center gap-2',
            index > 0 && 'before:me-1 before:h-px before:w-6 before:bg-line-medium max-sm:before:w-3',
            index === current ? 'font-medium text-ink' : 'text-ink-muted',
          )}
        >
          <StepMark number={index + 1} state={index < current ? 'done' : index === current ? 'current' : 'next'} />
          <span className={index === current ? undefined : 'max-sm:sr-only'}>{step.label}</span>
        </li>
      ))}
    </ol>
  );
}

const marks = {
  done: 'border-accent-line bg-accent-soft text-accent-text',
  current: 'border-accent bg-accent text-on-accent',
  next: 'border-line-strong',
};

function StepMark({ number, state }: { number: number; state: keyof typeof marks }) {
  return (
    <span
      className={clsx(
        'grid size-5 place-content-center rounded-full border text-xs font-medium tabular-nums',
        marks[state],
      )}
    >
      {state === 'done' ? <Icon as={Check} size="xs" /> : number}
    </span>
  );
}
