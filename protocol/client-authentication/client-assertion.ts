/**
 * Client assertions (RFC 7521 section 4.2, RFC 7523 section 3, OpenID Connect Core 9): what both methods that sign have in
 * common. Each adds how the signature is verified.
 */
import { decodeJwt, decodeProtectedHeader } from 'jose';
import type { AssertionMethod } from '../client-metadata/vocabulary';
import { assertionAlgorithms } from '../client-metadata/vocabulary';
import type { OAuthError, RefusalCode } from '../errors';
import { refusal } from '../errors';
import type { Parameters } from '../parameters';
import type { Client } from '../ports';
import type { AssertionClaims } from './assertion-claims';
import { checkAssertionClaims, endOf } from './assertion-claims';
import type { AuthenticationDependencies, AuthenticationMethod } from './index';

const assertionType = 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer';

/** Explicit types that a client assertion may have; a JWT that says to be something else is something else. */
const types: readonly unknown[] = [undefined, 'jwt', 'client-authentication+jwt'];

interface Assertion {
  jwt: string;
  alg: string;
  subject: string;
  claims: AssertionClaims;
}

/** Undefined when the client's credential signed this JWS with one of the algorithms; else the code of why not. */
type Verify = (
  jws: string,
  client: Client,
  algorithms: readonly string[],
  dependencies: AuthenticationDependencies,
) => Promise<RefusalCode | undefined>;

/** A method that signs. Which of them was used is told by the algorithm: one is symmetric, the other is not. */
export function createAssertionMethod(name: AssertionMethod, verify: Verify): AuthenticationMethod {
  return {
    name,
    recognise(_request, parameters, dependencies, audience) {
      const read = readAssertion(parameters);
      if (read === undefined) return undefined;
      if ('problem' in read) {
        // Whatever cannot be read counts for one method, so that it is refused once and for what it is.
        return name === 'private_key_jwt' ? read : undefined;
      }
      if (methodOf(read.alg) !== name) return undefined;
      return {
        clientId: read.subject,
        prove: (client) => prove(read, client, { verify, name, audience, dependencies }),
        spend: (client) => spend(read, client, dependencies),
      };
    },
  };
}

function methodOf(alg: string): AssertionMethod {
  const symmetric: readonly string[] = assertionAlgorithms.client_secret_jwt;
  return symmetric.includes(alg) ? 'client_secret_jwt' : 'private_key_jwt';
}

function readAssertion(parameters: Parameters): Assertion | { problem: OAuthError } | undefined {
  const jwt = parameters.get('client_assertion');
  const type = parameters.get('client_assertion_type');
  if (jwt === undefined && type === undefined) return undefined;
  if (type !== assertionType) return { problem: refusal('client-assertion-type') };
  if (jwt === undefined) return { problem: refusal('client-assertion-malformed') };
  try {
    const { alg, typ, crit } = decodeProtectedHeader(jwt);
    const claims = decodeJwt(jwt);
    // We understand no critical extension (RFC 7515 section 4.1.11).
    if (typeof alg !== 'string' || crit !== undefined || !types.includes(shortType(typ)))
      return { problem: refusal('client-assertion-malformed') };
    const { sub: subject } = claims;
    // It is looked up before anything is proven.
    const isName = typeof subject === 'string' && /^[\x21-\x7e]{1,1024}$/.test(subject);
    return isName ? { jwt, alg, subject, claims } : { problem: refusal('client-assertion-subject') };
  } catch (error) {
    return { problem: refusal('client-assertion-malformed', {}, error) };
  }
}

/** RFC 7515 section 4.1.9: in any case, and without the `application/` that may be left out. */
function shortType(typ: unknown): unknown {
  return typeof typ === 'string' ? typ.toLowerCase().replace(/^application\//, '') : typ;
}

interface Examination {
  name: AssertionMethod;
  verify: Verify;
  audience: readonly string[];
  dependencies: AuthenticationDependencies;
}

/** Until the signature is verified all refusals are the same for everybody; then they say what is wrong. */
async function prove(
  { jwt, alg, claims }: Assertion,
  client: Client | undefined,
  { name, verify, audience, dependencies }: Examination,
): Promise<void> {
  if (client === undefined) throw refusal('client-authentication-failed');
  const { clientId } = client;
  const allowed = allowedAlgorithms(name, client);
  if (!allowed.includes(alg))
    throw refusal('client-assertion-algorithm', { clientId, expected: allowed.join(' '), received: alg });
  const code = await verify(jwt, client, allowed, dependencies);
  if (code !== undefined) throw refusal(code, { clientId });
  checkAssertionClaims(claims, client, audience, dependencies.clock.now());
}

/** The one that the client registered, or all of its method; the `fapi2` profile leaves RS256 and shared secrets out. */
function allowedAlgorithms(name: AssertionMethod, { metadata, settings }: Client): readonly string[] {
  const registered = metadata.token_endpoint_auth_signing_alg;
  const supported: readonly string[] = assertionAlgorithms[name];
  return supported.filter((alg) => {
    const isStrong = settings.profile !== 'fapi2' || !['RS256', 'HS256'].includes(alg);
    return isStrong && (registered === undefined || registered === alg);
  });
}

/** Once it is proven: an assertion is good for one request, in whatever process (RFC 7523 section 3, `jti`). */
async function spend(
  { claims }: Assertion,
  { clientId }: Client,
  { storage, cryptography }: AuthenticationDependencies,
): Promise<void> {
  const hash = cryptography.digest(`${clientId} ${claims.jti}`);
  const outcome = await storage.spends.spendClientAssertion({ hash, expiresAt: endOf(claims) });
  if (outcome === 'already-consumed') throw refusal('client-assertion-replayed', { clientId });
}
