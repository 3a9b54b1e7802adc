/** What `doctor` can tell before it opens the database: the environment, the folder of data. */
import { access, constants, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { Finding } from '@/portal/doctor';
import type { Environment } from '@/server/env';
import { messageOf } from './terminal';

type Seen = Pick<Environment, 'rateLimits' | 'dataDir' | 'secret' | 'database' | 'databaseUrl'>;

/** Findings about the environment that `read` returns; what it throws is the finding when it is refused. */
export async function examineSurroundings(read: () => Seen): Promise<Finding[]> {
  let environment: Seen;
  try {
    environment = read();
  } catch (error) {
    const says = messageOf(error);
    const [variable = ''] = says.split(' ', 1);
    return [
      { check: 'environment', outcome: 'fail', says, remedy: `Change ${variable} in the environment or in .env.` },
    ];
  }
  return [
    { check: 'environment', outcome: 'ok', says: 'Every variable is understood.' },
    ...(environment.rateLimits ? [] : [rateLimitsAreOff]),
    ...(await examineDataFolder(environment)),
  ];
}

const rateLimitsAreOff: Finding = {
  check: 'rate limits',
  outcome: 'warn',
  says: 'Passwords can be guessed without limit.',
  remedy: 'RATE_LIMITS=on',
};

async function examineDataFolder({ dataDir, secret, database, databaseUrl }: Seen): Promise<Finding[]> {
  if (secret !== undefined && database === 'postgresql') return [];
  const findings: Finding[] = [await examineFolder(dataDir)];
  if (secret === undefined) findings.push(...(await examinePrivacy('secret file', join(dataDir, 'secret'))));
  if (database === 'sqlite')
    findings.push(...(await examinePrivacy('database file', databaseUrl.replace(/^file:/, ''))));
  return findings;
}

async function examineFolder(dataDir: string): Promise<Finding> {
  const check = 'data folder';
  const there = await stat(dataDir).catch(() => undefined);
  if (there === undefined) return { check, outcome: 'ok', says: `${dataDir} is made at the first start.` };
  if (!there.isDirectory())
    return { check, outcome: 'fail', says: `${dataDir} is not a folder.`, remedy: 'DATA_DIR=./data' };
  try {
    await access(dataDir, constants.R_OK | constants.W_OK | constants.X_OK);
    return { check, outcome: 'ok', says: `${dataDir} can be written.` };
  } catch {
    return { check, outcome: 'fail', says: `${dataDir} cannot be written.`, remedy: `chmod u+rwx ${dataDir}` };
  }
}

/** What other accounts of the machine may read; nothing to say about a file that is not there yet. */
async function examinePrivacy(check: string, path: string): Promise<Finding[]> {
  const there = await stat(path).catch(() => undefined);
  if (there === undefined) return [];
  // Behind a closed folder a file's own mode does not matter.
  const folder = await stat(dirname(path)).catch(() => undefined);
  const isReachable = folder === undefined || (folder.mode & 0o011) !== 0;
  const isOpen = isReachable && (there.mode & 0o077) !== 0;
  const mode = (there.mode & 0o777).toString(8);
  if (!isOpen) return [{ check, outcome: 'ok', says: `${path} is for its owner only.` }];
  return [
    { check, outcome: 'warn', says: `${path} has mode ${mode}: others may read it.`, remedy: `chmod 600 ${path}` },
  ];
}
