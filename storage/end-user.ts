/** A person as the protocol sees them. */
import type { PasswordStore, Person, PersonStore } from '@/identity/ports';
import type { EndUser, EndUserLookup, StandardClaims } from '@/protocol/ports';

/** A role or a group of a person; a role is of the whole realm where it names no client. */
export interface HeldName {
  kind: 'role' | 'group';
  clientId: string;
  name: string;
}

/** A person with their standard claims (OpenID Connect Core 5.1), without empty members, and all that they hold. */
export function toEndUser(person: Person, held: HeldName[]): EndUser {
  const sorted = held.toSorted((first, second) => (first.name < second.name ? -1 : 1));
  const roles = sorted.filter(({ kind }) => kind === 'role');
  return {
    personId: person.id,
    subject: person.subject,
    status: person.status,
    claims: toStandardClaims(person),
    roles: roles.filter(({ clientId }) => clientId === '').map(({ name }) => name),
    applicationRoles: roles.flatMap(({ clientId, name }) => (clientId === '' ? [] : [{ clientId, name }])),
    groups: sorted.filter(({ kind }) => kind === 'group').map(({ name }) => name),
  };
}

/** Holds a person and their password by the stores of identity, so that whoever changes either waits. */
export function createHoldProven(people: PersonStore, passwords: PasswordStore): EndUserLookup['holdProven'] {
  return async (personId, passwordChangedAt) => {
    if ((await people.findForChange(personId))?.status !== 'active') return false;
    return (await passwords.find(personId))?.changedAt.getTime() === passwordChangedAt.getTime();
  };
}

function toStandardClaims(person: Person): StandardClaims {
  const { phone_number_verified, address, ...profile } = person.profile;
  const claims: StandardClaims = {
    ...profile,
    preferred_username: person.username,
    updated_at: Math.floor(person.updatedAt.getTime() / 1000),
  };
  if (person.email) Object.assign(claims, { email: person.email, email_verified: person.emailVerified });
  if (profile.phone_number) claims.phone_number_verified = phone_number_verified ?? false;
  const filled = withoutEmpty(address ?? {});
  if (Object.keys(filled).length > 0) claims.address = filled;
  return withoutEmpty(claims);
}

function withoutEmpty<T extends object>(value: T): T {
  const entries = Object.entries(value).filter(
    ([, member]) => member !== undefined && member !== null && member !== '',
  );
  return Object.fromEntries(entries) as T;
}
