/** The roles of a person, which nothing in this house writes yet. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Storage } from '../storage';
import { queryDatabase } from '../testing/query.mjs';
import { aPerson } from '../testing/rows';
import type { StorageKind, TestDatabase } from '../testing/storages';

export function describeRoles({ name, create }: StorageKind): void {
  describe(`the roles of a person on ${name}`, () => {
    let database: TestDatabase;
    let storage: Storage;

    beforeAll(async () => {
      database = await create();
      storage = await database.open();
    });
    afterAll(() => database?.dispose());

    it('are their own and those of their groups, each once', async () => {
      const [person, other] = [aPerson(), aPerson()];
      for (const each of [person, other]) await storage.stores.people.create(each);
      const insert = (table: string, ...values: string[]) => {
        const quoted = [storage.realmId, ...values].map((value) => `'${value}'`);
        return queryDatabase(database.databaseUrl, `INSERT INTO ${table} VALUES (${quoted.join(', ')})`);
      };
      for (const role of ['admin', 'editor', 'reader', 'nobody']) await insert('role', role, `the ${role}`, '');
      await insert('person_group', 'staff', 'Staff', '');
      await insert('group_membership', 'staff', person.id);
      for (const role of ['reader', 'editor']) await insert('group_role', 'staff', role);
      for (const role of ['reader', 'admin']) await insert('person_role', person.id, role);
      const roles = (await storage.stores.endUsers.find(person.id))?.roles;
      expect(roles).toEqual(['the admin', 'the editor', 'the reader']);
      expect((await storage.stores.endUsers.find(other.id))?.roles).toEqual([]);
    });
  });
}
