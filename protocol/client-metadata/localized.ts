/** What people read of a client, in several languages (RFC 7591 section 2.2): `client_name#ja` beside `client_name`. Pure. */
import type { ClientMetadata } from '../ports';

const localizable = ['client_name', 'client_uri', 'logo_uri', 'tos_uri', 'policy_uri'] as const;
export type LocalizableMember = (typeof localizable)[number];
export type LocalizedMember = `${LocalizableMember}#${string}`;

/** So many members with a language are kept at most. */
export const mostLocalized = 100;

/** The member that a name with a language tag is about; undefined for any other name, and for what is no tag (BCP 47). */
export function memberOfLocalized(name: string): LocalizableMember | undefined {
  const [member, tag, ...more] = name.split('#');
  if (tag === undefined || more.length > 0 || tag.length > 35 || !isLanguageTag(tag)) return undefined;
  return localizable.find((known) => known === member);
}

/** The value for a reader of this language, or else the one for everybody. `fr` takes `fr`, and `fr-CA` also takes `fr`. */
export function inLanguage(metadata: ClientMetadata, member: LocalizableMember, locale: string): string | undefined {
  const tags = new Map(
    Object.entries(metadata).flatMap(([name, value]) =>
      memberOfLocalized(name) === member ? [[name.slice(member.length + 1).toLowerCase(), String(value)] as const] : [],
    ),
  );
  const subtags = locale.toLowerCase().split('-');
  for (let length = subtags.length; length > 0; length -= 1) {
    const value = tags.get(subtags.slice(0, length).join('-'));
    if (value !== undefined) return value;
  }
  return metadata[member];
}

function isLanguageTag(tag: string): boolean {
  try {
    return Intl.getCanonicalLocales(tag).length === 1;
  } catch {
    return false;
  }
}
