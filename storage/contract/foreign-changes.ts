/** What one opener of a database learns of another's changes, and how soon. */
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import type { Storage } from '../storage';
import { aClient, anApi, aPerson, aSigningKey, now } from '../testing/rows';
import type { StorageKind, TestDatabase } from '../testing/storages';

const soon = { timeout: 5000, interval: 50 };

export function describeForeignChanges({ name, create }: StorageKind): void {
  describe(`changes made elsewhere on ${name}`, () => {
    let database: TestDatabase;
    let ours: Storage;
    let theirs: Storage;

    beforeAll(async () => {
      database = await create();
      ours = await database.open();
      theirs = await database.open();
    });
    afterAll(() => database?.dispose());

    it('of APIs, keys and settings are announced; our own, and those of people, are not', async () => {
      const heard = vi.fn();
      const stop = ours.onForeignChange(heard);
      await ours.stores.settings.set('own', 1);
      await ours.transaction((stores) => stores.apis.create(anApi()));
      await theirs.stores.people.create(aPerson());
      const changes = [
        () => theirs.stores.apis.create(anApi()),
        () => theirs.stores.signingKeys.rotate(aSigningKey('ES256'), now),
        () => theirs.transaction((stores) => stores.settings.set('theirs', 1)),
      ];
      for (const [index, change] of changes.entries()) {
        await change();
        await vi.waitFor(() => expect(heard).toHaveBeenCalledTimes(index + 1), soon);
      }
      stop();
    });

    it('that were rolled back are not announced', async () => {
      const heard = vi.fn();
      const stop = ours.onForeignChange(heard);
      const failed = theirs.transaction(async (stores) => {
        await stores.settings.set('never', 1);
        throw new Error('stop');
      });
      await expect(failed).rejects.toThrow('stop');
      await theirs.stores.settings.set('after', 1);
      await vi.waitFor(() => expect(heard).toHaveBeenCalled(), soon);
      expect(heard).toHaveBeenCalledTimes(1);
      stop();
    });

    // The last, because it does not wait until all that it announces was heard.
    it('of a client are seen within five seconds, although it is cached', async () => {
      const client = aClient();
      await theirs.stores.clientAdministration.create(client);
      expect((await ours.stores.clients.find(client.clientId))?.status).toBe('active');
      await theirs.stores.clientAdministration.update(client.clientId, { status: 'disabled' }, now);
      await vi.waitFor(async () => {
        expect((await ours.stores.clients.find(client.clientId))?.status).toBe('disabled');
      }, soon);
    });
  });
}
