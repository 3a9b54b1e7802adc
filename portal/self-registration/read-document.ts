/** What a client says of itself, from untrusted JSON. */
import type { FieldProblem } from '@/protocol/client-metadata';
import { defaultClientSettings, findUnprovenSector, parseClientMetadata } from '@/protocol/client-metadata';
import type { RegistrationPolicy } from '@/protocol/client-metadata/registration-policy';
import { findOutsidePolicy } from '@/protocol/client-metadata/registration-policy';
import type { Client } from '@/protocol/ports';
import type { Realm } from '../client-document';
import { findUnavailable } from '../client-document';

type Described = Pick<Client, 'metadata' | 'settings'>;

/**
 * The rules of every client over the whole document, and those of the policy. Settings are ours to make: whatever the
 * document says, a new client has the defaults, and one that changes keeps what it has.
 */
export async function readRegistrationDocument(
  document: Record<string, unknown>,
  policy: RegistrationPolicy,
  realm: Realm,
  before?: Described,
): Promise<({ ok: true } & Described) | { ok: false; problems: FieldProblem[] }> {
  const parsed = parseClientMetadata(document);
  if (!parsed.ok) return parsed;
  const { metadata } = parsed;
  const settings = before?.settings ?? defaultClientSettings(metadata);
  const problems = [
    ...findOutsidePolicy(metadata, policy),
    ...findUnprovenSector(metadata),
    ...(await findUnavailable({ metadata, settings }, before, realm)),
  ];
  return problems.length > 0 ? { ok: false, problems } : { ok: true, metadata, settings };
}
