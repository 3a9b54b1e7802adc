/** CONFORMANCE.md 2.1: the answer of the token endpoint. */
import type { WireResponse } from '../wire';
import { readMembers } from '../wire';
import { isJson } from './documents';
import { shannonBits } from './entropy';

export interface Tokens {
  accessToken: string;
  refreshToken: string | undefined;
  idToken: string | undefined;
}

const year = 31_536_000;

/** What is wrong with a successful answer. */
export function checkTokenResponse(answer: WireResponse): string[] {
  const problems: string[] = [];
  const report = (isGood: boolean, problem: string) => {
    if (!isGood) problems.push(`token response: ${problem}`);
  };
  report(answer.status === 200, `status ${answer.status}, ${answer.text.slice(0, 300)}`);
  report(isJson(answer.headers), 'not application/json');
  report(/\bno-store\b/.test(answer.headers.get('cache-control') ?? ''), 'no Cache-Control: no-store');
  const members = readMembers(answer);
  const { token_type: type, expires_in: lifetime, access_token: accessToken } = members;
  report(typeof type === 'string' && type.toLowerCase() === 'bearer', `token_type is ${type}`);
  const isLifetime = typeof lifetime === 'number' && lifetime > 0 && lifetime <= year;
  report(isLifetime, `expires_in is ${lifetime}`);
  if (typeof accessToken !== 'string') return [...problems, 'token response: no access_token'];
  report(/^[\x20-\x7e]+$/.test(accessToken), 'the access token has characters that are not visible ASCII');
  report(shannonBits(accessToken) >= 96, 'the access token has less than 96 bits of entropy');
  return problems;
}

/** The tokens of an answer. Throws when there is no access token. */
export function readTokens(answer: WireResponse): Tokens {
  const { access_token: accessToken, refresh_token: refreshToken, id_token: idToken } = readMembers(answer);
  if (typeof accessToken !== 'string') throw new Error(`No tokens: ${answer.status} ${answer.text}`);
  return { accessToken, refreshToken: textOf(refreshToken), idToken: textOf(idToken) };
}

const textOf = (value: unknown) => (typeof value === 'string' ? value : undefined);

/** What is wrong with an answer that must be this OAuth error. */
export function checkTokenError(answer: WireResponse, error: string, status = 400): string[] {
  const problems: string[] = [];
  if (answer.status !== status) problems.push(`token error: status ${answer.status}, not ${status}`);
  if (!isJson(answer.headers)) problems.push('token error: not application/json');
  if (!/\bno-store\b/.test(answer.headers.get('cache-control') ?? '')) problems.push('token error: it may be stored');
  const named = readMembers(answer).error;
  if (named !== error) problems.push(`token error: ${named}, not ${error}`);
  return problems;
}
