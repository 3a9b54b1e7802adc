import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { ConsentPage } from '@/components/sign-in/consent-page';
import { consentView } from '@/server/views/consent';
import type { SearchParams } from '@/server/views/visit';

export async function generateMetadata({ searchParams }: { searchParams: SearchParams }): Promise<Metadata> {
  const [t, view] = await Promise.all([getTranslations('titles'), consentView(searchParams)]);
  return { title: t('consent', { application: view.application.name }) };
}

export default async function Page({ searchParams }: { searchParams: SearchParams }) {
  return <ConsentPage {...(await consentView(searchParams))} />;
}
