import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { RegisterPage, RegistrationClosedPage } from '@/components/sign-in/register-page';
import { registerView } from '@/server/views/new-person';
import type { SearchParams } from '@/server/views/visit';

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('titles');
  return { title: t('register') };
}

export default async function Page({ searchParams }: { searchParams: SearchParams }) {
  const { isOpen, ...view } = await registerView(searchParams);
  return isOpen ? <RegisterPage {...view} /> : <RegistrationClosedPage {...view} />;
}
