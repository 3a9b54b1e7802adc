import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { FinishRegistrationPage } from '@/components/sign-in/finish-registration-page';
import { LinkOverPage } from '@/components/sign-in/link-over-page';
import { finishRegistrationView } from '@/server/views/mailed-link';
import type { SearchParams } from '@/server/views/visit';

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('titles');
  return { title: t('finishRegistration') };
}

export default async function Page({ searchParams }: { searchParams: SearchParams }) {
  const { over, form } = await finishRegistrationView(searchParams, 'invitation');
  if (over !== undefined) return <LinkOverPage {...over} />;
  return <FinishRegistrationPage {...form} action="/interaction/invitation" />;
}
