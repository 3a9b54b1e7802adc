/** The outbox of back-channel logout, on a Map. */
import { uuidv7 } from 'uuidv7';
import type { LogoutNotice, LogoutNoticeStore } from '@/protocol/ports';
import { assertPrimitives } from '../query-values';
import { insert, updateWhere } from './rows';
import type { MemoryAccess, State } from './state';

export function createLogoutNoticeStore({ write }: MemoryAccess): LogoutNoticeStore {
  return {
    addOfSessions: (sessionIds, at) => write((state) => addOfSessions(state, sessionIds, at)),
    claim: ({ at, until, clients, ofEach }) =>
      write(({ logoutNotices }) => {
        const due = [...logoutNotices.values()]
          .filter(({ dueAt }) => dueAt <= at)
          .sort((first, second) => first.dueAt.getTime() - second.dueAt.getTime());
        const longestWaiting = [...new Set(due.map(({ clientId }) => clientId))].slice(0, clients);
        const taken = longestWaiting.flatMap((id) => due.filter(({ clientId }) => clientId === id).slice(0, ofEach));
        return taken.map(({ dueAt: _, ...notice }): LogoutNotice => {
          const claimed = { ...notice, attempts: notice.attempts + 1 };
          logoutNotices.set(notice.id, { ...claimed, dueAt: until });
          return claimed;
        });
      }),
    delete: async (id) => {
      assertPrimitives({ id });
      await write(({ logoutNotices }) => logoutNotices.delete(id));
    },
    postpone: async ({ id, attempts }, dueAt) => {
      const unclaimed = (notice: LogoutNotice) => notice.id === id && notice.attempts === attempts;
      await write(({ logoutNotices }) => updateWhere(logoutNotices, unclaimed, { dueAt }));
    },
  };
}

function addOfSessions({ authorizations, clients, logoutNotices }: State, sessionIds: string[], at: Date): void {
  const told = new Set<string>();
  for (const { sessionId, clientId, subject, sid } of authorizations.values()) {
    const key = `${sessionId} ${clientId}`;
    const client = clients.get(clientId);
    const isTold = client?.status === 'active' && client.metadata.backchannel_logout_uri !== undefined;
    if (sessionId === null || !sessionIds.includes(sessionId) || told.has(key) || !isTold) continue;
    told.add(key);
    const notice = { id: uuidv7(), clientId, subject, sid: sid ?? '', createdAt: at, dueAt: at, attempts: 0 };
    insert(logoutNotices, notice.id, notice);
  }
}
