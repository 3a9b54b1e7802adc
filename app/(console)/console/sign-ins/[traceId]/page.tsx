import { openSignIn } from '@/server/views/console/sign-ins';

/** Where an error page leads the developer. */
export default async function Page({ params }: { params: Promise<{ traceId: string }> }) {
  return openSignIn((await params).traceId);
}
