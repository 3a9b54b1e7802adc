/** The storage and keys that the server uses, as the environment of this process names them. */
import { container } from '@/server/container';
import type { Workbench } from './workbench';

/** Opens them for one command. */
export async function openWorkbench(): Promise<Workbench> {
  const { storage, clock, random, vault, identity, fetchDocument, mail, close } = await container('command');
  const checkDatabase = () => storage.check();
  const { issuer } = storage;
  const { passwordHash } = identity;
  const readMail = mail.read;
  return { issuer, storage, clock, random, vault, passwordHash, fetchDocument, readMail, checkDatabase, close };
}
