/** An API as JSON. */
import type { ApiContent } from '@/protocol/client-metadata/api';
import { parseApi } from '@/protocol/client-metadata/api';
import type { Api, ApiScope } from '@/protocol/ports';
import type { PortalStores } from './ports';
import { toProblem } from './problem-sentences';
import { invalid, refusal } from './refusal';

export interface ApiDocument {
  identifier: string;
  name: string;
  scopes: ApiScope[];
  /** Seconds; null for what each client has. */
  access_token_lifetime: number | null;
  access_token_format: Api['accessTokenFormat'];
  access_token_signing_alg: Api['signingAlgorithm'];
  include_roles: boolean;
  /** The client ids that may introspect tokens for it. */
  served_by: string[];
}

const memberNames = {
  access_token_lifetime: 'accessTokenSeconds',
  access_token_format: 'accessTokenFormat',
  access_token_signing_alg: 'signingAlgorithm',
  include_roles: 'includesRoles',
  served_by: 'introspectionClientIds',
} as const satisfies Partial<Record<keyof ApiDocument, keyof Api>>;

const ours = new Map<string, string>(Object.entries(memberNames));
const documented = new Map(Object.entries(memberNames).map(([name, member]) => [member as string, name]));

/** The document of an API. */
export function toApiDocument(api: Api): ApiDocument {
  const { identifier, name, scopes } = api;
  return {
    ...{ identifier, name, scopes },
    access_token_lifetime: api.accessTokenSeconds,
    access_token_format: api.accessTokenFormat,
    access_token_signing_alg: api.signingAlgorithm,
    include_roles: api.includesRoles,
    served_by: api.introspectionClientIds,
  };
}

/** An API from an untrusted document, its members over those of `base`; all rules over the whole. Throws `kind: 'invalid'`. */
export async function readApiDocument(
  document: unknown,
  issuer: string,
  stores: Pick<PortalStores, 'clientAdministration'>,
  base?: Api,
): Promise<ApiContent> {
  if (typeof document !== 'object' || document === null || Array.isArray(document))
    throw refusal('invalid', 'The API must be a JSON object.');
  const { id: _, ...content } = base ?? {};
  const members = Object.entries(document).map(([name, value]) => [ours.get(name) ?? name, value]);
  const parsed = parseApi(Object.fromEntries(members), base && (content as ApiContent));
  const problems = parsed.ok ? [] : parsed.problems;
  if (parsed.ok && parsed.api.identifier === issuer) problems.push({ field: 'identifier', code: 'issuer-as-api' });
  for (const clientId of parsed.ok ? parsed.api.introspectionClientIds : []) {
    const isKnown = base?.introspectionClientIds.includes(clientId);
    if (!isKnown && (await stores.clientAdministration.find(clientId)) === undefined)
      problems.push({ field: 'introspectionClientIds', code: 'no-such-client' });
  }
  if (parsed.ok && problems.length === 0) return parsed.api;
  throw invalid(problems.map(({ field, code }) => toProblem({ field: documented.get(field) ?? field, code })));
}
