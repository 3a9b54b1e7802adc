/** What the method of client authentication asks of the other metadata (RFC 7591 section 2, OpenID Connect Registration 2). */
import type { ClientMetadata } from '../ports';
import type { FieldProblem } from './problems';
import { assertionAlgorithms } from './vocabulary';

const algorithmsOf = new Map<string, readonly string[]>(Object.entries(assertionAlgorithms));

/** A client that signs needs keys of its own, in one of the two places, and an algorithm that its method has. */
export function checkAuthentication(metadata: ClientMetadata): FieldProblem[] {
  const problems: FieldProblem[] = [];
  const { token_endpoint_auth_method: method, token_endpoint_auth_signing_alg: alg, jwks, jwks_uri: uri } = metadata;
  const hasKeys = uri !== undefined || (jwks !== undefined && jwks.keys.length > 0);
  if (method === 'private_key_jwt' && !hasKeys) problems.push({ field: 'jwks', code: 'keys-required' });
  const algorithms = algorithmsOf.get(method);
  if (alg !== undefined && algorithms !== undefined && !algorithms.includes(alg))
    problems.push({ field: 'token_endpoint_auth_signing_alg', code: 'algorithm-of-another-method' });
  return problems;
}
