import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { SetupOverPage, SetupPage } from '@/components/sign-in/setup-page';
import { realmName } from '@/server/realm-name';
import { setupView } from '@/server/views/new-person';
import type { SearchParams } from '@/server/views/visit';

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('titles');
  return { title: t('setup', { realm: realmName }) };
}

export default async function Page({ searchParams }: { searchParams: SearchParams }) {
  const { over, form } = await setupView(searchParams);
  return over === undefined ? <SetupPage {...form} /> : <SetupOverPage {...over} />;
}
