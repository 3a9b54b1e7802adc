import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { SignedOutPage } from '@/components/sign-in/sign-out-page';
import { signedOutView } from '@/server/views/sign-out';
import type { SearchParams } from '@/server/views/visit';

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('titles');
  return { title: t('signedOut') };
}

export default async function Page({ searchParams }: { searchParams: SearchParams }) {
  return <SignedOutPage {...(await signedOutView(searchParams))} />;
}
