'use client';

import { Command } from 'cmdk';
import { Plus, Search } from 'lucide';
import { useTranslations } from 'next-intl';
import { Dialog } from 'radix-ui';
import { useEffect, useState } from 'react';
import { Icon } from '../ui/icon';
import { Kbd } from '../ui/kbd';
import { callApi } from './api';
import { applicationPath } from './application';
import { sectionsFor } from './sections';

interface Found {
  client_id: string;
  client_name: string | null;
}

const waitMilliseconds = 150;

/** Search and jump, by ⌘K or Ctrl+K from anywhere: sections, what can be begun, and the applications one may see. */
export function CommandPalette({ administrator }: { administrator: boolean }) {
  const t = useTranslations('console.palette');
  const s = useTranslations('console.shell.sections');
  const [open, setOpen] = useState(false);
  const [text, setText] = useState('');
  const found = useApplications(open, text);

  useEffect(() => {
    const press = (event: KeyboardEvent) => {
      if (event.key.toLowerCase() !== 'k' || !(event.metaKey || event.ctrlKey)) return;
      event.preventDefault();
      setOpen((before) => !before);
    };
    addEventListener('keydown', press);
    return () => removeEventListener('keydown', press);
  }, []);

  const go = (address: string) => {
    setOpen(false);
    location.assign(address);
  };
  return (
    <Dialog.Root open={open} onOpenChange={setOpen}>
      <Dialog.Trigger asChild>
        <button
          type="button"
          className="inline-flex h-9 flex-none cursor-pointer items-center gap-2 rounded-md border border-line-medium bg-surface px-3 text-ink-muted transition-colors hover:border-line-strong hover:text-ink max-sm:h-10 max-sm:px-2.5 sm:min-w-56"
        >
          <Icon as={Search} />
          <span className="me-auto max-sm:sr-only">{t('open')}</span>
          <span className="max-sm:hidden">
            <Kbd>⌘ K</Kbd>
          </span>
        </button>
      </Dialog.Trigger>
      <Dialog.Portal>
        <Dialog.Overlay className="fixed inset-0 z-30 animate-appear bg-scrim" />
        <Dialog.Content
          aria-describedby={undefined}
          className="fixed inset-x-4 top-[12vh] z-30 mx-auto max-w-150 animate-appear overflow-hidden rounded-xl bg-raised shadow-high outline-none"
        >
          <Dialog.Title className="sr-only">{t('title')}</Dialog.Title>
          <Command label={t('title')} loop>
            <div className="flex items-center gap-3 border-b border-line px-4">
              <Icon as={Search} className="text-ink-muted" />
              <Command.Input
                value={text}
                onValueChange={setText}
                placeholder={t('placeholder')}
                className="min-h-12 flex-1 bg-transparent text-lg outline-none placeholder:text-ink-muted"
              />
            </div>
            <Command.List className="max-h-[50vh] overflow-y-auto p-2">
              <Command.Empty className="px-3 py-6 text-center text-ink-muted">{t('nothing')}</Command.Empty>
              {found.length > 0 && (
                <Command.Group heading={t('applications')} className={groupLook}>
                  {found.map(({ client_id, client_name }) => (
                    <Command.Item
                      key={client_id}
                      value={`${client_name ?? ''} ${client_id}`}
                      onSelect={() => go(applicationPath(client_id))}
                      className={itemLook}
                    >
                      <span className="min-w-0 flex-1 truncate">{client_name ?? client_id}</span>
                      <code className="truncate text-sm text-ink-muted max-sm:hidden">{client_id}</code>
                    </Command.Item>
                  ))}
                </Command.Group>
              )}
              <Command.Group heading={t('goTo')} className={groupLook}>
                {sectionsFor(administrator).map(({ name, href, icon }) => (
                  <Command.Item key={name} value={s(name)} onSelect={() => go(href)} className={itemLook}>
                    <Icon as={icon} className="text-ink-muted" />
                    {s(name)}
                  </Command.Item>
                ))}
                <Command.Item
                  value={t('newApplication')}
                  onSelect={() => go('/console/applications/new')}
                  className={itemLook}
                >
                  <Icon as={Plus} className="text-ink-muted" />
                  {t('newApplication')}
                </Command.Item>
              </Command.Group>
            </Command.List>
          </Command>
        </Dialog.Content>
      </Dialog.Portal>
    </Dialog.Root>
  );
}

const groupLook =
  '[&_[cmdk-group-heading]]:px-3 [&_[cmdk-group-heading]]:pt-2 [&_[cmdk-group-heading]]:pb-1 [&_[cmdk-group-heading]]:text-xs [&_[cmdk-group-heading]]:font-medium [&_[cmdk-group-heading]]:text-ink-muted';
const itemLook =
  'flex min-h-10 cursor-pointer items-center gap-3 rounded-md px-3 aria-selected:bg-hover aria-selected:text-ink';

/** The applications that the text names, once one has stopped typing for a moment. */
function useApplications(open: boolean, text: string): Found[] {
  const [found, setFound] = useState<Found[]>([]);
  useEffect(() => {
    if (!open) return undefined;
    let isStale = false;
    const timer = setTimeout(async () => {
      const query = new URLSearchParams({ limit: '8', ...(text.trim() === '' ? {} : { search: text.trim() }) });
      const answer = await callApi<{ items: Found[] }>('GET', `/applications?${query}`);
      if (!isStale && answer.ok) setFound(answer.document.items);
    }, waitMilliseconds);
    return () => {
      isStale = true;
      clearTimeout(timer);
    };
  }, [open, text]);
  return found;
}
