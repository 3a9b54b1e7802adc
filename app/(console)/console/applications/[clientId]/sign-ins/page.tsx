import type { Metadata } from 'next';
import { NextIntlClientProvider } from 'next-intl';
import { getMessages } from 'next-intl/server';
import { ApplicationShell } from '@/components/console/application-shell';
import { SignInsPage } from '@/components/console/sign-ins/sign-ins-page';
import { applicationTitle, applicationView } from '@/server/views/console/application';
import { signInsView } from '@/server/views/console/sign-ins';
import { frameView } from '@/server/views/console/visit';

interface Props {
  params: Promise<{ clientId: string }>;
  searchParams: Promise<{ trace?: string | string[] }>;
}

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  return { title: await applicationTitle((await params).clientId, 'sign-ins') };
}

export default async function Page({ params, searchParams }: Props) {
  const [{ clientId }, { trace }] = await Promise.all([params, searchParams]);
  const view = await applicationView(clientId);
  const [signIns, frame, { console, causes }] = await Promise.all([
    signInsView(clientId, typeof trace === 'string' ? trace : undefined),
    frameView(),
    getMessages(),
  ]);
  return (
    <ApplicationShell {...view} frame={frame} current="sign-ins">
      <NextIntlClientProvider messages={{ console, causes }}>
        <SignInsPage {...signIns} clientId={clientId} />
      </NextIntlClientProvider>
    </ApplicationShell>
  );
}
