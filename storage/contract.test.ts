/** What every storage promises: memory, SQLite and a real PostgreSQL. Each story is a file in `contract/`. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { describeAccessTokens } from './contract/access-tokens';
import { describeApis } from './contract/apis';
import { describeApplications } from './contract/applications';
import { describeAttempts } from './contract/attempts';
import { describeAudit } from './contract/audit';
import { describeAuthorizationCodes } from './contract/authorization-codes';
import { describeAuthorizations } from './contract/authorizations';
import { describeClientAssertions } from './contract/client-assertions';
import { describeClients } from './contract/clients';
import { describeConsents } from './contract/consents';
import { describeDeviceCodes } from './contract/device-codes';
import { describeDirectory } from './contract/directory';
import { describeEndUsers } from './contract/end-users';
import { describeForeignChanges } from './contract/foreign-changes';
import { describeGranted } from './contract/granted';
import { describeHostileKeys } from './contract/hostile-keys';
import { describeLogoutNotices } from './contract/logout-notices';
import { describeMail } from './contract/mail';
import { describePairwiseSubjects } from './contract/pairwise-subjects';
import { describeParallelChanges } from './contract/parallel-changes';
import { describePasswords } from './contract/passwords';
import { describePendingRequests } from './contract/pending-requests';
import { describePeople } from './contract/people';
import { describeProcesses } from './contract/processes';
import { describeRefreshTokens } from './contract/refresh-tokens';
import { describeRoles } from './contract/roles';
import { describeSelfRegistration } from './contract/self-registration';
import { describeSessions } from './contract/sessions';
import { describeSettings } from './contract/settings';
import { describeSetup } from './contract/setup';
import { describeSigningKeys } from './contract/signing-keys';
import type { Subject } from './contract/subject';
import { describeSweep } from './contract/sweep';
import { describeTraces } from './contract/traces';
import { describeTransactions } from './contract/transactions';
import { describeUsage } from './contract/usage';
import type { Storage } from './storage';
import type { TestDatabase } from './testing/storages';
import { allKinds, sharedKinds } from './testing/storages';

const stories = [
  describePeople,
  describePasswords,
  describeEndUsers,
  describeSessions,
  describeAttempts,
  describeSetup,
  describeApplications,
  describeClients,
  describeApis,
  describeSelfRegistration,
  describeAuthorizations,
  describeAuthorizationCodes,
  describeGranted,
  describeRefreshTokens,
  describeDeviceCodes,
  describeClientAssertions,
  describeAccessTokens,
  describeConsents,
  describePendingRequests,
  describeLogoutNotices,
  describeMail,
  describePairwiseSubjects,
  describeRoles,
  describeSigningKeys,
  describeSettings,
  describeAudit,
  describeDirectory,
  describeTraces,
  describeUsage,
  describeTransactions,
  describeParallelChanges,
  describeHostileKeys,
  describeSweep,
];

describe.each(allKinds)('the storage contract on $name', ({ create }) => {
  let database: TestDatabase;
  let storage: Storage;
  // One database for all stories: each makes rows of its own, and no other has the first keys, the setup or an API.
  const subject: Subject = { storage: () => storage, stores: () => storage.stores };

  beforeAll(async () => {
    database = await create();
    storage = await database.open();
  });
  afterAll(() => database?.dispose());

  for (const story of stories) story(subject);

  it('answers that it is there', async () => {
    await expect(storage.check()).resolves.toBeUndefined();
  });
});

// What only a database can promise that outlives its process.
for (const kind of sharedKinds) {
  describeForeignChanges(kind);
}

// The concurrency part. Races within one process are told by the stories themselves.
describeProcesses(sharedKinds);
