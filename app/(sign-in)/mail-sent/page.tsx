import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { MailSentPage } from '@/components/sign-in/mail-sent-page';
import { mailSentView } from '@/server/views/mail';
import type { SearchParams } from '@/server/views/visit';

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('titles');
  return { title: t('mailSent') };
}

export default async function Page({ searchParams }: { searchParams: SearchParams }) {
  return <MailSentPage {...(await mailSentView(searchParams))} />;
}
