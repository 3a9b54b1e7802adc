import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { ForgotPasswordPage, NoMailPage } from '@/components/sign-in/forgot-password-page';
import { forgotPasswordView } from '@/server/views/mail';
import type { SearchParams } from '@/server/views/visit';

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('titles');
  return { title: t('forgotPassword') };
}

export default async function Page({ searchParams }: { searchParams: SearchParams }) {
  const { form, ...closed } = await forgotPasswordView(searchParams);
  return form === undefined ? <NoMailPage {...closed} /> : <ForgotPasswordPage {...form} />;
}
