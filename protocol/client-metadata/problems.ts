/** What is wrong with a member of a client's metadata; wrapped by the form, the API, the command line and `/register`. */
export interface FieldProblem {
  field: string;
  code: ProblemCode;
}

const problemSentences = {
  'not-an-object': 'must be a JSON object.',
  'wrong-type': 'has the wrong type.',
  empty: 'must not be empty.',
  'too-long': 'is too long.',
  'too-many': 'has too many entries.',
  duplicate: 'holds the same entry twice.',
  'control-characters': 'must not hold characters that nobody can see.',
  'unknown-value': 'is not a value that this server supports.',
  unknown: 'is not a known setting.',
  'not-a-uri': 'must be an absolute URI.',
  fragment: 'must not have a fragment.',
  'https-required': 'must use https. Plain http works on loopback addresses only.',
  'forbidden-scheme': 'uses a scheme that is never allowed.',
  'private-scheme-native-only': 'uses a private scheme, which only native clients may.',
  'private-scheme-needs-dot': 'must use a reverse-domain scheme with a dot in it, such as com.example.app.',
  credentials: 'must not hold a user name or a password.',
  wildcard: 'must be an exact address without a wildcard.',
  'implicit-needs-https': 'must use https and no loopback address for the implicit grant of a web client.',
  'outside-registration-policy': 'holds what clients that register themselves may not have here.',
  'other-client': 'must be that of this registration.',
  'not-an-email': 'must be an e-mail address.',
  'out-of-range': 'is out of range.',
  'redirect-uri-required': 'needs at least one entry for the authorization code grant.',
  'code-grant-required': 'needs authorization_code for a response type with a code.',
  'implicit-grant-required': 'needs implicit for a response type with a token or an ID token.',
  'front-channel-type-required': 'needs an entry with a token or an ID token for the implicit grant.',
  'profile-forbids-front-channel': 'must hold nothing but code under this profile.',
  'profile-forbids-password': 'must not hold password under this profile.',
  'implicit-and-hybrid-off': 'holds what is off in this realm, see the setting implicit-and-hybrid.',
  'password-grant-off': 'holds password, which is off in this realm, see the setting password-grant.',
  'password-public': 'needs a client that proves itself for password.',
  'client-credentials-public': 'needs a client that proves itself for client_credentials.',
  'refresh-needs-issuing-grant': 'needs a grant besides refresh_token.',
  'host-not-for-frames': 'must have a host of letters, digits, dots and hyphens.',
  'origin-of-no-redirect-uri': 'must have the scheme, host and port of one of the redirect_uris.',
  'jwks-and-jwks-uri': 'must not be given together with jwks_uri.',
  'keys-required': 'or jwks_uri must be given for private_key_jwt, with at least one public key.',
  'private-key': 'must hold public keys only: never the private half of a key, and no shared secret.',
  'unusual-key': 'must hold RSA keys of 2048 to 4096 bits, with an exponent of 32 bits at most.',
  'own-origin': 'must not lead to this server itself.',
  'algorithm-of-another-method': 'does not fit token_endpoint_auth_method.',
  'sector-required':
    'is needed: the redirect_uris do not name one https host, which would make the sector of a pairwise client.',
  'sector-unreachable': 'could not be fetched.',
  'sector-malformed': 'must lead to a JSON array of addresses.',
  'not-in-sector': 'does not list all of the redirect_uris.',
  'sector-unproven': 'must answer to redirect URIs alone for a pairwise client that registers itself.',
  'changes-subjects':
    'cannot be changed like this: every person would have another sub at this client. Register a new client.',
  'reserved-claim': 'is a claim of the protocol itself.',
  'claim-of-its-own': 'must not fill a claim of this name, which others rely on.',
  'claim-syntax': 'must be one word of printable characters.',
  'from-or-value': 'is needed: either from or value, and not both.',
  'operators-only': 'is for administrators to decide.',
  'standard-scope': 'is a standard scope, which belongs to no API.',
  'scope-of-api': 'holds more than standard scopes. Those of an API are allotted, by client allow.',
  'issuer-as-api': 'must not be the issuer, whose tokens are our own.',
  unchangeable: 'cannot be changed.',
  'no-such-client': 'names a client that does not exist.',
  'scope-syntax': 'must be scope tokens parted by single spaces.',
} as const;
export type ProblemCode = keyof typeof problemSentences;

/** One sentence for people: the member and what is wrong with it. */
export function describeProblem(problem: FieldProblem): string {
  return `${problem.field} ${problemSentences[problem.code]}`;
}
