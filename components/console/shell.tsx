import { Menu as MenuIcon } from 'lucide';
import { useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import { Breadcrumb } from '../ui/breadcrumb';
import { Button } from '../ui/button';
import { Drawer } from '../ui/drawer';
import { Icon } from '../ui/icon';
import { CommandPalette } from './command-palette';
import { Navigation } from './navigation';
import type { Section } from './sections';

export interface Frame {
  realm: string;
  account: { name?: string | undefined; username: string; email?: string | undefined };
  administrator: boolean;
}

export interface ShellProps extends Frame {
  /** Where in the navigation this page is. */
  section: Section;
  /** From the section down to the page. */
  crumbs: { label: string; href: string }[];
  children: ReactNode;
}

/** The house seen from inside: navigation, the way back up, search, and the page. */
export function Shell({ section, crumbs, children, ...frame }: ShellProps) {
  const t = useTranslations('console.shell');
  const navigation = <Navigation {...frame} section={section} />;
  return (
    <div className="grid min-h-dvh grid-cols-1 lg:grid-cols-[15rem_minmax(0,1fr)]">
      <a
        href="#content"
        className="absolute start-3 -top-16 z-20 rounded-md bg-raised px-3 py-2 focus:top-3 focus:shadow-high"
      >
        {t('skip')}
      </a>
      <aside
        aria-label={t('navigation')}
        className="sticky top-0 hidden h-dvh flex-col gap-4 overflow-y-auto border-e border-line px-3 pt-4 pb-3 lg:flex"
      >
        {navigation}
      </aside>
      <div className="flex min-w-0 flex-col">
        <header className="flex h-14 flex-none items-center gap-2 border-b border-line px-4 sm:px-6 lg:gap-4 lg:px-10">
          <div className="-ms-2.5 lg:hidden">
            <Drawer
              title={t('navigation')}
              trigger={<Button variant="quiet" shape="icon" aria-label={t('openMenu')} icon={<Icon as={MenuIcon} />} />}
            >
              {navigation}
            </Drawer>
          </div>
          <div className="min-w-0 flex-1">
            <Breadcrumb label={t('breadcrumb')} crumbs={crumbs} />
          </div>
          <CommandPalette administrator={frame.administrator} />
        </header>
        <main
          id="content"
          className="flex w-full max-w-[calc(var(--measure)+5rem)] flex-1 flex-col px-4 py-6 sm:px-6 lg:p-10 lg:pt-8"
        >
          {children}
        </main>
      </div>
    </div>
  );
}
