import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { DeviceOutcomePage } from '@/components/sign-in/device-outcome-page';
import { deviceOutcomeView } from '@/server/views/device';

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('titles');
  return { title: t('deviceDenied') };
}

export default function Page() {
  return <DeviceOutcomePage outcome="denied" {...deviceOutcomeView()} />;
}
