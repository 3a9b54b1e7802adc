/**
 * Verifying what we signed ourselves, in the event loop. A token is usually shown many times, and verifying costs more than
 * signing: so it is remembered which of them were, by their hash. Whether one is still good is not: that is asked each time.
 */
import type { SigningAlgorithm } from '../client-metadata/vocabulary';
import { decodeBase64Url } from '../identifiers';
import type { Cryptography, JwtVerifier, SigningKeyRecord } from '../ports';

export interface OwnJwt {
  header: Readonly<Record<string, unknown>>;
  payload: Readonly<Record<string, unknown>>;
}

/** So many are remembered, of about a kilobyte each. */
const mostRemembered = 1000;
const strictUtf8 = new TextDecoder('utf-8', { fatal: true });

/**
 * What a JWT says, if one of these keys signed it with the algorithm of that key (RFC 7515 section 5.2); undefined
 * otherwise, and where its header asks for something that we never do (`crit`). Type, issuer and times are not looked at.
 */
export function createOwnJwts({ digest, createJwtVerifier }: Pick<Cryptography, 'digest' | 'createJwtVerifier'>) {
  const verifiers = new Map<string, JwtVerifier>();
  const remembered = new Map<string, OwnJwt>();

  const verifierOf = ({ kid, alg, publicJwk }: SigningKeyRecord): JwtVerifier => {
    const known = verifiers.get(kid) ?? createJwtVerifier(alg as SigningAlgorithm, publicJwk);
    verifiers.set(kid, known);
    return known;
  };
  const remember = (hash: string, jwt: OwnJwt) => {
    const oldest = remembered.keys().next();
    if (remembered.size >= mostRemembered && !oldest.done) remembered.delete(oldest.value);
    remembered.set(hash, jwt);
  };

  return (jwt: string, keys: readonly SigningKeyRecord[]): OwnJwt | undefined => {
    const hash = digest(jwt);
    const known = remembered.get(hash) ?? parse(jwt);
    const key = keys.find(({ kid, alg }) => kid === known?.header.kid && alg === known?.header.alg);
    if (known === undefined || key === undefined) return undefined;
    if (remembered.has(hash)) return known;
    if (known.header.crit !== undefined || !verifierOf(key)(jwt)) return undefined;
    remember(hash, known);
    return known;
  };
}

/** Undefined for whatever is no JWT in its compact form. */
function parse(jwt: string): OwnJwt | undefined {
  const parts = /^([\w-]+)\.([\w-]+)\.[\w-]+$/.exec(jwt);
  const [header, payload] = [parts?.[1], parts?.[2]].map(parseObject);
  return header && payload && Object.freeze({ header, payload });
}

function parseObject(part: string | undefined): Readonly<Record<string, unknown>> | undefined {
  try {
    const value: unknown = JSON.parse(strictUtf8.decode(decodeBase64Url(part ?? '')));
    const isObject = typeof value === 'object' && value !== null && !Array.isArray(value);
    return isObject ? Object.freeze(value as Record<string, unknown>) : undefined;
  } catch {
    return undefined;
  }
}
