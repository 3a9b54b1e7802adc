/** A client registers itself (RFC 7591 section 3). */
import { hashRegistrationToken, issueRegistrationAccessToken } from '@/protocol/client-metadata/credentials';
import type { ClientRegistrations } from '@/protocol/ports';
import { changeEntry } from '../change';
import { prepareSectorCheck } from '../check-sector';
import { newClient } from '../new-client';
import type { PortalStores } from '../ports';
import { readClientRegistrationPolicy, readRegistrationMode } from '../setting-catalogue';
import type { RegistrationDependencies } from './dependencies';
import { secondsToWait } from './limit';
import { readRegistrationDocument } from './read-document';

type Register = ClientRegistrations['register'];

/**
 * The client begins in quarantine. Where the realm asks for an initial access token, one use of it is spent in the same
 * transaction, so that a token of one use makes one client whatever comes at once. Open registrations are counted by
 * network, and so are those that make us fetch something.
 */
export function createRegister(dependencies: RegistrationDependencies): Register {
  const { storage, random, clock } = dependencies;
  return async (document, initialAccessToken, origin) => {
    const { settings: stored } = storage.stores;
    const mode = await readRegistrationMode(stored);
    if (mode === 'off') return { ok: false, code: 'off' };
    const entry = mode === 'token' ? initialAccessToken : undefined;
    if (mode === 'token' && entry === undefined) return { ok: false, code: 'token-missing' };
    const policy = await readClientRegistrationPolicy(stored);
    const read = await readRegistrationDocument(document, policy, { issuer: storage.issuer, settings: stored });
    if (!read.ok) return { ok: false, code: 'invalid', problems: read.problems };
    if (entry !== undefined && !(await isUsable(entry, dependencies))) return { ok: false, code: 'token-unusable' };
    // A token pays for a client, not for what we fetch before there is one.
    const isCounted = mode === 'open' || read.metadata.sector_identifier_uri !== undefined;
    const wait = isCounted ? await secondsToWait(dependencies, origin) : undefined;
    if (wait !== undefined) return { ok: false, code: 'too-many', retryAfterSeconds: wait };

    // Nobody makes us fetch anything before this.
    const checkSector = await prepareSectorCheck(dependencies.fetchDocument, read.metadata);
    const problems = checkSector(read.metadata);
    if (problems.length > 0) return { ok: false, code: 'invalid', problems };
    const { client: made, issued } = await newClient(dependencies, read);
    const registrationAccessToken = issueRegistrationAccessToken(random);
    const tokenHash = await hashRegistrationToken(registrationAccessToken);
    const client = { ...made, selfRegistration: { tokenHash, quarantinedAt: clock.now() } };
    const actor = { kind: 'client', clientId: client.clientId } as const;
    const isMade = await storage.transaction(async (stores) => {
      const tokenId = entry === undefined ? undefined : await spend(stores, entry, clock.now());
      if (entry !== undefined && tokenId === undefined) return false;
      await stores.clientAdministration.create(client);
      const detail = { mode, ...(tokenId === undefined ? {} : { initialAccessToken: tokenId }) };
      const object = { kind: 'client', id: client.clientId };
      await stores.audit.append(
        changeEntry({ ...dependencies, actor, origin }, 'client-self-register', object, detail),
      );
      return true;
    });
    if (!isMade) return { ok: false, code: 'token-unusable' };
    const secret = issued && { value: issued.value, expiresAt: issued.record.expiresAt };
    return { ok: true, client, secret, registrationAccessToken };
  };
}

/** A first look; whether a use is left for this one is settled when it is spent. */
async function isUsable(token: string, { storage, clock }: RegistrationDependencies): Promise<boolean> {
  const hash = await hashRegistrationToken(token);
  const now = clock.now();
  const tokens = await storage.stores.initialAccessTokens.list();
  return tokens.some((each) => each.hash === hash && each.usesLeft > 0 && each.expiresAt > now);
}

async function spend(stores: PortalStores, token: string, at: Date): Promise<string | undefined> {
  return stores.initialAccessTokens.spend(await hashRegistrationToken(token), at);
}
