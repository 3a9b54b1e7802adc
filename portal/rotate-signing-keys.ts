/** Publishes successors of the signing keys. */
import { signingAlgorithms } from '@/protocol/client-metadata';
import type { Succession } from '@/protocol/keys';
import { dueSigningKeys, makeSuccessors } from '@/protocol/keys';
import type { Vault } from '@/protocol/ports';
import { requireOperator } from './actor';
import type { UseCase } from './change';
import { changeEntry } from './change';
import type { SigningKeyDocument } from './list-signing-keys';
import { toSigningKeyDocument } from './list-signing-keys';
import type { PortalStores } from './ports';
import { refusal } from './refusal';
import { readSigningKeyDays } from './setting-catalogue';

type KeyUseCase = UseCase & { vault: Vault };

/** So long a scheduled successor is published before it signs: any relying party will have fetched it. */
const publishSeconds = 24 * 3600;

/**
 * One new key for each algorithm (or those given): published at once, signing a little later; the key before it stays
 * published until what it signed has expired. Throws `kind: 'invalid' | 'forbidden'`.
 */
export async function rotateSigningKeys(
  useCase: KeyUseCase,
  options: { algs?: readonly string[]; publishSeconds?: number; retainSeconds?: number } = {},
): Promise<SigningKeyDocument[]> {
  requireOperator(useCase.actor);
  const known: readonly string[] = signingAlgorithms;
  const unknown = options.algs?.find((alg) => !known.includes(alg));
  if (unknown !== undefined) throw refusal('invalid', `${unknown} is not one of ${known.join(', ')}.`);
  // Making RSA keys takes long; they are made before the transaction that writes them.
  const successions = await makeSuccessors(useCase, options);
  await useCase.storage.transaction(async (stores) => {
    for (const succession of successions) await add(useCase, stores, succession);
  });
  return toDocuments(useCase, successions);
}

/**
 * Gives successors to the keys whose time is over by the setting `signing-key-days`; they are published for a day before
 * they sign. Of several processes at once one alone does it. Throws `kind: 'forbidden'`.
 */
export async function rotateDueSigningKeys(useCase: KeyUseCase): Promise<SigningKeyDocument[]> {
  requireOperator(useCase.actor);
  const { signingKeys, settings } = useCase.storage.stores;
  const rotateAfterSeconds = (await readSigningKeyDays(settings)) * 24 * 3600;
  const due = dueSigningKeys(await signingKeys.list(), useCase.clock.now(), { rotateAfterSeconds, publishSeconds });
  if (due.length === 0) return [];
  const successions = await makeSuccessors(useCase, { algs: due.map(({ alg }) => alg), publishSeconds });
  const added = await useCase.storage.transaction(async (stores) => {
    const done: Succession[] = [];
    for (const succession of successions) {
      const replaced = due.find(({ alg }) => alg === succession.key.alg);
      if (await add(useCase, stores, succession, replaced?.kid)) done.push(succession);
    }
    return done;
  });
  return toDocuments(useCase, added);
}

async function add(
  useCase: UseCase,
  { signingKeys, audit }: Pick<PortalStores, 'signingKeys' | 'audit'>,
  { key, olderRemovedAt }: Succession,
  replacedKid?: string,
): Promise<boolean> {
  const isAdded = await signingKeys.rotate(key, olderRemovedAt, replacedKid);
  const object = { kind: 'signing-key', id: key.kid };
  if (isAdded) await audit.append(changeEntry(useCase, 'signing-key-rotate', object, { alg: key.alg }));
  return isAdded;
}

function toDocuments({ clock }: UseCase, successions: readonly Succession[]): SigningKeyDocument[] {
  const keys = successions.map(({ key }) => key);
  return keys.map((key) => toSigningKeyDocument(key, clock.now(), keys));
}
