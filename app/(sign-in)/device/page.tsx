import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { DevicePage } from '@/components/sign-in/device-page';
import { deviceView } from '@/server/views/device';
import type { SearchParams } from '@/server/views/visit';

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('titles');
  return { title: t('device') };
}

export default async function Page({ searchParams }: { searchParams: SearchParams }) {
  return <DevicePage {...(await deviceView(searchParams))} />;
}
