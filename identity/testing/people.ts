/** People over memory storage with a clock that tests move, for the tests of this room. */
import { randomBytes } from 'node:crypto';
import { createMemoryStorage } from '@/storage/memory/storage';
import type { Origin } from '../audit-entry';
import type { NewPerson } from '../create-person';
import { createPerson } from '../create-person';
import { openLetter } from '../mail';
import { defaultMailLimits } from '../mail-limits';
import type { PasswordHash } from '../password-hash';
import type { MailVault, Person, RandomBytes } from '../ports';
import type { NewSession } from '../sessions';

export const goodPassword = 'violet harbour 27 lantern';
export const begin = new Date('2026-11-21T09:00:00Z');
export const origin: Origin = { network: '198.51.100.7', traceId: 'trace-1' };

export const random: RandomBytes = (length) => new Uint8Array(randomBytes(length));

/** A clock that stands still until it is moved. */
export function createTestClock(at: Date = begin) {
  let now = at.getTime();
  const advance = (seconds: number) => {
    now += seconds * 1000;
  };
  return { now: () => new Date(now), advance };
}

/** Plain text with a mark: as good as argon2id for tests that are not about hashing, and it counts its calls. */
export function createPlainHash(): PasswordHash & { calls: number } {
  const plain = {
    calls: 0,
    async hash(password: string) {
      return `plain:${password}`;
    },
    async verify(password: string, stored: string | undefined) {
      plain.calls += 1;
      await new Promise((resolve) => setImmediate(resolve));
      return { matches: stored === `plain:${password}`, outdated: false };
    },
  };
  return plain;
}

/** Everything that the use cases of this room need. */
export function createPeople(passwordHash: PasswordHash = createPlainHash()) {
  const clock = createTestClock();
  const storage = createMemoryStorage({ clock });
  return {
    clock,
    storage,
    random,
    passwordHash,
    mailVault: createOpenVault(),
    readMailLimits: async () => defaultMailLimits,
  };
}

/** Hides nothing, but binds the purpose. */
function createOpenVault(): MailVault {
  const mark = (purpose: string) => `open:${purpose}:`;
  return {
    seal: async (plaintext, purpose) => mark(purpose) + Buffer.from(plaintext).toString('base64'),
    async open(sealed, purpose) {
      if (!sealed.startsWith(mark(purpose))) throw Object.assign(new Error('refused'), { kind: 'vault-refused' });
      return new Uint8Array(Buffer.from(sealed.slice(mark(purpose).length), 'base64'));
    },
  };
}

/** What was written to people, oldest first, with what it says. */
export async function lettersOf({ storage, mailVault }: ReturnType<typeof createPeople>) {
  const messages = (await storage.stores.mail.list({ limit: 200 })).reverse();
  return Promise.all(
    messages.map(async (message) => {
      const letter = await openLetter(mailVault, message);
      const { token = '' } = (letter?.parameters ?? {}) as { token?: string };
      return { to: message.recipient, template: message.template, token, parameters: letter?.parameters };
    }),
  );
}

/** A person with a good password, made by the command line. */
export async function addPerson(
  people: ReturnType<typeof createPeople>,
  wanted: Partial<NewPerson> = {},
): Promise<Person> {
  const result = await createPerson(
    people,
    {
      username: 'ada',
      email: 'ada@example.com',
      emailVerified: true,
      profile: {},
      administrator: false,
      password: goodPassword,
      ...wanted,
    },
    { actor: { kind: 'command-line', id: null } },
  );
  if (!result.ok) throw new Error(JSON.stringify(result.problems));
  return result.person;
}

/** The audit rows, oldest first, as `action outcome code`. */
export async function auditLines({ storage }: ReturnType<typeof createPeople>): Promise<string[]> {
  const rows = await storage.stores.auditReader.list({ limit: 200 });
  const lines = rows.map(({ action, outcome, code }) =>
    [action, outcome, code].filter((part) => part !== null).join(' '),
  );
  return lines.sort();
}

/** An authorization of a session, to see whether it dies with it. */
export async function addAuthorization(
  { storage, clock }: ReturnType<typeof createPeople>,
  granted: { id: string; personId: string; sessionId: string; clientId?: string; offline?: boolean },
): Promise<void> {
  const { id, personId, sessionId, clientId = 'gh_client', offline = false } = granted;
  await storage.stores.authorizations.create({
    id,
    clientId,
    personId,
    subject: 'subject',
    sessionId,
    sid: 'sid',
    originGrant: 'authorization_code',
    grantedScopes: ['openid'],
    resources: [],
    claimsRequest: null,
    claimsLocales: [],
    authTime: clock.now(),
    acr: null,
    amr: ['pwd'],
    offline,
    createdAt: clock.now(),
    revokedAt: null,
    traceId: null,
  });
}

/** A client that wants to be told when a session ends. */
export async function addToldClient({ storage, clock }: ReturnType<typeof createPeople>, clientId: string) {
  const at = clock.now();
  await storage.stores.clientAdministration.create({
    ...{
      id: clientId,
      clientId,
      status: 'active',
      disabledAt: null,
      selfRegistration: null,
      verifiedAt: null,
      createdAt: at,
      updatedAt: at,
    },
    ...{ secrets: [], allotments: [] },
    metadata: {
      ...{ redirect_uris: ['https://rp.example/cb'], token_endpoint_auth_method: 'none', response_types: ['code'] },
      ...{ grant_types: ['authorization_code'], application_type: 'web' },
      backchannel_logout_uri: 'https://rp.example/ended',
    },
    settings: {
      ...{ profile: 'oidc', firstParty: false, allowedOrigins: null, rotateRefreshTokens: true },
      jsonTokenRequests: false,
      scopeClaimsInIdToken: false,
      claims: [],
      replayWindowSeconds: 10,
      lifetimes: {
        ...{ authorizationCodeSeconds: null, accessTokenSeconds: null, idTokenSeconds: null },
        ...{ refreshTokenIdleSeconds: null, refreshTokenAbsoluteSeconds: null },
      },
    },
  });
}

/** A session to open for somebody, as after a proof that nothing can void. */
export function aNewSession(personId: string): NewSession {
  const proof = { passwordChangedAt: null, amr: ['pwd'], acr: 'urn:gatehouse:aal1' };
  return { personId, ...proof, remembered: false, userAgent: 'Browser/1.0', origin };
}
