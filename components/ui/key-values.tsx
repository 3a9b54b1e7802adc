import { clsx } from 'clsx';
import type { ReactNode } from 'react';

export interface KeyValuesProps {
  entries: { label: string; value: ReactNode }[];
  /** `narrow` keeps two columns on phones too. */
  layout?: 'wide' | 'narrow';
}

/** Facts, each with its name. */
export function KeyValues({ entries, layout = 'wide' }: KeyValuesProps) {
  return (
    <dl
      className={clsx(
        'grid',
        layout === 'narrow'
          ? 'grid-cols-[minmax(5rem,max-content)_minmax(0,1fr)] gap-x-4 gap-y-2'
          : 'gap-y-3 sm:grid-cols-[minmax(7rem,max-content)_minmax(0,1fr)] sm:gap-x-6 sm:gap-y-2',
      )}
    >
      {entries.map((entry) => (
        <div key={entry.label} className={layout === 'narrow' ? 'contents' : 'sm:contents'}>
          <dt className="text-ink-muted">{entry.label}</dt>
          <dd className="min-w-0 wrap-anywhere">{entry.value}</dd>
        </div>
      ))}
    </dl>
  );
}
