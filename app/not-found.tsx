import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { NotFoundPage } from '@/components/sign-in/not-found-page';
import { GatePage } from '@/components/ui/gate';
import { Ground } from '@/components/ui/ground';

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('titles');
  return { title: t('notFound') };
}

export default async function NotFound() {
  const t = await getTranslations('brand');
  return (
    <GatePage footer={<Ground name={t('name')} />}>
      <NotFoundPage realm={t('name')} homeHref="/" />
    </GatePage>
  );
}
