/** Where the master secret comes from: the environment, else a file that the first start makes. */
import { randomBytes } from 'node:crypto';
import { link, mkdir, open, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { Environment } from './env';

export interface MasterSecret {
  current: string;
  /** Opens what was sealed before a rotation. */
  previous: string | undefined;
}

/**
 * The secret of this instance. Without GATEHOUSE_SECRET it is kept in `dataDir`/secret (mode 0600) and made once, however
 * many processes ask at the same time. Throws `kind: 'master-secret-refused'` when that file holds too little.
 */
export async function masterSecret(
  environment: Pick<Environment, 'secret' | 'previousSecret' | 'dataDir'>,
): Promise<MasterSecret> {
  const current = environment.secret ?? (await storedSecret(environment.dataDir));
  return { current, previous: environment.previousSecret };
}

async function storedSecret(dataDir: string): Promise<string> {
  const path = join(dataDir, 'secret');
  const secret = (await readIfThere(path)) ?? (await makeSecret(dataDir, path));
  if (secret.length >= 32) return secret;
  const line = `${path} holds fewer than 32 characters; put the master secret back from a backup.`;
  throw Object.assign(new Error(line), { kind: 'master-secret-refused' as const });
}

async function readIfThere(path: string): Promise<string | undefined> {
  try {
    return (await readFile(path, 'utf8')).trim();
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
}

/** Written aside, then linked: the name appears with its whole content, and for one process only. */
async function makeSecret(dataDir: string, path: string): Promise<string> {
  await mkdir(dataDir, { recursive: true, mode: 0o700 });
  const draft = `${path}.${process.pid}.${randomBytes(6).toString('hex')}`;
  const file = await open(/* turbopackIgnore: true */ draft, 'wx', 0o600);
  try {
    await file.writeFile(`${randomBytes(32).toString('base64url')}\n`);
    await file.sync();
    await file.close();
    await link(draft, path);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
  } finally {
    await rm(draft, { force: true });
  }
  return (await readFile(path, 'utf8')).trim();
}
