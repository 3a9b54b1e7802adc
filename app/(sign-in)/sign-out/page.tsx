import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { SignOutPage } from '@/components/sign-in/sign-out-page';
import { signOutView } from '@/server/views/sign-out';
import type { SearchParams } from '@/server/views/visit';

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('titles');
  return { title: t('signOut') };
}

export default async function Page({ searchParams }: { searchParams: SearchParams }) {
  return <SignOutPage {...(await signOutView(searchParams))} />;
}
