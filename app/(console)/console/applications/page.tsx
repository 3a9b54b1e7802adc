import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { ApplicationsPage } from '@/components/console/applications-page';
import { Shell } from '@/components/console/shell';
import { applicationsView } from '@/server/views/console/applications';
import { frameView } from '@/server/views/console/visit';
import type { SearchParams } from '@/server/views/visit';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('console.applications'))('title') };
}

export default async function Page({ searchParams }: { searchParams: SearchParams }) {
  const view = await applicationsView(searchParams);
  const [frame, t] = await Promise.all([frameView(), getTranslations('console.applications')]);
  return (
    <Shell {...frame} section="applications" crumbs={[{ label: t('title'), href: '/console/applications' }]}>
      <ApplicationsPage {...view} />
    </Shell>
  );
}
