/** People on Maps: names, passwords, sessions, counters, set-up. */
import type {
  AttemptStore,
  PasswordStore,
  Person,
  PersonStore,
  SessionRecord,
  SessionStore,
  SetupStore,
} from '@/identity/ports';
import type { EndUserLookup, PairwiseSubjectStore, SessionLookup } from '@/protocol/ports';
import { createHoldProven, toEndUser } from '../end-user';
import { assertPrimitives, foldText } from '../query-values';
import { deletePerson } from './delete-person';
import { findHeld } from './roles';
import { assertPresent, assertUnique, deleteWhere, insert, page, updateWhere } from './rows';
import type { MemoryAccess } from './state';

const uniqueOfPerson = { usernameFolded: 'username', emailFolded: 'email', subject: undefined };

export function createPersonStore({ read, write }: MemoryAccess): PersonStore {
  return {
    create: (person) => write(({ people }) => insert(people, person.id, person, uniqueOfPerson)),
    find: (id) => read(({ people }) => people.get(keyed({ id }).id)),
    // Units of work come one after the other here.
    findForChange: (id) => read(({ people }) => people.get(keyed({ id }).id)),
    findByName: (folded) =>
      read(({ people }) => {
        const member = keyed({ folded }).folded.includes('@') ? 'emailFolded' : 'usernameFolded';
        return [...people.values()].find((person) => person[member] === folded);
      }),
    update: (id, change) =>
      write(({ people }) => {
        const person = people.get(keyed({ id }).id);
        if (!person) return false;
        const given = Object.entries(change).filter(([, value]) => value !== undefined);
        const { subject, createdAt } = person;
        const changed: Person = { ...person, ...Object.fromEntries(given), id, subject, createdAt };
        assertUnique(people, id, changed, uniqueOfPerson);
        people.set(id, structuredClone(changed));
        return true;
      }),
    delete: (id) => write((state) => deletePerson(state, keyed({ id }).id)),
    list: ({ search, ...window }) =>
      read(({ people }) => {
        const text = foldText(search ?? '');
        const named = (person: Person) =>
          [person.usernameFolded, person.emailFolded, person.email].some((value) => value?.includes(text));
        return page([...people.values()].filter(named), window);
      }),
  };
}

export function createEndUserLookup(access: MemoryAccess): EndUserLookup {
  return {
    holdProven: createHoldProven(createPersonStore(access), createPasswordStore(access)),
    find: (personId) =>
      access.read((state) => {
        const person = state.people.get(keyed({ personId }).personId);
        return person && toEndUser(person, findHeld(state, personId));
      }),
  };
}

export function createPairwiseSubjectStore({ read, write }: MemoryAccess): PairwiseSubjectStore {
  const keyOf = (personId: string, sector: string) => Object.values(keyed({ personId, sector })).join(' ');
  return {
    find: (personId, sector) => read(({ pairwiseSubjects }) => pairwiseSubjects.get(keyOf(personId, sector))),
    settle: (personId, sector, proposed) =>
      write(({ people, pairwiseSubjects }) => {
        assertPresent(people, personId);
        const subject = pairwiseSubjects.get(keyOf(personId, sector)) ?? proposed;
        pairwiseSubjects.set(keyOf(personId, sector), subject);
        return subject;
      }),
  };
}

export function createPasswordStore({ read, write }: MemoryAccess): PasswordStore {
  return {
    find: (personId) => read(({ passwords }) => passwords.get(keyed({ personId }).personId)),
    set: (personId, hash, changedAt) =>
      write(({ people, passwords }) => {
        assertPresent(people, personId);
        passwords.set(personId, { hash, changedAt });
      }),
  };
}

