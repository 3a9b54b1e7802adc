/** Publishes successors of the signing keys. */
import { signingAlgorithms } from '@/protocol/client-metadata';
import { rotateSigningKeys as rotate } from '@/protocol/keys';
import type { SigningKeyStore, Vault } from '@/protocol/ports';
import { requireOperator } from './actor';
import type { UseCase } from './change';
import { changeEntry } from './change';
import type { SigningKeyDocument } from './list-signing-keys';
import { toSigningKeyDocument } from './list-signing-keys';
import { refusal } from './refusal';

/**
 * One new key for each algorithm (or those given): published at once, signing a little later; the key before it stays
 * published until what it signed has expired. Throws `kind: 'invalid' | 'forbidden'`.
 */
export async function rotateSigningKeys(
  useCase: UseCase & { vault: Vault },
  options: { algs?: readonly string[]; publishSeconds?: number; retainSeconds?: number } = {},
): Promise<SigningKeyDocument[]> {
  requireOperator(useCase.actor);
  const known: readonly string[] = signingAlgorithms;
  const unknown = options.algs?.find((alg) => !known.includes(alg));
  if (unknown !== undefined) throw refusal('invalid', `${unknown} is not one of ${known.join(', ')}.`);
  const { storage, vault, clock } = useCase;
  // Making RSA keys takes long; they are made before the transaction that writes them.
  const made: Parameters<SigningKeyStore['rotate']>[] = [];
  const collect: SigningKeyStore['rotate'] = async (...rotation) => {
    made.push(rotation);
  };
  const keys = await rotate({ signingKeys: { ...storage.stores.signingKeys, rotate: collect }, vault, clock }, options);
  await storage.transaction(async (stores) => {
    for (const [key, olderRemovedAt] of made) {
      await stores.signingKeys.rotate(key, olderRemovedAt);
      const object = { kind: 'signing-key', id: key.kid };
      await stores.audit.append(changeEntry(useCase, 'signing-key-rotate', object, { alg: key.alg }));
    }
  });
  return keys.map((key) => toSigningKeyDocument(key, clock.now(), keys));
}
