import { clsx } from 'clsx';
import type { ReactNode } from 'react';

/** Up to four figures in one card. */
export function Stats({ children }: { children: ReactNode }) {
  return (
    <dl className="grid grid-cols-2 gap-px overflow-hidden rounded-lg border border-line bg-line xl:grid-cols-4">
      {children}
    </dl>
  );
}

export interface StatProps {
  label: ReactNode;
  value: ReactNode;
  /** The change, or what it is measured against. */
  note?: ReactNode;
  /** Values over time, oldest first; two or more draw a line. */
  trend?: number[];
  tone?: 'accent' | 'danger' | 'flat';
}

export function Stat({ label, value, note, trend = [], tone = 'accent' }: StatProps) {
  return (
    <div className="grid grid-cols-[auto_minmax(0,1fr)] content-start items-end gap-x-3 gap-y-0.5 bg-surface px-4 py-3 sm:px-5 sm:py-4">
      <dt className="col-span-full text-sm text-ink-muted">{label}</dt>
      <dd className="text-2xl whitespace-nowrap font-semibold tabular-nums">
        {value}
        {note && (
          <small className="ms-2 text-sm font-normal tracking-normal text-ink-muted max-sm:hidden">{note}</small>
        )}
      </dd>
      {trend.length > 1 && <Sparkline values={trend} tone={tone} />}
    </div>
  );
}

const strokes = { accent: 'stroke-accent-text', danger: 'stroke-danger-icon', flat: 'stroke-line-strong' };
const fills = { accent: 'fill-accent-soft', danger: 'fill-danger-soft', flat: 'fill-none' };

function Sparkline({ values, tone }: { values: number[]; tone: keyof typeof strokes }) {
  const lowest = Math.min(...values);
  const range = Math.max(...values) - lowest || 1;
  const points = values.map((value, index) => {
    const across = (index / (values.length - 1)) * 72;
    const up = 22 - ((value - lowest) / range) * 20;
    return `${across.toFixed(1)},${up.toFixed(1)}`;
  });
  return (
    <svg
      viewBox="0 0 72 24"
      aria-hidden="true"
      preserveAspectRatio="none"
      className="h-6 w-full max-w-18 justify-self-end overflow-visible max-sm:hidden"
    >
      <polygon className={fills[tone]} points={`0,24 ${points.join(' ')} 72,24`} />
      <polyline
        className={clsx('fill-none', strokes[tone])}
        points={points.join(' ')}
        strokeWidth="1.5"
        vectorEffect="non-scaling-stroke"
        strokeLinecap="round"
        strokeLinejoin="round"
      />
    </svg>
  );
}
