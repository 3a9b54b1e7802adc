import { clsx } from 'clsx';
import type { ReactNode } from 'react';
import { Address } from './address';
import type { Run } from './differing';
import { compareCharacters } from './differing';

export interface DifferenceProps {
  expectedLabel: ReactNode;
  expected: string;
  receivedLabel: ReactNode;
  received: string;
}

/** Expected above received on one grid, only the differing characters marked. A sentence beside it says it in words. */
export function Difference({ expectedLabel, expected, receivedLabel, received }: DifferenceProps) {
  const runs = compareCharacters(expected, received);
  return (
    <ValueGrid>
      <ValueRow label={expectedLabel}>
        <Runs runs={runs.expected} side="expected" />
      </ValueRow>
      <ValueRow label={receivedLabel}>
        <Runs runs={runs.received} side="received" />
      </ValueRow>
    </ValueGrid>
  );
}

/** Labelled values in mono, for addresses that are shown but not compared. */
export function ValueGrid({ children }: { children: ReactNode }) {
  return <dl className="divide-y divide-line overflow-hidden rounded-md border border-line bg-surface">{children}</dl>;
}

export function ValueRow({ label, children }: { label: ReactNode; children: ReactNode }) {
  return (
    <div className="grid sm:grid-cols-[6.5rem_minmax(0,1fr)]">
      <dt className="border-line bg-sunken px-3 py-2.5 text-sm text-ink-muted max-sm:border-b max-sm:py-1 sm:border-e">
        {label}
      </dt>
      <dd className="px-3 py-2.5 font-mono text-sm wrap-anywhere">{children}</dd>
    </div>
  );
}

function Runs({ runs, side }: { runs: Run[]; side: 'expected' | 'received' }) {
  let at = 0;
  return runs.map((run) => {
    const key = at;
    at += run.text.length;
    if (!run.differs) return <Address key={key} value={run.text} />;
    return (
      <mark
        key={key}
        className={clsx(
          'mx-px rounded-xs border-b-2 px-1 py-0.5 font-semibold text-ink',
          side === 'expected' ? 'border-success bg-success-mark' : 'border-danger-icon bg-danger-mark',
        )}
      >
        <Address value={run.text} />
      </mark>
    );
  });
}
