import type { ReactNode } from 'react';

export interface NumberedProps {
  steps: { name: string; words: ReactNode }[];
}

/** Steps to take, in order. */
export function Numbered({ steps }: NumberedProps) {
  return (
    <ol className="grid grid-cols-1 gap-2">
      {steps.map((step, index) => (
        <li key={step.name} className="grid grid-cols-[1.5rem_minmax(0,1fr)] gap-3">
          <span
            aria-hidden="true"
            className="grid size-6 place-content-center rounded-full border border-line-medium bg-surface text-xs font-medium"
          >
            {index + 1}
          </span>
          <div className="min-w-0 wrap-anywhere">{step.words}</div>
        </li>
      ))}
    </ol>
  );
}
