/** Settings of the realm, as JSON. */
import { JsonNull } from '@prisma/client/runtime/client';
import type { SettingStore } from '@/portal/ports';
import type { Access } from './access';
import { within } from './access';
import { fromJson, toJson } from './columns';

export function createSettingStore(access: Access): SettingStore {
  const identified = (name: string) => ({ realmId_name: within(access, { name }) });
  return {
    async get(name) {
      const row = await access.read((db) => db.setting.findUnique({ where: identified(name) }));
      return row ? fromJson<unknown>(row.value) : undefined;
    },
    async set(name, value) {
      const where = identified(name);
      const column = value === null ? JsonNull : toJson(value as object);
      await access.change((db) =>
        db.setting.upsert({ where, create: { ...where.realmId_name, value: column }, update: { value: column } }),
      );
    },
  };
}
