import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { DeviceConfirmPage } from '@/components/sign-in/device-confirm-page';
import { deviceConfirmView } from '@/server/views/device';
import type { SearchParams } from '@/server/views/visit';

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('titles');
  return { title: t('deviceConfirm') };
}

export default async function Page({ searchParams }: { searchParams: SearchParams }) {
  return <DeviceConfirmPage {...(await deviceConfirmView(searchParams))} />;
}
