/** CONFORMANCE.md 2.1: the discovery document and the keys, as every module looks at them. */
import type { JWK } from 'jose';
import { importJWK } from 'jose';
import type { RelyingParty } from '../relying-party';

/** What is wrong with the published documents; nothing when all is well. */
export async function checkDocuments({ client, configuration, discovery, jwks, jwksAnswer }: RelyingParty) {
  const problems: string[] = [];
  if (discovery.status !== 200) problems.push(`discovery: status ${discovery.status}`);
  if (!isJson(discovery.headers)) problems.push('discovery: not application/json');
  for (const name of ['issuer', 'authorization_endpoint', 'token_endpoint']) {
    if (!URL.canParse(String(configuration[name]))) problems.push(`discovery: ${name} is no URL`);
  }
  const methods = configuration.token_endpoint_auth_methods_supported ?? ['client_secret_basic'];
  if (!Array.isArray(methods) || !methods.includes(client.token_endpoint_auth_method)) {
    problems.push(`discovery: token_endpoint_auth_methods_supported lacks ${client.token_endpoint_auth_method}`);
  }
  if (jwksAnswer.status !== 200) problems.push(`jwks: status ${jwksAnswer.status}`);
  const kids = jwks.keys.map(({ kid }) => kid);
  if (new Set(kids).size !== kids.length) problems.push(`jwks: a kid is used twice in ${kids.join(', ')}`);
  for (const key of jwks.keys) problems.push(...(await checkKey(key)));
  return problems;
}

const memberNames: Record<string, readonly string[]> = { RSA: ['n', 'e'], EC: ['x', 'y'], OKP: ['x'] };
const secretNames = ['d', 'p', 'q', 'dp', 'dq', 'qi', 'oth', 'k'];

async function checkKey(key: JWK): Promise<string[]> {
  const name = `jwks: key ${key.kid}`;
  const problems: string[] = [];
  if (typeof key.kid !== 'string' || key.kid.trim() === '') problems.push(`${name} has no kid`);
  const members = memberNames[key.kty ?? ''];
  if (members === undefined) return [...problems, `${name} has the kty ${key.kty}`];
  const values = new Map(Object.entries(key));
  for (const member of members) {
    if (!/^[\w-]+$/.test(String(values.get(member) ?? ''))) problems.push(`${name}: ${member} is not base64url`);
  }
  for (const secret of secretNames) if (values.has(secret)) problems.push(`${name} shows its private part ${secret}`);
  if (key.use !== 'sig') problems.push(`${name} has the use ${key.use}`);
  if (key.alg === undefined) problems.push(`${name} has no alg`);
  const failure = await importJWK(key).then(
    () => undefined,
    (error: unknown) => String(error),
  );
  if (failure !== undefined) problems.push(`${name} cannot be used: ${failure}`);
  return problems;
}

export function isJson(headers: Headers): boolean {
  return /^application\/json(?:\s*;.*)?$/i.test(headers.get('content-type') ?? '');
}
