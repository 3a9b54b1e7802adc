import { getTranslations } from 'next-intl/server';
import type { ReactNode } from 'react';
import { GatePage } from '@/components/ui/gate';
import { Ground } from '@/components/ui/ground';
import { isInPopup } from '@/server/display';

export default async function SignInLayout({ children }: { children: ReactNode }) {
  const t = await getTranslations('brand');
  const compact = await isInPopup();
  return (
    <GatePage compact={compact} footer={<Ground compact={compact} name={t('name')} />}>
      {children}
    </GatePage>
  );
}
