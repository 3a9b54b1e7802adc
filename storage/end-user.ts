/** A person as the protocol sees them. */
import type { PasswordStore, Person, PersonStore } from '@/identity/ports';
import type { EndUser, EndUserLookup, StandardClaims } from '@/protocol/ports';

/** The standard claims of a person (OpenID Connect Core 5.1), without empty members. */
export function toEndUser(person: Person, roles: string[]): EndUser {
  return {
    personId: person.id,
    subject: person.subject,
    status: person.status,
    claims: toStandardClaims(person),
    roles: [...roles].sort(),
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
