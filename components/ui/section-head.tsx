import type { ReactNode } from 'react';

export interface SectionHeadProps {
  /** The heading's id; the section is named by it. */
  id: string;
  title: ReactNode;
  hint?: ReactNode;
  action?: ReactNode;
}

/** The head of a part of a page. */
export function SectionHead({ id, title, hint, action }: SectionHeadProps) {
  return (
    <div className="flex flex-wrap items-end justify-between gap-3">
      <div className="min-w-0">
        <h2 id={id}>{title}</h2>
        {hint && <p className="mt-1 max-w-prose text-ink-muted">{hint}</p>}
      </div>
      {action}
    </div>
  );
}
