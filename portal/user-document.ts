/** A person as JSON: the standard claims in wire spelling (OpenID Connect Core 5.1), and beside them what is ours. */
import type { Person, Profile } from '@/identity/ports';
import { profileMembers } from '@/identity/profile';

export type UserDocument = Profile & {
  id: string;
  sub: string;
  preferred_username: string;
  email: string | null;
  email_verified: boolean;
  status: Person['status'];
  administrator: boolean;
  created_at: string;
  updated_at: number;
};

/** The document of a person; holds no credential. */
export function toUserDocument(person: Person): UserDocument {
  return {
    id: person.id,
    sub: person.subject,
    preferred_username: person.username,
    email: person.email,
    email_verified: person.emailVerified,
    ...person.profile,
    status: person.status,
    administrator: person.administrator,
    created_at: person.createdAt.toISOString(),
    updated_at: Math.floor(person.updatedAt.getTime() / 1000),
  };
}

/** The claims that a user document may hold besides `preferred_username`, `email` and `email_verified`. */
export const userProfileClaims: readonly string[] = profileMembers;
