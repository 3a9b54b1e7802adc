import { useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import { applicationPath } from './application';
import type { ApplicationFrameProps } from './application-frame';
import { ApplicationFrame } from './application-frame';
import type { Frame } from './shell';
import { Shell } from './shell';

export interface ApplicationShellProps extends Omit<ApplicationFrameProps, 'children'> {
  frame: Frame;
  children: ReactNode;
}

/** The shell around a page of an application. */
export function ApplicationShell({ frame, children, ...head }: ApplicationShellProps) {
  const t = useTranslations('console');
  const { application, current } = head;
  const { client_id, client_name } = application;
  const crumbs = [
    { label: t('applications.title'), href: '/console/applications' },
    { label: client_name ?? client_id, href: applicationPath(client_id) },
    ...(current === 'overview'
      ? []
      : [{ label: t(`application.tabs.${current}`), href: applicationPath(client_id, current) }]),
  ];
  return (
    <Shell {...frame} section="applications" crumbs={crumbs}>
      <ApplicationFrame {...head}>{children}</ApplicationFrame>
    </Shell>
  );
}
