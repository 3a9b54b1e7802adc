/** What a command works with: the storage and keys that the server uses, opened for one command. */
import type { UseCase } from '@/portal/change';
import type { createClient } from '@/portal/create-client';
import type { createUser } from '@/portal/create-user';
import type { Examination, Finding } from '@/portal/doctor';
import type { ShowMail } from '@/portal/show-mail';
import type { Terminal } from './terminal';

export interface Workbench
  extends Omit<UseCase, 'actor'>,
    Pick<Examination, 'checkDatabase' | 'vault'>,
    Pick<ShowMail, 'readMail'> {
  /** The realm's. */
  issuer: string;
  passwordHash: Parameters<typeof createUser>[0]['passwordHash'];
  fetchDocument: Parameters<typeof createClient>[0]['fetchDocument'];
  close(): Promise<void>;
}

/** What the operating system and the environment say, for `doctor`. */
type Surroundings = () => Promise<Finding[]>;

export interface CommandContext {
  terminal: Terminal;
  /** Migrates, makes first keys and opens storage; called once a command has read its input. */
  open(): Promise<Workbench>;
  surroundings: Surroundings;
}

export type Bench = Workbench & { actor: { kind: 'command-line' } };

/** Opens the workbench as the command line, does the work, closes it. */
export async function withWorkbench<T>(context: CommandContext, work: (bench: Bench) => Promise<T>): Promise<T> {
  const workbench = await context.open();
  try {
    return await work({ ...workbench, actor: { kind: 'command-line' } });
  } finally {
    await workbench.close();
  }
}
