import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { PasswordChangedPage } from '@/components/sign-in/reset-password-page';
import { passwordChangedView } from '@/server/views/mailed-link';
import type { SearchParams } from '@/server/views/visit';

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('titles');
  return { title: t('passwordChanged') };
}

export default async function Page({ searchParams }: { searchParams: SearchParams }) {
  return <PasswordChangedPage {...(await passwordChangedView(searchParams))} />;
}
