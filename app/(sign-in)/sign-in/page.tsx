import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { SignInPage } from '@/components/sign-in/sign-in-page';
import { signInView } from '@/server/views/sign-in';
import type { SearchParams } from '@/server/views/visit';

export async function generateMetadata({ searchParams }: { searchParams: SearchParams }): Promise<Metadata> {
  const [t, view] = await Promise.all([getTranslations('titles'), signInView(searchParams)]);
  return { title: t('signIn', { name: view.application?.name ?? view.realm }) };
}

export default async function Page({ searchParams }: { searchParams: SearchParams }) {
  return <SignInPage {...(await signInView(searchParams))} />;
}
