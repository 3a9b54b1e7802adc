import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { EmailAddressPage } from '@/components/sign-in/email-address-page';
import { emailAddressView } from '@/server/views/mail';
import type { SearchParams } from '@/server/views/visit';

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('titles');
  return { title: t('emailAddress') };
}

export default async function Page({ searchParams }: { searchParams: SearchParams }) {
  return <EmailAddressPage {...(await emailAddressView(searchParams))} />;
}
