import { clsx } from 'clsx';
import type { ReactNode } from 'react';

export interface TabsProps {
  label: string;
  tabs: { href: string; label: ReactNode; current?: boolean }[];
}

/** The pages of one object, as links. On phones the bar scrolls and fades at its end. */
export function Tabs({ label, tabs }: TabsProps) {
  return (
    <nav
      aria-label={label}
      className="-mx-4 overflow-x-auto px-4 [scrollbar-width:none] max-sm:mask-r-from-[calc(100%-3rem)] sm:mx-0 sm:px-0"
    >
      <ul className="flex gap-1 border-b border-line">
        {tabs.map((tab, index) => (
          <li key={tab.href} className={index === 0 ? '-ms-2.5' : undefined}>
            <a
              href={tab.href}
              {...(tab.current ? { 'aria-current': 'page' as const } : {})}
              className={clsx(
                'relative block px-2.5 pt-2 pb-2.75 font-medium whitespace-nowrap text-ink-muted -outline-offset-2 hover:text-ink',
                // On phones the bar begins where one is; browsers that do not know this begin at its start.
                'aria-[current]:[scroll-initial-target:nearest]',
                'aria-[current]:text-ink aria-[current]:after:absolute aria-[current]:after:inset-x-2.5 aria-[current]:after:bottom-0',
                'aria-[current]:after:h-0.5 aria-[current]:after:rounded-t-full aria-[current]:after:bg-accent-text',
              )}
            >
              {tab.label}
            </a>
          </li>
        ))}
      </ul>
    </nav>
  );
}
