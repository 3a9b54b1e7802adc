import { clsx } from 'clsx';
import type { ReactNode } from 'react';
import { Mark } from './mark';

export interface GroundProps {
  /** Who runs this place. */
  name: string;
  /** The name of the links, for assistive technology; needed with `links`. */
  linksLabel?: string;
  links?: { label: ReactNode; href: string }[];
  /** In a pop-up window: one low line. */
  compact?: boolean;
}

/** The footer below the ground line of a gate page. */
export function Ground({ name, linksLabel, links = [], compact = false }: GroundProps) {
  return (
    <footer
      className={clsx(
        'relative flex w-full flex-wrap items-center justify-between gap-x-6 gap-y-2 border-t border-line-medium bg-canvas px-8 text-sm text-ink-muted max-sm:flex-col max-sm:px-4 max-sm:text-center',
        compact ? 'py-2' : 'py-4',
      )}
    >
      <div className="flex min-w-0 items-center gap-2 font-medium text-ink">
        <Mark />
        <span className="min-w-0 wrap-anywhere">{name}</span>
      </div>
      {links.length > 0 && (
        <nav aria-label={linksLabel} className="flex flex-wrap gap-x-5 gap-y-1 max-sm:justify-center">
          {links.map((link) => (
            <a key={link.href} href={link.href} className="rounded-sm py-0.5 hover:text-ink hover:underline">
              {link.label}
            </a>
          ))}
        </nav>
      )}
    </footer>
  );
}
