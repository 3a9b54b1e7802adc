import type { ReactNode } from 'react';
import { ButtonLink } from './button';

export interface PagerProps {
  label: string;
  /** "8 of 312". */
  range: ReactNode;
  previous?: { href: string; label: string };
  next?: { href: string; label: string };
}

/** The foot of a list that has more pages. */
export function Pager({ label, range, previous, next }: PagerProps) {
  return (
    <nav
      aria-label={label}
      className="flex items-center justify-between gap-3 border-t border-line px-4 py-3 text-sm text-ink-muted sm:px-5"
    >
      <span className="tabular-nums">{range}</span>
      <span className="flex gap-2">
        {previous && (
          <ButtonLink size="sm" href={previous.href} rel="prev">
            {previous.label}
          </ButtonLink>
        )}
        {next && (
          <ButtonLink size="sm" href={next.href} rel="next">
            {next.label}
          </ButtonLink>
        )}
      </span>
    </nav>
  );
}
