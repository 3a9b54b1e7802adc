import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { ChooseAccountPage } from '@/components/sign-in/choose-account-page';
import { chooseAccountView } from '@/server/views/consent';
import type { SearchParams } from '@/server/views/visit';

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('titles');
  return { title: t('chooseAccount') };
}

export default async function Page({ searchParams }: { searchParams: SearchParams }) {
  return <ChooseAccountPage {...(await chooseAccountView(searchParams))} />;
}
