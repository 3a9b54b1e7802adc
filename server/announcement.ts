/** What `npm start` tells the person who started it. Logs are separate. */
import { version } from '../package.json';
import type { Environment } from './env';

/** The lines that are printed once everything serves; the set-up link is the one secret that is ever printed. */
export function announcement(
  { issuer, database, databaseUrl, workers }: Environment,
  setupUrl: string | undefined,
): string {
  const place =
    database === 'sqlite' ? `SQLite, ${databaseUrl.slice('file:'.length)}` : `PostgreSQL, ${new URL(databaseUrl).host}`;
  const lines = [`Gatehouse ${version}`, `  Address   ${issuer}`, `  Database  ${place}`];
  if (workers > 1) lines.push(`  Workers   ${workers}`);
  if (setupUrl !== undefined) {
    lines.push('', 'There is no administrator yet. This link makes the first one and works once:', `  ${setupUrl}`);
  }
  return `${lines.join('\n')}\n`;
}
