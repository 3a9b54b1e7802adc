/**
 * The replay window (PROTOCOL section 2): two tabs that refresh at once must not sign anyone out. The first request's
 * answer is kept sealed under a key derived from the token it presented, so that only who holds that token can read it;
 * the store itself cannot.
 */
import { decodeBase64Url, digest, encodeBase64Url } from '../identifiers';
import type { RandomBytes, RefreshReplay } from '../ports';

/** What must be equal for a repeated request to count as the same: client, scope and resources. */
export async function replayFingerprint(
  clientId: string,
  scope: string | undefined,
  resources: string[],
): Promise<string> {
  return digest(JSON.stringify([clientId, scope ?? null, [...resources].sort()]));
}

/** Seals an answer under the presented token. */
export async function sealReplay(answer: string, presentedToken: string, random: RandomBytes): Promise<string> {
  const iv = new Uint8Array(random(12));
  const key = await deriveKey(presentedToken);
  const sealed = await crypto.subtle.encrypt({ name: 'AES-GCM', iv }, key, new TextEncoder().encode(answer));
  return `${encodeBase64Url(iv)}.${encodeBase64Url(new Uint8Array(sealed))}`;
}

/** The kept answer, when the window is open and the request is the same; undefined otherwise. */
export async function openReplay(
  replay: RefreshReplay | null,
  presentedToken: string,
  fingerprint: string,
  at: Date,
): Promise<string | undefined> {
  if (replay === null || replay.until <= at || replay.fingerprint !== fingerprint) return undefined;
  const [iv = '', sealed = ''] = replay.sealedAnswer.split('.');
  const key = await deriveKey(presentedToken);
  const opened = await crypto.subtle.decrypt(
    { name: 'AES-GCM', iv: decodeBase64Url(iv) },
    key,
    decodeBase64Url(sealed),
  );
  return new TextDecoder().decode(opened);
}

async function deriveKey(presentedToken: string): Promise<CryptoKey> {
  const material = await crypto.subtle.importKey('raw', new TextEncoder().encode(presentedToken), 'HKDF', false, [
    'deriveKey',
  ]);
  const parameters = {
    name: 'HKDF',
    hash: 'SHA-256',
    salt: new Uint8Array(32),
    info: new TextEncoder().encode('gatehouse refresh replay'),
  };
  return crypto.subtle.deriveKey(parameters, material, { name: 'AES-GCM', length: 256 }, false, ['encrypt', 'decrypt']);
}