export function createSessionStore({ read, write }: MemoryAccess): SessionStore {
  return {
    create: (session) =>
      write(({ people, sessions }) => {
        assertPresent(people, session.personId);
        insert(sessions, session.id, session, { sid: undefined, tokenHash: undefined });
      }),
    findByTokenHash: (tokenHash) =>
      read(({ sessions }) => {
        assertPrimitives({ tokenHash });
        return [...sessions.values()].find((session) => session.tokenHash === tokenHash);
      }),
    find: (id) => read(({ sessions }) => sessions.get(keyed({ id }).id)),
    touch: async (id, lastUsedAt, expiresAt) => {
      await write(({ sessions }) => updateWhere(sessions, (session) => session.id === id, { lastUsedAt, expiresAt }));
    },
    renew: (id, renewal) =>
      write(({ sessions }) => {
        const open = (session: SessionRecord) => session.id === id && session.endedAt === null;
        return updateWhere(sessions, open, renewal) === 1;
      }),
    end: (id, at) => {
      const open = (session: SessionRecord) => session.id === id && session.endedAt === null;
      return write(({ sessions }) => updateWhere(sessions, open, { endedAt: at }) === 1);
    },
    endAllOfPerson: (personId, at, except) => {
      const open = (session: SessionRecord) =>
        session.personId === personId && session.endedAt === null && session.id !== except;
      return write(({ sessions }) => {
        const ended = [...sessions.values()].filter(open).map(({ id }) => id);
        updateWhere(sessions, open, { endedAt: at });
        return ended;
      });
    },
    listLiveOfPerson: (personId, at) =>
      read(({ sessions }) =>
        [...sessions.values()]
          .filter((session) => session.personId === personId && isLive(session, at))
          .sort((first, second) => second.lastUsedAt.getTime() - first.lastUsedAt.getTime()),
      ),
  };
}

export function createSessionLookup({ read }: MemoryAccess): SessionLookup {
  const find = (sessionId: string, at: Date) =>
    read(({ sessions }) => isLive(sessions.get(keyed({ sessionId }).sessionId), at));
  return {
    isLive: find,
    // Units of work come one after the other here.
    holdLive: find,
  };
}

export function isLive(session: SessionRecord | undefined, at: Date): boolean {
  return session !== undefined && session.endedAt === null && session.expiresAt > at && session.absoluteExpiresAt > at;
}

export function createAttemptStore({ read, write }: MemoryAccess): AttemptStore {
  return {
    add: (key, at, windowSeconds) =>
      write(({ attempts }) => {
        const before = attempts.get(keyed({ key }).key);
        const running = before && before.windowEndsAt > at;
        const windowEndsAt = running ? before.windowEndsAt : new Date(at.getTime() + windowSeconds * 1000);
        const count = running ? before.count + 1 : 1;
        attempts.set(key, { count, windowEndsAt, lastAt: at });
        return { count, windowEndsAt };
      }),
    find: (key) => read(({ attempts }) => attempts.get(keyed({ key }).key)),
    clear: async (key) => {
      await write(({ attempts }) => attempts.delete(key));
    },
  };
}

export function createSetupStore({ read, write }: MemoryAccess): SetupStore {
  return {
    isComplete: () => read(({ setup }) => setup.has('complete')),
    complete: (at) => write(({ setup }) => !setup.has('complete') && setup.set('complete', at).has('complete')),
    saveToken: (token) =>
      write(({ setupTokens }) => {
        deleteWhere(setupTokens, ({ consumedAt }) => consumedAt === null);
        insert(setupTokens, token.hash, { ...token, consumedAt: null });
      }),
    findToken: (hash) => read(({ setupTokens }) => setupTokens.get(keyed({ hash }).hash)),
    consumeToken: (hash, at) =>
      write(({ setupTokens }) => {
        const usable = (token: { hash: string; consumedAt: Date | null; expiresAt: Date }) =>
          token.hash === hash && token.consumedAt === null && token.expiresAt > at;
        return updateWhere(setupTokens, usable, { consumedAt: at }) === 1;
      }),
  };
}

function keyed<Values extends Record<string, string>>(values: Values): Values {
  assertPrimitives(values);
  return values;
}
