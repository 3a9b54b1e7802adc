import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { ConfirmEmailPage } from '@/components/sign-in/confirm-email-page';
import { LinkOverPage } from '@/components/sign-in/link-over-page';
import { confirmEmailView } from '@/server/views/mailed-link';
import type { SearchParams } from '@/server/views/visit';

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('titles');
  return { title: t('confirmEmail') };
}

export default async function Page({ searchParams }: { searchParams: SearchParams }) {
  const { over, form } = await confirmEmailView(searchParams);
  return over === undefined ? <ConfirmEmailPage {...form} /> : <LinkOverPage {...over} />;
}
