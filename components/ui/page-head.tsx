import type { ReactNode } from 'react';

export interface PageHeadProps {
  title: ReactNode;
  hint?: ReactNode;
  /** The page's one primary button. */
  action?: ReactNode;
}

/** The page's `h1`, the one sentence that says what it is for, and its button. */
export function PageHead({ title, hint, action }: PageHeadProps) {
  return (
    <div className="mb-6 flex flex-wrap items-center justify-between gap-4">
      <div className="min-w-0">
        <h1 className="wrap-anywhere">{title}</h1>
        {hint && <p className="mt-1 max-w-prose text-ink-muted">{hint}</p>}
      </div>
      {action}
    </div>
  );
}
