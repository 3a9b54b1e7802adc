/** `claims` (OpenID Connect Core 5.5): which claims are asked for one by one. */
import { refusal } from '../errors';
import type { ClaimsRequest, Client } from '../ports';
import { mayAskFor } from '../scopes';
import { scopeOfClaim } from '../tokens/claims';
import type { RuleInput } from './request';

type Wish = { essential?: boolean; value?: unknown; values?: unknown[] } | null;

/** Claims that are no part of a scope, and whose wished values we look at. */
const withoutScope: ReadonlySet<string> = new Set(['sub', 'acr']);

/**
 * The checked request, reduced to what we honour: a claim that we do not know, or whose scope the client may not ask
 * for, is dropped, since naming it one by one must not get around its registration. A wrong shape is `invalid_request`.
 */
export function checkClaims({ parameters, delivery }: RuleInput): ClaimsRequest | undefined {
  const sent = parameters.get('claims');
  if (sent === undefined) return undefined;
  const document = parseJson(sent);
  if (!isRecord(document) || !isStorable(document)) throw refusal('claims-malformed');
  const claims: ClaimsRequest = {};
  for (const place of ['userinfo', 'id_token'] as const) {
    const members = document[place];
    if (members === undefined || members === null) continue;
    if (!isRecord(members)) throw refusal('claims-malformed', { place });
    const wishes = Object.entries(members).map(([name, wish]): [string, Wish] => [name, checkWish(wish, place)]);
    claims[place] = Object.fromEntries(wishes.filter(([name]) => isHonoured(name, delivery.client)));
  }
  return claims;
}

/**
 * The value that a claim must have wherever it is named with one: undefined when no value was asked for. Throws when
 * the request leaves a choice or contradicts itself, since then no answer could be right.
 */
export function requiredValue(claims: ClaimsRequest | undefined, name: string): string | undefined {
  const wishes = [claims?.id_token?.[name], claims?.userinfo?.[name]];
  const wanted = new Set(wishes.flatMap((wish) => wantedValues(wish)));
  const [value, ...others] = wanted;
  if (value === undefined) return undefined;
  if (typeof value !== 'string' || others.length > 0) throw refusal('claims-malformed', { claim: name });
  return value;
}

/** The acceptable values of one wish; empty when any will do. */
export function wantedValues(wish: Wish | undefined): unknown[] {
  return wish?.values ?? (wish?.value === undefined ? [] : [wish.value]);
}

function isHonoured(name: string, client: Client): boolean {
  const scope = scopeOfClaim(name);
  return scope === undefined ? withoutScope.has(name) : mayAskFor(client, scope);
}

function checkWish(wish: unknown, place: string): Wish {
  if (wish === null) return null;
  if (!isRecord(wish)) throw refusal('claims-malformed', { place });
  const { essential, value, values } = wish;
  if (essential !== undefined && typeof essential !== 'boolean') throw refusal('claims-malformed', { place });
  if (values !== undefined && !Array.isArray(values)) throw refusal('claims-malformed', { place });
  return {
    ...(essential === undefined ? {} : { essential }),
    ...(value === undefined ? {} : { value }),
    ...(values === undefined ? {} : { values }),
  };
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** False for escaped NULs and halves of characters, which the check of the parameter could not see and databases refuse. */
function isStorable(document: unknown): boolean {
  return !/\\u0000|\\ud[89a-f]/.test(JSON.stringify(document));
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
