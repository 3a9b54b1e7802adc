import type { ReactNode } from 'react';

export interface SaveBarProps {
  /** "2 unsaved changes". */
  children: ReactNode;
  /** Discard, then Save. */
  actions: ReactNode;
}

/** Stays at the bottom while something is unsaved. The page's `scroll-padding-bottom` keeps it off the focused field. */
export function SaveBar({ children, actions }: SaveBarProps) {
  return (
    <section
      aria-live="polite"
      className="sticky bottom-0 z-10 flex items-center justify-between gap-3 border-t border-line bg-surface px-4 py-3 sm:px-6"
    >
      <p className="text-ink-muted max-sm:sr-only">{children}</p>
      <div className="flex gap-2 max-sm:flex-1 max-sm:*:flex-1">{actions}</div>
    </section>
  );
}
