import { useTranslations } from 'next-intl';
import { Icon } from '../ui/icon';
import { Mark } from '../ui/mark';
import { PersonAvatar } from '../ui/person-avatar';
import type { Section } from './sections';
import { sectionsFor } from './sections';
import type { Frame } from './shell';

const groups = ['main', 'people', 'operate'] as const;

/** The house's name, the sections, and who is signed in. */
export function Navigation({ realm, account, administrator, section }: Frame & { section: Section }) {
  const t = useTranslations('console.shell');
  const name = account.name ?? account.username;
  const visible = sectionsFor(administrator);
  return (
    <>
      <a href="/console/applications" className="flex min-h-8 items-center gap-2.5 rounded-md px-2 py-0.5">
        <Mark className="size-6" />
        <span className="min-w-0">
          <b className="block truncate leading-4.5 font-semibold">{realm}</b>
          <span className="block text-xs text-ink-muted">{t('console')}</span>
        </span>
      </a>
      {groups.map((group) => {
        const entries = visible.filter((entry) => entry.group === group);
        if (entries.length === 0) return null;
        return (
          <nav key={group} aria-label={t(`groups.${group}`)}>
            {group !== 'main' && (
              <h2 className="px-2 pb-1.5 text-xs font-medium tracking-normal text-ink-muted">{t(`groups.${group}`)}</h2>
            )}
            <ul className="grid gap-px">
              {entries.map((entry) => (
                <li key={entry.name}>
                  <a
                    href={entry.href}
                    {...(entry.name === section ? { 'aria-current': 'page' as const } : {})}
                    className="group/nav flex min-h-8 items-center gap-2.5 rounded-in px-2 font-medium text-ink-muted transition-colors hover:bg-hover hover:text-ink aria-[current]:bg-lifted aria-[current]:text-ink aria-[current]:shadow-chosen max-lg:min-h-10"
                  >
                    <Icon as={entry.icon} className="group-aria-[current]/nav:text-accent-text" />
                    {t(`sections.${entry.name}`)}
                  </a>
                </li>
              ))}
            </ul>
          </nav>
        );
      })}
      <a
        href="/"
        className="mt-auto flex items-center gap-2.5 rounded-md p-2 leading-4.5 transition-colors hover:bg-hover"
      >
        <PersonAvatar name={name} />
        <span className="min-w-0 flex-1">
          <span className="block truncate">{name}</span>
          <small className="block truncate text-xs text-ink-muted">{account.email ?? account.username}</small>
        </span>
      </a>
    </>
  );
}
