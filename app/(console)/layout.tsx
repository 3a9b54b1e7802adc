import { NextIntlClientProvider } from 'next-intl';
import { getMessages, getTranslations } from 'next-intl/server';
import type { ReactNode } from 'react';
import { Toaster } from '@/components/ui/toast';

export default async function ConsoleLayout({ children }: { children: ReactNode }) {
  const [messages, t] = await Promise.all([getMessages(), getTranslations('console.shell')]);
  return (
    <NextIntlClientProvider messages={{ console: messages.console }}>
      {children}
      <Toaster label={t('messages')} />
    </NextIntlClientProvider>
  );
}
