import type { ReactNode } from 'react';

/** Something that goes on now. The word is part of it. */
export function LiveDot({ children }: { children: ReactNode }) {
  return (
    <span className="inline-flex items-center gap-2 text-sm text-ink-muted">
      <span className="size-2 animate-breathe rounded-full bg-success ring-3 ring-success-soft" />
      {children}
    </span>
  );
}
