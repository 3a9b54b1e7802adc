import { NextIntlClientProvider } from 'next-intl';
import { getMessages, getTranslations } from 'next-intl/server';
import type { ReactNode } from 'react';
import { PasswordPrompt } from '@/components/console/password-prompt';
import { StyleNonce } from '@/components/ui/style-nonce';
import { Toaster } from '@/components/ui/toast';
import { pageNonce } from '@/server/page-nonce';

export default async function ConsoleLayout({ children }: { children: ReactNode }) {
  const [messages, t, nonce] = await Promise.all([getMessages(), getTranslations('console.shell'), pageNonce()]);
  return (
    <NextIntlClientProvider messages={{ console: messages.console }}>
      <StyleNonce value={nonce} />
      {children}
      <PasswordPrompt />
      <Toaster label={t('messages')} />
    </NextIntlClientProvider>
  );
}
