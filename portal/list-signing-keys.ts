/** Lists signing keys, without their private halves. */
import { signingKeyState } from '@/protocol/keys';
import type { SigningKeyRecord } from '@/protocol/ports';
import { requireOperator } from './actor';
import type { UseCase } from './change';

export interface SigningKeyDocument {
  kid: string;
  alg: string;
  state: ReturnType<typeof signingKeyState>;
  created_at: string;
  signs_from: string;
  removed_at: string | null;
}

/** All keys, newest first, with what each does now. Throws `kind: 'forbidden'`. */
export async function listSigningKeys(
  useCase: Pick<UseCase, 'storage' | 'actor' | 'clock'>,
): Promise<SigningKeyDocument[]> {
  requireOperator(useCase.actor);
  const keys = await useCase.storage.stores.signingKeys.list();
  const newestFirst = keys.toSorted((left, right) => right.createdAt.getTime() - left.createdAt.getTime());
  return newestFirst.map((key) => toSigningKeyDocument(key, useCase.clock.now(), keys));
}

/** A key as JSON, without its private half; `others` are the keys beside it, which tell what it does at `at`. */
export function toSigningKeyDocument(
  key: SigningKeyRecord,
  at: Date,
  others: readonly SigningKeyRecord[],
): SigningKeyDocument {
  return {
    kid: key.kid,
    alg: key.alg,
    state: signingKeyState(key, at, others),
    created_at: key.createdAt.toISOString(),
    signs_from: key.signsFrom.toISOString(),
    removed_at: key.removedAt?.toISOString() ?? null,
  };
}
