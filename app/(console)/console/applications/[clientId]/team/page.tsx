import type { Metadata } from 'next';
import { ApplicationShell } from '@/components/console/application-shell';
import { TeamPage } from '@/components/console/team-page';
import { applicationTitle, applicationView } from '@/server/views/console/application';
import { frameView } from '@/server/views/console/visit';

type Params = { params: Promise<{ clientId: string }> };

export async function generateMetadata({ params }: Params): Promise<Metadata> {
  return { title: await applicationTitle((await params).clientId, 'team') };
}

export default async function Page({ params }: Params) {
  const view = await applicationView((await params).clientId);
  return (
    <ApplicationShell {...view} frame={await frameView()} current="team">
      <TeamPage {...view} clientId={view.application.client_id} />
    </ApplicationShell>
  );
}
