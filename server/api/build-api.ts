/** The management API over the rooms of one realm. */
import type { ClientUseCase } from '@/portal/issue-secret';
import type { AuthorizationServer } from '@/protocol/authorization-server';
import type { Storage } from '@/storage/storage';
import type { Environment } from '../env';
import { findSession } from '../find-session';
import type { buildIdentity } from '../identity-room';
import type { Logger } from '../logger';
import type { buildMailRoom } from '../mail-room';
import type { ManagementApi } from './management-api';
import { createManagementApi } from './management-api';

interface Rooms extends Omit<ClientUseCase, 'actor' | 'origin'> {
  issuer: string;
  environment: Pick<Environment, 'issuer'>;
  identity: ReturnType<typeof buildIdentity>;
  engine: Pick<AuthorizationServer, 'findBearer'>;
  logger: Pick<Logger, 'error'>;
  mail: Pick<ReturnType<typeof buildMailRoom>, 'read'>;
  storage: Storage;
  forgetCached(): Promise<void>;
}

/** Sessions are those of the pages, access tokens those of the engine. */
export function buildApi({
  environment,
  identity,
  engine,
  logger,
  mail,
  forgetCached,
  ...useCase
}: Rooms): ManagementApi {
  return createManagementApi({
    ...useCase,
    passwordHash: identity.passwordHash,
    checkDatabase: () => useCase.storage.check(),
    readMail: mail.read,
    forgetCached,
    findBearer: engine.findBearer,
    findPerson: (id) => useCase.storage.stores.people.find(id),
    findSession: (request) => findSession({ environment, identity }, request.headers),
    async confirmPassword({ id, username }, password, origin) {
      const result = await identity.authenticatePassword({ name: username, password, origin });
      if (result.ok) return result.person.id === id ? 'right' : 'wrong';
      return result.code === 'too-many-attempts' ? { retryAfterSeconds: result.retryAfterSeconds } : 'wrong';
    },
    report: (err, traceId) => logger.error({ err, traceId }, 'management API failed'),
  });
}
