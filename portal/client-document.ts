/** A client as JSON: the members of RFC 7591 in wire spelling, and beside them what is ours. */
import {
  defaultClientSettings,
  findProfileProblems,
  findSwitchedOff,
  parseClientMetadata,
  parseClientSettings,
  standardScopes,
} from '@/protocol/client-metadata';
import type { Allotment, Client, ClientMetadata, ClientSecret, ClientSettings } from '@/protocol/ports';
import type { SettingStore } from './ports';
import { toProblem } from './problem-sentences';
import { invalid, refusal } from './refusal';
import { readRealmSwitches } from './setting-catalogue';

export type ClientDocument = ClientMetadata & {
  client_id: string;
  /** Seconds since 1970. */
  client_id_issued_at: number;
  /** Only in the answer that made it. */
  client_secret?: string;
  /** Seconds since 1970; 0 never. */
  client_secret_expires_at?: number;
  status: Client['status'];
  settings: ClientSettings;
  /** What it may ask for at APIs. */
  allotments: Allotment[];
  secrets: { id: string; label: string; prefix: string; created_at: string; expires_at: string | null }[];
};

/** A secret that was just made: what its holder gets, once, and the row. */
export interface IssuedSecret {
  value: string;
  record: ClientSecret;
}

/** The document of a client; `issued` is shown in the answer to the change that made it and never again. */
export function toClientDocument(client: Client, issued?: IssuedSecret): ClientDocument {
  const expiresAt = issued?.record.expiresAt ?? null;
  return {
    client_id: client.clientId,
    client_id_issued_at: toSeconds(client.createdAt),
    ...(issued === undefined
      ? {}
      : { client_secret: issued.value, client_secret_expires_at: expiresAt === null ? 0 : toSeconds(expiresAt) }),
    ...client.metadata,
    status: client.status,
    settings: client.settings,
    allotments: client.allotments,
    secrets: client.secrets.map((secret) => ({
      id: secret.id,
      label: secret.label,
      prefix: secret.prefix,
      created_at: secret.createdAt.toISOString(),
      expires_at: secret.expiresAt?.toISOString() ?? null,
    })),
  };
}

/**
 * Metadata and settings from an untrusted document: its members over those of `base`, null to take one away, and then
 * all rules over the whole, those of the realm among them. Throws `kind: 'invalid'`.
 */
export async function readClientDocument(
  document: unknown,
  stored: Pick<SettingStore, 'get'>,
  base?: Pick<Client, 'metadata' | 'settings'>,
): Promise<Pick<Client, 'metadata' | 'settings'>> {
  if (typeof document !== 'object' || document === null || Array.isArray(document)) {
    throw refusal('invalid', 'The client metadata must be a JSON object.');
  }
  const { settings: givenSettings = {}, ...members } = { settings: undefined, ...document };
  const parsed = parseClientMetadata({ ...base?.metadata, ...members });
  if (!parsed.ok) throw invalid(parsed.problems.map(toProblem));
  const problem = findScopeOfApi(parsed.metadata);
  if (problem !== undefined) throw invalid([toProblem(problem)]);
  const settings = parseClientSettings(givenSettings, base?.settings ?? defaultClientSettings(parsed.metadata));
  if (!settings.ok) throw invalid(settings.problems.map(toProblem));
  const unavailable = [
    ...findProfileProblems(parsed.metadata, settings.settings),
    ...findSwitchedOff(parsed.metadata, base?.metadata, await readRealmSwitches(stored)),
  ];
  if (unavailable.length > 0) throw invalid(unavailable.map(toProblem));
  return { metadata: parsed.metadata, settings: settings.settings };
}

/** In `scope` they would do nothing: scopes of APIs are allotted one API at a time. */
function findScopeOfApi({ scope = '' }: ClientMetadata) {
  const isStandard = (word: string) => word === '' || standardScopes.some((standard) => standard === word);
  return scope.split(' ').every(isStandard) ? undefined : ({ field: 'scope', code: 'scope-of-api' } as const);
}

function toSeconds(at: Date): number {
  return Math.floor(at.getTime() / 1000);
}
