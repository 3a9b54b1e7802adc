/** CONFORMANCE.md 2.1: the authorization response and the code in it. */
import type { AuthorizationResponse, Place } from '../authorization-response';
import type { AuthorizationRequest, Configuration } from '../relying-party';
import { shannonBits } from './entropy';

const alwaysMembers = ['state', 'iss', 'session_state'];
/** What each word of a response type brings. */
const membersOf: Record<string, readonly string[]> = {
  code: ['code'],
  id_token: ['id_token'],
  token: ['access_token', 'token_type', 'expires_in'],
};
const errorMembers = ['error', 'error_description', 'error_uri', 'state', 'session_state', 'iss'];
const descriptionSyntax = /^[\x20\x21\x23-\x5b\x5d-\x7e]+$/;

/** What is wrong with a response, of success or of error, that must be in `place`. */
export function checkResponse(
  response: AuthorizationResponse,
  request: AuthorizationRequest,
  { issuer }: Configuration,
  place: Place = 'query',
): string[] {
  const { parameters } = response;
  const problems: string[] = [];
  const report = (isGood: boolean, problem: string) => {
    if (!isGood) problems.push(`response: ${problem}`);
  };
  report(response.place === place, `it is in the ${response.place}, not in the ${place}`);
  for (const [other, found] of Object.entries(response.all)) {
    report(other === place || found.size === 0, `the ${other} holds ${[...found.keys()].join(', ')} too`);
  }
  report(response.redirectUri === request.redirectUri, `it went to ${response.redirectUri}`);
  report(parameters.get('state') === request.state, `state is ${parameters.get('state')}, not ${request.state}`);
  report(parameters.get('iss') === issuer, `iss is ${parameters.get('iss')}`);
  const names = [...parameters.keys()];
  report(new Set(names).size === names.length, `a member is repeated in ${names.join(', ')}`);
  const expected = (request.parameters.get('response_type') ?? '').split(' ').flatMap((word) => membersOf[word] ?? []);
  const allowed = parameters.has('error') ? errorMembers : [...expected, ...scopeOf(expected), ...alwaysMembers];
  for (const name of names) report(allowed.includes(name), `${name} does not belong there`);
  const description = parameters.get('error_description');
  report(description === null || descriptionSyntax.test(description), `error_description is ${description}`);
  for (const name of parameters.has('error') ? ['error'] : expected)
    report(parameters.has(name), `there is no ${name}`);
  const code = parameters.get('code');
  if (code !== null) problems.push(...checkCode(code));
  const accessToken = parameters.get('access_token');
  if (accessToken !== null) problems.push(...checkAccessToken(accessToken, parameters));
  return problems;
}

function checkAccessToken(accessToken: string, parameters: URLSearchParams): string[] {
  const problems: string[] = [];
  const { token_type: type = '', expires_in: lifetime = '' } = Object.fromEntries(parameters);
  if (type.toLowerCase() !== 'bearer') problems.push(`access token: token_type is ${type}`);
  if (!/^[1-9]\d*$/.test(lifetime) || Number(lifetime) > 31_536_000) problems.push(`access token: ${lifetime} seconds`);
  if (!/^[\x20-\x7e]+$/.test(accessToken) || shannonBits(accessToken) < 96)
    problems.push('access token: too guessable');
  return problems;
}

/** Beside an access token alone, where it may be left out. */
function scopeOf(expected: readonly string[]): string[] {
  return expected.includes('access_token') ? ['scope'] : [];
}

/** At least 128 bits long (base64url has six a character) and 96 bits of measured entropy. */
function checkCode(code: string): string[] {
  const problems: string[] = [];
  if (code.length * 6 < 128) problems.push(`code: it has only ${code.length} characters`);
  if (shannonBits(code) < 96) problems.push(`code: its entropy is ${shannonBits(code).toFixed(0)} bits`);
  return problems;
}
