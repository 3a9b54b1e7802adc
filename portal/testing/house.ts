/** Use cases over memory storage, for the tests of this room and of the command line. */
import { randomBytes } from 'node:crypto';
import { noticeEnd, openLetter, sealLetter } from '@/identity/mail';
import type { MailMessage, Person, RandomBytes } from '@/identity/ports';
import { createFirstSigningKeys } from '@/protocol/keys';
import type { Vault } from '@/protocol/ports';
import { fullProfile } from '@/storage/memory/full-profile';
import { createMemoryStorage } from '@/storage/memory/storage';
import type { Actor } from '../actor';

export { fullProfile };

export const goodPassword = 'violet harbour 27 lantern';
export const operator: Actor = { kind: 'command-line' };
export const administrator: Actor = { kind: 'person', personId: 'admin', administrator: true };
export const developer: Actor = { kind: 'person', personId: 'dev', administrator: false };

const random: RandomBytes = (length) => new Uint8Array(randomBytes(length));

/** Binds the purpose and refuses what it did not seal; hides nothing. */
export function createTestVault(name = 'vault'): Vault {
  const mark = (purpose: string) => `${name}:${purpose}:`;
  return {
    seal: async (plaintext, purpose) => mark(purpose) + Buffer.from(plaintext).toString('base64'),
    async open(sealed, purpose) {
      if (!sealed.startsWith(mark(purpose))) throw Object.assign(new Error('refused'), { kind: 'vault-refused' });
      return new Uint8Array(Buffer.from(sealed.slice(mark(purpose).length), 'base64'));
    },
  };
}

/** Everything that a use case may ask for, with a clock that tests move. */
export function createHouse(actor: Actor = operator) {
  let now = new Date('2026-11-21T09:00:00Z').getTime();
  const clock = { now: () => new Date(now) };
  const advance = (seconds: number) => {
    now += seconds * 1000;
  };
  const storage = createMemoryStorage({ clock });
  const passwordHash = {
    hash: async (password: string) => `plain:${password}`,
    verify: async (password: string, stored: string | undefined) => ({
      matches: stored === `plain:${password}`,
      outdated: false,
    }),
  };
  const checkDatabase = () => storage.check();
  const documents = new Map<string, string>();
  const fetchDocument = async (uri: string) => {
    const document = documents.get(uri);
    if (document === undefined) throw new Error('nothing is there');
    return document;
  };
  const fetching = { fetchDocument, documents };
  const vault = createTestVault();
  const readMail = async (message: MailMessage) => {
    const letter = await openLetter(vault, message);
    return letter && { subject: letter.template, text: JSON.stringify(letter.parameters), html: '' };
  };
  return { storage, clock, random, passwordHash, vault, checkDatabase, actor, advance, readMail, ...fetching };
}

export type House = ReturnType<typeof createHouse>;

/** A person of that id, who can sign in. */
export async function addPerson({ storage, clock }: House, id: string, change: Partial<Person> = {}): Promise<Person> {
  const now = clock.now();
  const person: Person = {
    ...{ id, subject: `sub-${id}`, username: id, usernameFolded: id, email: null, emailFolded: null },
    ...{ emailVerified: false, profile: {}, status: 'active', administrator: false, createdAt: now, updatedAt: now },
    ...change,
  };
  await storage.stores.people.create(person);
  return person;
}

/** The first signing keys, as the start makes them. */
export const makeKeys = ({ storage, vault, clock }: House) =>
  createFirstSigningKeys({ signingKeys: storage.stores.signingKeys, vault, clock });

/** The audit rows as `action object`, in no particular order. */
export async function auditLines({ storage }: House): Promise<string[]> {
  const rows = await storage.stores.auditReader.list({ limit: 200 });
  return rows.map(({ action, object, actor }) => `${actor.kind} ${action} ${object.kind}`).sort();
}

/** An authorization, to see whether it dies. */
export async function addAuthorization(
  { storage, clock }: House,
  id: string,
  clientId: string,
  personId: string | null,
) {
  await storage.stores.authorizations.create({
    ...{
      id,
      clientId,
      personId,
      subject: 'subject',
      sessionId: 'session',
      sid: 'sid',
      originGrant: 'authorization_code',
    },
    ...{ grantedScopes: ['openid'], resources: [], claimsRequest: null, claimsLocales: [], authTime: null, acr: null },
    ...{ amr: [], offline: true, createdAt: clock.now(), revokedAt: null, traceId: null },
  });
}

export async function isRevoked({ storage }: House, id: string): Promise<boolean> {
  return (await storage.stores.authorizations.find(id))?.revokedAt !== null;
}

/** A message in the outbox whose link is good for choosing a new password. */
export async function addMail({ storage, clock, random, vault }: House): Promise<MailMessage> {
  const letter = { template: 'reset-password', locale: 'en', parameters: { username: 'ada', token: 'abc' } } as const;
  const to = { recipient: 'ada@example.com', expiresAt: noticeEnd(clock) };
  const message = await sealLetter({ clock, random, mailVault: vault }, letter, to);
  await storage.stores.mail.add(message);
  return message;
}
