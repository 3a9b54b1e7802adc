/** A client's public keys, read from a file. */
import { readFileSync } from 'node:fs';
import { usageError } from './terminal';

/** The JWK Set (RFC 7517) of a file; a single JWK is a set of one. Throws `kind: 'usage'`. */
export function readKeySet(path: string): unknown {
  const document = parse(read(path), path);
  if (typeof document !== 'object' || document === null || Array.isArray(document))
    throw usageError(`${path} is not a JWK Set.`);
  return 'kty' in document ? { keys: [document] } : document;
}

function read(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    throw usageError(`${path} cannot be read.`);
  }
}

function parse(text: string, path: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw usageError(`${path} is not JSON.`);
  }
}
