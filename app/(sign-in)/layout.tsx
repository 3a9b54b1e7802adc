import { getTranslations } from 'next-intl/server';
import type { ReactNode } from 'react';
import { GatePage } from '@/components/ui/gate';
import { Ground } from '@/components/ui/ground';

export default async function SignInLayout({ children }: { children: ReactNode }) {
  const t = await getTranslations('brand');
  return <GatePage footer={<Ground name={t('name')} />}>{children}</GatePage>;
}
