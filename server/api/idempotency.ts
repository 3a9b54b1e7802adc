/**
 * The same request twice is done once where it bears an Idempotency-Key. The key is written in the first transaction of the work, so of any
 * number of equal requests one is carried out, whatever crashes; its answer, which may hold a secret, is kept sealed for
 * a day.
 */
import { createHash } from 'node:crypto';
import type { PortalStorage } from '@/portal/ports';
import { hasKind } from '@/protocol/errors';
import type { Clock, Vault } from '@/protocol/ports';
import { problem } from './problem';

const keptForMilliseconds = 86_400_000;

interface Dependencies {
  storage: PortalStorage;
  clock: Clock;
  vault: Pick<Vault, 'seal' | 'open'>;
}

export interface KeyedRequest {
  key: string;
  /** Who asks, so that nobody gets another's answer. */
  caller: string;
  method: string;
  path: string;
  body: unknown;
}

export interface KeptAnswer {
  status: number;
  headers: Record<string, string>;
  /** `Set-Cookie` values. */
  cookies: string[];
  body: string | null;
}

/**
 * The answer of `work`, which is given a storage that writes the key with its first transaction, or the answer that was given before.
 * Throws the problems of a key that is malformed, was used for something else, or whose request has no answer yet.
 */
export async function onceOnly(
  dependencies: Dependencies,
  request: KeyedRequest,
  work: (storage: PortalStorage) => Promise<KeptAnswer>,
): Promise<{ answer: KeptAnswer; replayed: boolean }> {
  if (!/^[\x21-\x7e]{1,255}$/.test(request.key))
    throw problem('invalid-request', 'An Idempotency-Key has 1 to 255 visible characters.');
  const { storage, vault } = dependencies;
  const hash = digest([request.caller, request.key]);
  // Under the key, of which only a hash is kept: a body may hold a password, and what it hashes to could be guessed.
  const fingerprint = digest([request.key, request.method, request.path, request.body ?? null]);
  const purpose = `idempotent-answer:${hash}`;
  const replay = async () => {
    const found = await storage.stores.idempotentRequests.find(hash);
    if (found === undefined) return undefined;
    if (found.fingerprint !== fingerprint) throw problem('idempotency-key-reused', 'Use a new key for a new request.');
    if (found.sealedAnswer === null)
      throw problem('idempotency-in-progress', 'It is being carried out, or was cut off after it had been.');
    const opened = new TextDecoder().decode(await vault.open(found.sealedAnswer, purpose));
    return { answer: JSON.parse(opened) as KeptAnswer, replayed: true };
  };
  const before = await replay();
  if (before !== undefined) return before;
  const claim = { hash, fingerprint, sealedAnswer: null, expiresAt: expiry(dependencies.clock) };
  try {
    const answer = await work(claiming(storage, claim));
    const sealed = await vault.seal(new TextEncoder().encode(JSON.stringify(answer)), purpose);
    await storage.stores.idempotentRequests.saveAnswer(hash, sealed);
    return { answer, replayed: false };
  } catch (error) {
    const after = hasKind(error, 'key-taken') ? await replay() : undefined;
    if (after === undefined) throw error;
    return after;
  }
}

/** The storage whose first transaction also writes the claim. */
function claiming(
  storage: PortalStorage,
  claim: Parameters<PortalStorage['stores']['idempotentRequests']['create']>[0],
) {
  let isClaimed = false;
  const transaction: PortalStorage['transaction'] = async (work) => {
    const result = await storage.transaction(async (stores) => {
      if (!isClaimed) await stores.idempotentRequests.create(claim).catch(toKeyTaken);
      return work(stores);
    });
    isClaimed = true;
    return result;
  };
  return { ...storage, transaction };
}

function toKeyTaken(error: unknown): never {
  throw hasKind(error, 'conflict') ? Object.assign(new Error('This key is taken.'), { kind: 'key-taken' }) : error;
}

function expiry(clock: Clock): Date {
  return new Date(clock.now().getTime() + keptForMilliseconds);
}

function digest(parts: unknown[]): string {
  return createHash('sha256').update(JSON.stringify(parts)).digest('base64url');
}
