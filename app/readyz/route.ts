import { container } from '@/server/container';
import { readiness } from '@/server/readiness';

export const dynamic = 'force-dynamic';

export async function GET(): Promise<Response> {
  const { ready, logger } = await container();
  return readiness(ready, (err) => logger.warn({ err }, 'not ready'));
}
