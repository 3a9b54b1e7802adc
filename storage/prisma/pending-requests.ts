/** Requests that wait for a person. */
import type { FormFailure, InteractionFacts, PendingRequest, PendingRequestStore } from '@/protocol/ports';
import type { Access } from './access';
import { within } from './access';
import { fromJson, toJson, toNullableJson } from './columns';
import type { PendingAuthorizationRequest as PendingRequestRow } from './generated/sqlite/client';

export function createPendingRequestStore(access: Access): PendingRequestStore {
  const open = (id: string, at: Date) => ({ ...within(access, { id }), completedAt: null, expiresAt: { gt: at } });
  return {
    async create(request) {
      const { id, traceId, browserSecretHash, purpose, clientId, createdAt, expiresAt, completedAt } = request;
      const columns = { id, traceId, browserSecretHash, purpose, clientId, createdAt, expiresAt, completedAt };
      const documents = {
        parameters: toJson(request.parameters),
        facts: toJson(request.facts),
        failure: toNullableJson(request.failure),
      };
      await access.write((db) =>
        db.pendingAuthorizationRequest.create({ data: { realmId: access.realmId, ...columns, ...documents } }),
      );
    },
    async find(id) {
      const where = { realmId_id: within(access, { id }) };
      const row = await access.read((db) => db.pendingAuthorizationRequest.findUnique({ where }));
      return row ? toPendingRequest(row) : undefined;
    },
    async update(id, { facts, failure }, at) {
      const data = {
        ...(facts === undefined ? {} : { facts: toJson(facts) }),
        ...(failure === undefined ? {} : { failure: toNullableJson(failure) }),
      };
      const where = open(id, at);
      const { count } = await access.write((db) => db.pendingAuthorizationRequest.updateMany({ where, data }));
      return count === 1;
    },
    async complete(id, at) {
      const where = open(id, at);
      const data = { completedAt: at };
      const { count } = await access.write((db) => db.pendingAuthorizationRequest.updateMany({ where, data }));
      return count === 1;
    },
  };
}

function toPendingRequest({ realmId: _, ...row }: PendingRequestRow): PendingRequest {
  return {
    ...row,
    purpose: row.purpose as PendingRequest['purpose'],
    parameters: fromJson<PendingRequest['parameters']>(row.parameters),
    facts: fromJson<InteractionFacts>(row.facts),
    failure: row.failure === null ? null : fromJson<FormFailure>(row.failure),
  };
}
