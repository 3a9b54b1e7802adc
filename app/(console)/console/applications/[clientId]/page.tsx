import type { Metadata } from 'next';
import { ApplicationShell } from '@/components/console/application-shell';
import { OverviewPage } from '@/components/console/overview-page';
import { applicationTitle, overviewView } from '@/server/views/console/application';
import { frameView } from '@/server/views/console/visit';

type Params = { params: Promise<{ clientId: string }> };

export async function generateMetadata({ params }: Params): Promise<Metadata> {
  return { title: await applicationTitle((await params).clientId, 'overview') };
}

export default async function Page({ params }: Params) {
  const view = await overviewView((await params).clientId);
  return (
    <ApplicationShell {...view} frame={await frameView()} current="overview">
      <OverviewPage {...view} />
    </ApplicationShell>
  );
}
