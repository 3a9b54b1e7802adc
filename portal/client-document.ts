/** A client as JSON: the members of RFC 7591 in wire spelling, and beside them what is ours. */
import type { FieldProblem } from '@/protocol/client-metadata';
import {
  defaultClientSettings,
  findProfileProblems,
  findSubjectChange,
  findSwitchedOff,
  parseClientMetadata,
  parseClientSettings,
  standardScopes,
} from '@/protocol/client-metadata';
import type { ClientInformation } from '@/protocol/client-metadata/client-information';
import { toClientInformation } from '@/protocol/client-metadata/client-information';
import type { Allotment, Client, ClientMetadata, ClientSecret, ClientSettings } from '@/protocol/ports';
import type { SettingStore } from './ports';
import { toProblem } from './problem-sentences';
import { invalid, refusal } from './refusal';
import { readRealmSwitches } from './setting-catalogue';

export type ClientDocument = ClientInformation & {
  status: Client['status'];
  settings: ClientSettings;
  /** What it may ask for at APIs. */
  allotments: Allotment[];
  /** How it came here by itself; null for a client that somebody here made. */
  self_registration: { quarantined_at: string | null } | null;
  secrets: { id: string; label: string; prefix: string; created_at: string; expires_at: string | null }[];
};

/** What the rules ask of the realm. */
export interface Realm {
  issuer: string;
  settings: Pick<SettingStore, 'get'>;
}

/** A secret that was just made: what its holder gets, once, and the row. */
export interface IssuedSecret {
  value: string;
  record: ClientSecret;
}

/** The document of a client; `issued` is shown in the answer to the change that made it and never again. */
export function toClientDocument(client: Client, issued?: IssuedSecret): ClientDocument {
  const secret = issued && { value: issued.value, expiresAt: issued.record.expiresAt };
  return {
    ...toClientInformation(client, secret),
    status: client.status,
    settings: client.settings,
    allotments: client.allotments,
    self_registration: client.selfRegistration && {
      quarantined_at: client.selfRegistration.quarantinedAt?.toISOString() ?? null,
    },
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
  realm: Realm,
  base?: Pick<Client, 'metadata' | 'settings'>,
): Promise<Pick<Client, 'metadata' | 'settings'>> {
  if (typeof document !== 'object' || document === null || Array.isArray(document)) {
    throw refusal('invalid', 'The client metadata must be a JSON object.');
  }
  const { settings: givenSettings = {}, ...members } = { settings: undefined, ...document };
  const parsed = parseClientMetadata({ ...base?.metadata, ...members });
  if (!parsed.ok) throw invalid(parsed.problems.map(toProblem));
  const settings = parseClientSettings(givenSettings, base?.settings ?? defaultClientSettings(parsed.metadata));
  if (!settings.ok) throw invalid(settings.problems.map(toProblem));
  const client = { metadata: parsed.metadata, settings: settings.settings };
  const unavailable = await findUnavailable(client, base, realm);
  if (unavailable.length > 0) throw invalid(unavailable.map(toProblem));
  return client;
}

/** What a client may not have here and now, though it is well formed: the rules of API scopes, its profile and the realm. */
export async function findUnavailable(
  { metadata, settings }: Pick<Client, 'metadata' | 'settings'>,
  before: Pick<Client, 'metadata'> | undefined,
  { issuer, settings: stored }: Realm,
): Promise<FieldProblem[]> {
  return [
    ...(before === undefined ? [] : findSubjectChange(metadata, before.metadata)),
    ...findOwnOrigin(metadata, issuer),
    ...findScopeOfApi(metadata),
    ...findProfileProblems(metadata, settings),
    ...findSwitchedOff(metadata, before?.metadata, await readRealmSwitches(stored)),
  ];
}

/** Our own pages trust what comes from our own origin, and a response in the form of a post would come from there. */
function findOwnOrigin(metadata: ClientMetadata, issuer: string): FieldProblem[] {
  const { redirect_uris, post_logout_redirect_uris = [], frontchannel_logout_uri } = metadata;
  const addresses = {
    redirect_uris,
    post_logout_redirect_uris,
    frontchannel_logout_uri: frontchannel_logout_uri === undefined ? [] : [frontchannel_logout_uri],
  };
  const isOurs = (uri: string) => new URL(uri).origin === issuer;
  return Object.entries(addresses).flatMap(([field, uris]) =>
    uris.some(isOurs) ? [{ field, code: 'own-origin' } as const] : [],
  );
}

/** In `scope` they would do nothing: scopes of APIs are allotted one API at a time. */
function findScopeOfApi({ scope = '' }: ClientMetadata): FieldProblem[] {
  const isStandard = (word: string) => word === '' || standardScopes.some((standard) => standard === word);
  return scope.split(' ').every(isStandard) ? [] : [{ field: 'scope', code: 'scope-of-api' }];
}
