/** Signing keys for tests: made once in a test file, since RSA takes its time. */
import type { SigningAlgorithm } from '../client-metadata/vocabulary';
import { makeSuccessors } from '../keys';
import { generateSigningKey } from '../keys/generate';
import type { Clock, SigningKeyRecord, SigningKeyStore, Vault } from '../ports';

/** Seals nothing, but refuses what was sealed for another purpose. */
export const testVault: Vault = {
  seal: async (plaintext, purpose) => `${purpose}|${Buffer.from(plaintext).toString('base64url')}`,
  async open(sealed, purpose) {
    const [sealedFor, value = ''] = sealed.split('|');
    if (sealedFor !== purpose) throw Object.assign(new Error('another purpose'), { kind: 'vault-refused' });
    return new Uint8Array(Buffer.from(value, 'base64url'));
  },
};

const begin = new Date('2026-01-01T00:00:00Z');
const made = new Map<SigningAlgorithm, Promise<SigningKeyRecord>>();

/** A key for each algorithm, the same in every engine of a test file. */
export function firstSigningKeys(algorithms: readonly SigningAlgorithm[]): Promise<SigningKeyRecord[]> {
  return Promise.all(algorithms.map(firstSigningKey));
}

function firstSigningKey(alg: SigningAlgorithm): Promise<SigningKeyRecord> {
  const key = made.get(alg) ?? generateSigningKey(alg, begin, begin, testVault);
  made.set(alg, key);
  return key;
}

/** Gives algorithms successors, as the command does. */
export async function rotateSigningKeys(
  { signingKeys, clock }: { signingKeys: SigningKeyStore; clock: Clock },
  options: Parameters<typeof makeSuccessors>[1],
): Promise<SigningKeyRecord[]> {
  const successions = await makeSuccessors({ vault: testVault, clock }, options);
  for (const { key, olderRemovedAt } of successions) await signingKeys.rotate(key, olderRemovedAt);
  return successions.map(({ key }) => key);
}
