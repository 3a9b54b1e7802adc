/** A client reads, changes and deletes what it registered (RFC 7592). */
import { isDeepStrictEqual } from 'node:util';
import { digest } from '@/identity/identifiers';
import type { FieldProblem } from '@/protocol/client-metadata';
import { isHashOf } from '@/protocol/client-metadata/credentials';
import type { Client, ClientRegistrations, RegistrationClaim } from '@/protocol/ports';
import { changeEntry } from '../change';
import type { SectorCheck } from '../check-sector';
import { prepareSectorCheck } from '../check-sector';
import { fitSecrets } from '../fit-secrets';
import { readClientRegistrationPolicy, readRegistrationMode } from '../setting-catalogue';
import type { RegistrationDependencies } from './dependencies';
import { secondsToWait } from './limit';
import { readRegistrationDocument } from './read-document';

const off = { ok: false, code: 'off' } as const;
const unusable = { ok: false, code: 'token-unusable' } as const;

type SelfRegistered = Client & { selfRegistration: NonNullable<Client['selfRegistration']> };

/** The client, if the token is its own and it may do anything at all. */
async function claimed(
  client: Client | undefined,
  { registrationAccessToken }: RegistrationClaim,
): Promise<SelfRegistered | undefined> {
  if (client === undefined || client.selfRegistration === null || client.status !== 'active') return undefined;
  const { selfRegistration } = client;
  const isTheirs = await isHashOf(selfRegistration.tokenHash, registrationAccessToken);
  return isTheirs ? { ...client, selfRegistration } : undefined;
}

/** Section 2.1. */
export function createRead({ storage }: RegistrationDependencies): ClientRegistrations['read'] {
  return async (claim) => {
    const { settings, clientAdministration } = storage.stores;
    if ((await readRegistrationMode(settings)) === 'off') return off;
    const client = await claimed(await clientAdministration.find(claim.clientId), claim);
    if (client === undefined) return unusable;
    return { ok: true, client, registrationAccessToken: claim.registrationAccessToken };
  };
}

/**
 * Section 2.2: what the document leaves out is taken away. A client that an administrator approved goes back into
 * quarantine with any change, since nobody has looked at what it is now; to change does not prolong a quarantine.
 */
export function createReplace(dependencies: RegistrationDependencies): ClientRegistrations['replace'] {
  const { storage, clock } = dependencies;
  return async (claim, document, origin) => {
    const known = await claimed(await storage.stores.clientAdministration.find(claim.clientId), claim);
    const wait = known && (await secondsToWait(dependencies, origin));
    if (wait !== undefined) return { ok: false, code: 'too-many', retryAfterSeconds: wait };
    const checkSector = await prepare(known, document, dependencies);
    return storage.transaction(async (stores) => {
      const { settings, clientAdministration, audit } = stores;
      if ((await readRegistrationMode(settings)) === 'off') return off;
      const { clientId, registrationAccessToken } = claim;
      const before = await claimed(await clientAdministration.findForChange(clientId), claim);
      if (before === undefined) return unusable;
      const policy = await readClientRegistrationPolicy(settings);
      const read = await readRegistrationDocument(document, policy, { issuer: storage.issuer, settings }, before);
      const problems = [...findForeignIdentity(document, before), ...(read.ok ? [] : read.problems)];
      if (read.ok) problems.push(...checkSector(read.metadata, before.metadata));
      if (problems.length > 0 || !read.ok) return { ok: false, code: 'invalid', problems };
      const { metadata } = read;
      const isChanged = !isDeepStrictEqual(metadata, before.metadata);
      const { tokenHash, quarantinedAt } = before.selfRegistration;
      const selfRegistration = { tokenHash, quarantinedAt: quarantinedAt ?? clock.now() };
      // Nothing is written for nothing: who repeats itself would fill the audit.
      if (!isChanged) return { ok: true, client: before, registrationAccessToken };
      await clientAdministration.update(clientId, { metadata, selfRegistration, verifiedAt: null }, clock.now());
      const issued = await fitSecrets(dependencies, clientAdministration, before, metadata);
      const actor = { kind: 'client', clientId } as const;
      const object = { kind: 'client', id: clientId };
      await audit.append(changeEntry({ ...dependencies, actor, origin }, 'client-self-update', object));
      const client = { ...((await clientAdministration.find(clientId)) ?? before), metadata };
      const secret = issued && { value: issued.value, expiresAt: issued.record.expiresAt };
      return { ok: true, client, secret, registrationAccessToken };
    });
  };
}

/** Fetches for a client alone that is what it claims; what else is wrong is found in the transaction. */
async function prepare(
  known: Client | undefined,
  document: Record<string, unknown>,
  { storage, fetchDocument }: RegistrationDependencies,
): Promise<SectorCheck> {
  const { settings } = storage.stores;
  const policy = await readClientRegistrationPolicy(settings);
  const realm = { issuer: storage.issuer, settings };
  const read = known && (await readRegistrationDocument(document, policy, realm, known));
  return read?.ok ? prepareSectorCheck(fetchDocument, read.metadata, known?.metadata) : () => [];
}

/** It must say who it is, and may repeat its secret but not choose one. */
function findForeignIdentity(
  { client_id: id, client_secret: secret }: Record<string, unknown>,
  { clientId, secrets }: Client,
): FieldProblem[] {
  const isOwnSecret = typeof secret === 'string' && secrets.some(({ hash }) => hash === digest(secret));
  return [
    ...(id === clientId ? [] : [{ field: 'client_id', code: 'other-client' } as const]),
    ...(secret === undefined || isOwnSecret ? [] : [{ field: 'client_secret', code: 'other-client' } as const]),
  ];
}

/** Section 2.3: with everything that it was granted; the token is nobody's then. */
export function createRemove(dependencies: RegistrationDependencies): ClientRegistrations['remove'] {
  const { storage, clock } = dependencies;
  return async (claim, origin) =>
    storage.transaction(async ({ settings, clientAdministration, authorizations, audit }) => {
      if ((await readRegistrationMode(settings)) === 'off') return off;
      const { clientId } = claim;
      if ((await claimed(await clientAdministration.findForChange(clientId), claim)) === undefined) return unusable;
      await authorizations.revokeOfClient(clientId, clock.now());
      await clientAdministration.delete(clientId);
      const actor = { kind: 'client', clientId } as const;
      const object = { kind: 'client', id: clientId };
      await audit.append(changeEntry({ ...dependencies, actor, origin }, 'client-self-delete', object));
      return { ok: true };
    });
}
