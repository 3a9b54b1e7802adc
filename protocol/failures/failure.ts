/** What the catalogue says of a failure: the rule that it broke, who can mend it, and what of it may be told. */

/** Where the rule stands. */
export interface Rule {
  document: string;
  section: string;
  url: string;
}

/** What a member of an event may hold: each kind lets through only what cannot be a secret (`redact`). */
export type MemberKind = 'number' | 'flag' | 'name' | 'word' | 'words' | 'uri' | 'reason';

export interface Failure {
  rule: Rule;
  /** The people of the application, those who run this place, or whoever signs in. */
  fixedBy: 'developer' | 'operator' | 'person';
  /** All that its event may say. */
  members: Readonly<Record<string, MemberKind>>;
}

/** One entry; without members its event says nothing but its code. */
export function failure(rule: Rule, fixedBy: Failure['fixedBy'], members: Failure['members'] = {}): Failure {
  return { rule, fixedBy, members };
}

/** A section, or a letter for an appendix, of an RFC. */
export function rfc(number: number, section: string): Rule {
  const anchor = /^[A-Z]/.test(section) ? `appendix-${section}` : `section-${section}`;
  return { document: `RFC ${number}`, section, url: `https://www.rfc-editor.org/rfc/rfc${number}.html#${anchor}` };
}

const openId = (document: string, file: string) => (section: string) => ({
  document,
  section,
  url: `https://openid.net/specs/${file}.html#rfc.section.${section}`,
});

export const core = openId('OpenID Connect Core', 'openid-connect-core-1_0');

export const documents = {
  responseTypes: openId('OAuth 2.0 Multiple Response Types', 'oauth-v2-multiple-response-types-1_0'),
  promptCreate: openId('Initiating User Registration', 'openid-connect-prompt-create-1_0'),
  unmetRequirements: openId(
    'Unmet Authentication Requirements',
    'openid-connect-unmet-authentication-requirements-1_0',
  ),
  logout: openId('RP-Initiated Logout', 'openid-connect-rpinitiated-1_0'),
  backChannelLogout: openId('Back-Channel Logout', 'openid-connect-backchannel-1_0'),
  fetch: (section: string): Rule => ({
    ...{ document: 'Fetch', section, url: 'https://fetch.spec.whatwg.org/#http-cors-protocol' },
  }),
};
