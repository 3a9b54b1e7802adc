/** Which of an algorithm's keys signs, and which is due for a successor. Told by the records alone, at any time. */
import type { SigningKeyRecord } from '../ports';

/**
 * The key that signs at a time, among those of one algorithm: of those whose time has come the last that was made. One
 * that was overtaken before its time came (by a rotation that signs sooner) thus never signs.
 */
export function signingKeyAt(keys: readonly SigningKeyRecord[], at: Date): SigningKeyRecord | undefined {
  return latest(keys.filter(({ signsFrom }) => signsFrom <= at));
}

/** What a key does at a time: wait published, sign, only verify, or nothing any more. `others` are the keys of its `alg`. */
export function signingKeyState(
  key: SigningKeyRecord,
  at: Date,
  others: readonly SigningKeyRecord[] = [],
): 'published' | 'signing' | 'retiring' | 'removed' {
  if (key.removedAt !== null && key.removedAt <= at) return 'removed';
  const family = [key, ...others.filter(({ alg, kid }) => alg === key.alg && kid !== key.kid)];
  if (signingKeyAt(family, at) === key) return 'signing';
  return latest(family) === key ? 'published' : 'retiring';
}

/**
 * The newest key of each algorithm that has had its time: `rotateAfterSeconds` after it began to sign its successor shall
 * sign, so that the successor has to be made `publishSeconds` before that.
 */
export function dueSigningKeys(
  keys: readonly SigningKeyRecord[],
  at: Date,
  { rotateAfterSeconds, publishSeconds }: { rotateAfterSeconds: number; publishSeconds: number },
): SigningKeyRecord[] {
  const dueUntil = at.getTime() - (rotateAfterSeconds - publishSeconds) * 1000;
  return [...new Set(keys.map(({ alg }) => alg))].flatMap((alg) => {
    const newest = latest(keys.filter((key) => key.alg === alg));
    return newest !== undefined && newest.signsFrom.getTime() <= dueUntil ? [newest] : [];
  });
}

/** The one that nothing has replaced; of several, or of none such, the last that was made. */
function latest(keys: readonly SigningKeyRecord[]): SigningKeyRecord | undefined {
  return keys.reduce<SigningKeyRecord | undefined>(
    (best, key) => (best === undefined || isAfter(key, best) ? key : best),
    undefined,
  );
}

function isAfter(key: SigningKeyRecord, other: SigningKeyRecord): boolean {
  if ((key.removedAt === null) !== (other.removedAt === null)) return key.removedAt === null;
  return key.createdAt > other.createdAt;
}
