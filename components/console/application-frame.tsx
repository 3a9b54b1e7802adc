import { useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import { kindOf } from '@/protocol/client-metadata/kind';
import { AppLogo } from '../ui/app-logo';
import { Badge } from '../ui/badge';
import { Tabs } from '../ui/tabs';
import { Chip } from '../ui/value';
import type { ApplicationDocument, PersonReference } from './application';
import { applicationPath } from './application';
import { ApplicationState } from './applications-page';

export const applicationTabs = ['overview', 'settings', 'credentials', 'sign-ins', 'team', 'danger'] as const;
export type ApplicationTab = (typeof applicationTabs)[number];

export interface ApplicationFrameProps {
  application: ApplicationDocument;
  logo?: string | undefined;
  owner: PersonReference | null;
  current: ApplicationTab;
  children: ReactNode;
}

/** What stands above every page of an application: what it is, whose it is, and its pages. */
export function ApplicationFrame({ application, logo, owner, current, children }: ApplicationFrameProps) {
  const t = useTranslations('console.application');
  const kinds = useTranslations('console.kinds');
  const name = application.client_name ?? application.client_id;
  return (
    <>
      <div className="mb-5 flex flex-wrap items-center gap-x-4 gap-y-3">
        <AppLogo name={name} src={logo} size="lg" />
        <div className="min-w-0 flex-1">
          <div className="flex flex-wrap items-center gap-x-2 gap-y-1">
            <h1 className="wrap-anywhere">{name}</h1>
            <Badge>{kinds(`${kindOf(application)}.name`)}</Badge>
            <ApplicationState {...application} />
          </div>
          <p className="text-sm text-ink-muted">
            {owner === null ? t('ownedByAdministrators') : t('ownedBy', { name: owner.name })}
          </p>
        </div>
        <span className="max-lg:w-full">
          <span className="sr-only">{t('clientId')}: </span>
          <Chip value={application.client_id} copy={{ label: t('copyClientId'), doneLabel: t('copied') }} />
        </span>
      </div>
      <div className="mb-6">
        <Tabs
          label={name}
          tabs={applicationTabs.map((tab) => ({
            href: applicationPath(application.client_id, tab === 'overview' ? '' : tab),
            label: t(`tabs.${tab}`),
            current: tab === current,
          }))}
        />
      </div>
      {children}
    </>
  );
}
