/** One's own profile and password, and the proof that one is still there. */
import { z } from 'zod';
import { passwordAuthentication } from '@/identity/authenticate-password';
import type { Person } from '@/identity/ports';
import { createSessions } from '@/identity/sessions';
import { changePassword } from '@/portal/change-password';
import { updateOwnProfile } from '@/portal/update-own-profile';
import { readCookie, sessionCookie, sessionCookieName } from '../../cookies';
import { requirePassword, tooManyAttempts } from '../confirm-password';
import { changedProfile, password, personDocument, toPersonDocument } from '../documents/person';
import { freshUntil } from '../fresh';
import { operation } from '../operation';
import { selfOf } from '../self';

const shared = { tag: 'Me', audience: 'self', scope: null } as const;
const when = z.iso.datetime();
const sessionFacts = z.object({
  id: z.string(),
  auth_time: when,
  fresh_until: when.meta({ description: 'Until then operations that need a fresh authentication are carried out.' }),
});

function toSessionFacts({ id, authTime }: { id: string; authTime: Date }) {
  return { id, auth_time: authTime.toISOString(), fresh_until: freshUntil(authTime).toISOString() };
}

export const account = [
  operation({
    ...shared,
    name: 'getMe',
    method: 'GET',
    path: '/me',
    summary: 'Who am I',
    status: 200,
    answer: z.object({ person: personDocument, session: sessionFacts }),
    async handle({ caller }) {
      const { person, session } = selfOf(caller);
      return { person: toPersonDocument(person), session: toSessionFacts(session) };
    },
  }),
  operation({
    ...shared,
    name: 'getProfile',
    method: 'GET',
    path: '/me/profile',
    summary: 'Read my profile',
    status: 200,
    answer: personDocument,
    tagged: true,
    handle: async ({ caller }) => toPersonDocument(selfOf(caller).person),
  }),
  operation({
    ...shared,
    name: 'updateProfile',
    method: 'PATCH',
    path: '/me/profile',
    summary: 'Change my profile',
    description: 'The members that are given; null takes one away.',
    body: changedProfile,
    status: 200,
    answer: personDocument,
    tagged: true,
    async handle({ useCase, caller, body, checkUnchanged }) {
      const check = (before: Person) => checkUnchanged(toPersonDocument(before));
      return toPersonDocument(await updateOwnProfile(useCase, selfOf(caller).person.id, body, check));
    },
  }),
  operation({
    ...shared,
    name: 'changeMyPassword',
    method: 'PUT',
    path: '/me/password',
    summary: 'Change my password',
    description: 'I am signed out everywhere else, and what was granted there ends.',
    body: z.strictObject({ current_password: password, new_password: password }),
    status: 204,
    async handle({ useCase, caller, body }) {
      const { person, session } = selfOf(caller);
      const ids = { personId: person.id, sessionId: session.id };
      const passwords = { currentPassword: body.current_password, newPassword: body.new_password };
      const wait = await changePassword(useCase, { ...ids, ...passwords });
      if (wait !== undefined) throw tooManyAttempts(wait.retryAfterSeconds);
    },
  }),
  operation({
    ...shared,
    name: 'confirmMe',
    method: 'POST',
    path: '/me/confirmation',
    summary: 'Prove that I am still the one who signed in',
    description: 'With the password. The session goes on under another cookie, which this answer sets.',
    body: z.strictObject({ password }),
    status: 200,
    answer: sessionFacts,
    async handle(call) {
      const { useCase, headers } = call;
      const { issuer } = useCase.storage;
      const { person, session } = selfOf(call.caller);
      const proven = await useCase.storage.stores.passwords.find(person.id);
      await requirePassword(call, call.body.password);
      const opened = await createSessions(useCase).open({
        ...{ personId: person.id, passwordChangedAt: proven?.changedAt ?? null },
        ...{ amr: [...passwordAuthentication.amr], acr: passwordAuthentication.acr, remembered: session.remembered },
        ...{ userAgent: headers.get('user-agent'), origin: useCase.origin },
        previousCookieValue: readCookie(headers, sessionCookieName(issuer)),
      });
      call.setCookie(sessionCookie(opened, issuer, useCase.clock.now()));
      return toSessionFacts(opened.session);
    },
  }),
];
