import type { Metadata } from 'next';
import { ApplicationShell } from '@/components/console/application-shell';
import { SettingsPage } from '@/components/console/settings-page';
import { applicationTitle, applicationView } from '@/server/views/console/application';
import { frameView } from '@/server/views/console/visit';

type Params = { params: Promise<{ clientId: string }> };

export async function generateMetadata({ params }: Params): Promise<Metadata> {
  return { title: await applicationTitle((await params).clientId, 'settings') };
}

export default async function Page({ params }: Params) {
  const view = await applicationView((await params).clientId);
  return (
    <ApplicationShell {...view} frame={await frameView()} current="settings">
      <SettingsPage {...view} />
    </ApplicationShell>
  );
}
