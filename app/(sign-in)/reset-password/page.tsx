import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { LinkOverPage } from '@/components/sign-in/link-over-page';
import { ResetPasswordPage } from '@/components/sign-in/reset-password-page';
import { resetPasswordView } from '@/server/views/mailed-link';
import type { SearchParams } from '@/server/views/visit';

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('titles');
  return { title: t('resetPassword') };
}

export default async function Page({ searchParams }: { searchParams: SearchParams }) {
  const { over, form } = await resetPasswordView(searchParams);
  return over === undefined ? <ResetPasswordPage {...form} /> : <LinkOverPage {...over} />;
}
