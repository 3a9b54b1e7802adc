import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { getTranslations } from 'next-intl/server';
import { NewApplicationForm } from '@/components/console/new-application-form';
import { Shell } from '@/components/console/shell';
import { newApplicationView } from '@/server/views/console/applications';
import { frameView } from '@/server/views/console/visit';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('console.newApplication'))('title') };
}

export default async function Page() {
  const { mayCreate, issuer } = await newApplicationView();
  if (!mayCreate) notFound();
  const [frame, t] = await Promise.all([frameView(), getTranslations('console')]);
  const crumbs = [
    { label: t('applications.title'), href: '/console/applications' },
    { label: t('newApplication.title'), href: '/console/applications/new' },
  ];
  return (
    <Shell {...frame} section="applications" crumbs={crumbs}>
      <NewApplicationForm issuer={issuer} />
    </Shell>
  );
}
