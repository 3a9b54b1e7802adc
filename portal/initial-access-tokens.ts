/** Initial access tokens: who holds one may register clients while the realm asks for it (RFC 7591 section 3). */
import { issueRowId } from '@/identity/identifiers';
import { hashRegistrationToken, issueInitialAccessToken } from '@/protocol/client-metadata/credentials';
import { requireOperator, requireOperatorOf } from './actor';
import type { UseCase } from './change';
import { changeEntry } from './change';
import type { InitialAccessToken } from './ports';
import { refusal } from './refusal';

/** What is shown of one; `token` only in the answer that made it. */
export interface InitialAccessTokenDocument {
  id: string;
  label: string;
  uses_left: number;
  created_at: string;
  expires_at: string;
  token?: string;
}

const mostUses = 10_000;
const mostSeconds = 366 * 86_400;

/** How good a new one is; by default for one client, within a week. */
export interface InitialAccessTokenTerms {
  label?: string;
  uses?: number;
  lifetimeSeconds?: number;
}

/** Makes one, in this answer only. Throws `kind: 'invalid' | 'forbidden'`. */
export async function createInitialAccessToken(
  useCase: UseCase,
  { label = '', uses = 1, lifetimeSeconds = 7 * 86_400 }: InitialAccessTokenTerms = {},
): Promise<InitialAccessTokenDocument> {
  requireOperator(useCase.actor);
  if (!isWithin(uses, mostUses)) throw refusal('invalid', `The uses must be a whole number from 1 to ${mostUses}.`);
  if (!isWithin(lifetimeSeconds, mostSeconds))
    throw refusal('invalid', 'The token must live for at least a second and at most 366 days.');
  if (label.length > 200) throw refusal('invalid', 'The label must not be longer than 200 characters.');
  const token = issueInitialAccessToken(useCase.random);
  const createdAt = useCase.clock.now();
  const row = {
    ...{ id: issueRowId(useCase), hash: await hashRegistrationToken(token), label, usesLeft: uses, createdAt },
    expiresAt: new Date(createdAt.getTime() + lifetimeSeconds * 1000),
  };
  await useCase.storage.transaction(async ({ initialAccessTokens, audit }) => {
    await initialAccessTokens.create(row);
    const object = { kind: 'initial-access-token', id: row.id };
    await audit.append(changeEntry(useCase, 'initial-access-token-create', object, { uses, lifetimeSeconds }));
  });
  return { ...toDocument(row), token };
}

/** All that have not been swept, used up and expired ones too. Throws `kind: 'forbidden'`. */
export async function listInitialAccessTokens(
  useCase: Pick<UseCase, 'storage' | 'actor'>,
): Promise<InitialAccessTokenDocument[]> {
  requireOperator(useCase.actor);
  return (await useCase.storage.stores.initialAccessTokens.list()).map(toDocument);
}

/** The clients that were registered with it stay. Throws `kind: 'not-found'`. */
export async function revokeInitialAccessToken(useCase: UseCase, id: string): Promise<void> {
  requireOperatorOf(useCase.actor, 'initial access token');
  await useCase.storage.transaction(async ({ initialAccessTokens, audit }) => {
    if (!(await initialAccessTokens.delete(id))) throw refusal('not-found', `There is no initial access token ${id}.`);
    await audit.append(changeEntry(useCase, 'initial-access-token-revoke', { kind: 'initial-access-token', id }));
  });
}

function isWithin(value: number, highest: number): boolean {
  return Number.isInteger(value) && value >= 1 && value <= highest;
}

function toDocument({ id, label, usesLeft, createdAt, expiresAt }: InitialAccessToken): InitialAccessTokenDocument {
  return { id, label, uses_left: usesLeft, created_at: createdAt.toISOString(), expires_at: expiresAt.toISOString() };
}
