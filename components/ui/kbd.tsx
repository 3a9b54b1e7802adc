import type { ReactNode } from 'react';

/** A key to press. */
export function Kbd({ children }: { children: ReactNode }) {
  return (
    <kbd className="inline-block rounded-sm border border-line bg-surface px-1.25 font-sans text-xs leading-4.5 text-ink-muted">
      {children}
    </kbd>
  );
}
