/** Mail on Maps: the outbox, and the links in it. */
import type { MailedLinkStore, MailMessage, MailStore } from '@/identity/ports';
import { assertPrimitives, pageSize } from '../query-values';
import { assertPresent, deleteWhere, insert, page, updateWhere } from './rows';
import type { MemoryAccess } from './state';

export function createMailStore({ read, write }: MemoryAccess): MailStore {
  return {
    add: (message) => write(({ mail }) => insert(mail, message.id, message)),
    claim: ({ at, until, limit }) =>
      write(({ mail }) => {
        const due = [...mail.values()]
          .filter(({ dueAt }) => dueAt !== null && dueAt <= at)
          .sort((first, second) => Number(first.dueAt) - Number(second.dueAt));
        return due.slice(0, pageSize(limit)).map((message) => {
          const claimed = { ...message, dueAt: until, attempts: message.attempts + 1 };
          mail.set(message.id, claimed);
          return claimed;
        });
      }),
    setDelivered: async (id, at) => {
      assertPrimitives({ id });
      const change = { deliveredAt: at, dueAt: null, failureCode: null };
      await write(({ mail }) => updateWhere(mail, (message) => message.id === id, change));
    },
    setFailed: async ({ id, attempts }, failureCode, dueAt) => {
      assertPrimitives({ id });
      const unclaimed = (message: MailMessage) =>
        message.id === id && message.attempts === attempts && message.deliveredAt === null;
      await write(({ mail }) => updateWhere(mail, unclaimed, { failureCode, dueAt }));
    },
    find: (id) =>
      read(({ mail }) => {
        assertPrimitives({ id });
        return mail.get(id);
      }),
    list: (wanted) => read(({ mail }) => page(mail.values(), { ...wanted, newestFirst: true })),
  };
}

export function createMailedLinkStore({ read, write }: MemoryAccess): MailedLinkStore {
  const keyed = (kind: string, hash: string) => {
    assertPrimitives({ kind, hash });
    return `${kind} ${hash}`;
  };
  return {
    create: (link) =>
      write(({ mailedLinks, people }) => {
        assertPresent(people, link.personId);
        insert(mailedLinks, keyed(link.kind, link.hash), link);
      }),
    find: (kind, hash) => read(({ mailedLinks }) => mailedLinks.get(keyed(kind, hash))),
    consume: (kind, hash, at) =>
      write(({ mailedLinks }) => {
        const key = keyed(kind, hash);
        const found = mailedLinks.get(key);
        if (found === undefined || found.consumedAt !== null || found.expiresAt <= at) return false;
        mailedLinks.set(key, { ...found, consumedAt: at });
        return true;
      }),
    deleteOfPerson: async (personId) => {
      assertPrimitives({ personId });
      await write(({ mailedLinks }) => deleteWhere(mailedLinks, (link) => link.personId === personId));
    },
  };
}
