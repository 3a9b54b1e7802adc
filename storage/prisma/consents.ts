/** Consents: one row a person and client, which only grows until it is revoked. */
import type { Consent, ConsentStore } from '@/protocol/ports';
import { mergeWords } from '../words';
import type { Access } from './access';
import { within } from './access';
import { joinWords, splitWords } from './columns';
import type { Consent as ConsentRow } from './generated/sqlite/client';

export function createConsentStore(access: Access): ConsentStore {
  const identified = (personId: string, clientId: string) => ({
    realmId_personId_clientId: within(access, { personId, clientId }),
  });
  return {
    async find(personId, clientId) {
      const row = await access.read((db) => db.consent.findUnique({ where: identified(personId, clientId) }));
      return row ? toConsent(row) : undefined;
    },
    async save({ personId, clientId, scopes, resources, updatedAt }) {
      const where = identified(personId, clientId);
      await access.together(async (db) => {
        // The upsert locks the row, so that two consents given at once add up.
        const before = await db.consent.upsert({
          where,
          create: { ...where.realmId_personId_clientId, scopes: '', resources: '', updatedAt },
          update: { updatedAt },
        });
        const data = {
          scopes: joinWords(mergeWords(splitWords(before.scopes), scopes)),
          resources: joinWords(mergeWords(splitWords(before.resources), resources)),
        };
        await db.consent.update({ where, data });
      });
    },
    async revoke(personId, clientId) {
      const where = within(access, { personId, clientId });
      await access.write((db) => db.consent.deleteMany({ where }));
    },
  };
}

export function toConsent({ personId, clientId, scopes, resources, updatedAt }: ConsentRow): Consent {
  return { personId, clientId, scopes: splitWords(scopes), resources: splitWords(resources), updatedAt };
}
