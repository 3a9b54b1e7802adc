import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { ErrorPage } from '@/components/sign-in/error-page';
import { errorView } from '@/server/views/error';

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('titles');
  return { title: t('error') };
}

export default async function Page({ params }: { params: Promise<{ traceId: string }> }) {
  return <ErrorPage {...(await errorView((await params).traceId))} />;
}
