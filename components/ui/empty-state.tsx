import type { ReactNode } from 'react';

export interface EmptyStateProps {
  /** 20 px, stands in the small arch. */
  icon: ReactNode;
  title: ReactNode;
  children: ReactNode;
  /** The one button that says what to do next. */
  action?: ReactNode;
}

/** A place with nothing in it yet. */
export function EmptyState({ icon, title, children, action }: EmptyStateProps) {
  return (
    <div className="grid justify-items-center gap-2 px-6 py-12 text-center">
      <span className="mb-3 grid h-16 w-14 place-content-center rounded-t-arch border border-b-0 border-line-medium pt-2 text-ink-muted shadow-[0_1px_0_var(--surface),0_2px_0_var(--line)]">
        {icon}
      </span>
      <h3 className="font-semibold">{title}</h3>
      <p className="max-w-note text-ink-muted">{children}</p>
      {action && <div className="mt-3">{action}</div>}
    </div>
  );
}
