/** When keys are made, start to sign, and leave the JWKS. State is told by times alone, so nothing has to run for it. */
import type { SigningAlgorithm } from '../client-metadata/vocabulary';
import { signingAlgorithms } from '../client-metadata/vocabulary';
import type { Clock, SigningKeyRecord, SigningKeyStore, Vault } from '../ports';
import { generateSigningKey } from './generate';

export interface KeyDependencies {
  signingKeys: SigningKeyStore;
  vault: Vault;
  clock: Clock;
}

/** Longer than every cache of ours and than what relying parties usually wait before they fetch the JWKS again. */
const defaultPublishSeconds = 60;
/** Longer than the longest-lived token that a key may have signed by default. */
const defaultRetainSeconds = 30 * 24 * 3600;

/** Makes one key an algorithm where there is none; safe when several processes start at once. */
export async function createFirstSigningKeys({ signingKeys, vault, clock }: KeyDependencies): Promise<void> {
  const existing = new Set((await signingKeys.list()).map((key) => key.alg));
  const missing = signingAlgorithms.filter((alg) => !existing.has(alg));
  if (missing.length === 0) return;
  const now = clock.now();
  await signingKeys.createFirst(await Promise.all(missing.map((alg) => generateSigningKey(alg, now, now, vault))));
}

export interface Succession {
  /** The successor. */
  key: SigningKeyRecord;
  /** When the keys before it leave the JWKS. */
  olderRemovedAt: Date;
}

/**
 * Makes a successor for each algorithm, for `SigningKeyStore.rotate`: it is published from then on and signs after
 * `publishSeconds` (default 60), and the key before it stays in the JWKS for `retainSeconds` (default 30 days) after
 * that, so that what it signed can be verified. RSA keys take long to make.
 */
export async function makeSuccessors(
  { vault, clock }: Pick<KeyDependencies, 'vault' | 'clock'>,
  options: { algs?: readonly string[]; publishSeconds?: number; retainSeconds?: number } = {},
): Promise<Succession[]> {
  const chosen = signingAlgorithms.filter(
    (alg: SigningAlgorithm) => options.algs === undefined || options.algs.includes(alg),
  );
  const now = clock.now();
  const signsFrom = new Date(now.getTime() + (options.publishSeconds ?? defaultPublishSeconds) * 1000);
  const olderRemovedAt = new Date(signsFrom.getTime() + (options.retainSeconds ?? defaultRetainSeconds) * 1000);
  const successions: Succession[] = [];
  for (const alg of chosen)
    successions.push({ key: await generateSigningKey(alg, now, signsFrom, vault), olderRemovedAt });
  return successions;
}
