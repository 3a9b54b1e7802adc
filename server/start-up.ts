/** The first administrator: from the environment, or through a link that is printed once. */
import type { Setup } from '@/identity/setup';
import type { Environment } from './env';
import type { Logger } from './logger';

/** Makes the administrator of ADMIN_EMAIL and ADMIN_PASSWORD; where there is one already, nothing happens. Throws one clear line for a bad value. */
export async function createFirstAdministrator(
  setup: Setup,
  { administrator }: Environment,
  logger: Logger,
): Promise<void> {
  if (administrator === undefined) return;
  const result = await setup.createFirstAdministratorFromEnvironment(administrator.email, administrator.password);
  if (result.ok) {
    logger.info({ username: result.person.username }, 'first administrator created');
  } else if (result.code === 'invalid') {
    const problems = result.problems.map(({ field, code }) => `${field}: ${code}`).join(', ');
    throw Object.assign(new Error(`ADMIN_EMAIL or ADMIN_PASSWORD is not usable (${problems}).`), {
      kind: 'environment-refused',
    });
  }
}

/** The one-time setup link, or undefined when the realm has its administrator. Each call replaces the link before. */
export async function setupLink(setup: Setup, issuer: string): Promise<string | undefined> {
  const token = await setup.issueToken();
  return token === undefined ? undefined : `${issuer}/setup?token=${token}`;
}
