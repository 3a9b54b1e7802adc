/** The flags of `client create` and `client update`, and the document that they make. */
import type { Command } from 'commander';
import { Option } from 'commander';
import { authenticationMethods, clientTypes } from '@/portal/client-types';
import { signingAlgorithms, subjectTypes } from '@/portal/token-choices';
import type { ClientPolicyFlags } from './client-policy-flags';
import { addClientPolicyFlags, toClientSettings } from './client-policy-flags';
import type { JsonOption } from './json-option';
import { readDocument } from './json-option';
import { readKeySet } from './key-set-file';
import { collect } from './repeated-option';

export interface ClientFlags extends ClientPolicyFlags {
  json?: JsonOption;
  type?: string;
  name?: string;
  redirectUri?: string[];
  postLogoutRedirectUri?: string[];
  backchannelLogoutUri?: string;
  backchannelLogoutSessionRequired?: true;
  frontchannelLogoutUri?: string;
  frontchannelLogoutSessionRequired?: true;
  tokenEndpointAuthMethod?: string;
  tokenEndpointAuthSigningAlg?: string;
  jwks?: string;
  jwksUri?: string;
  grantType?: string[];
  responseType?: string[];
  scope?: string;
  subjectType?: string;
  sectorIdentifierUri?: string;
  idTokenSignedResponseAlg?: string;
  userinfoSignedResponseAlg?: string;
}

const algorithms = [...signingAlgorithms];

/** The flags that describe a client, on one command. */
export function addClientFlags(command: Command): Command {
  const types = [...clientTypes].map(([name, { meaning }]) => `${name} (${meaning})`).join(', ');
  const described = command
    .addOption(new Option('--type <type>', `what it is: ${types}`).choices([...clientTypes.keys()]))
    .option('--name <name>', 'what people read on the consent page')
    .option('--redirect-uri <uri>', 'where sign-in returns to; may be repeated', collect)
    .option('--post-logout-redirect-uri <uri>', 'where sign-out returns to; may be repeated', collect)
    .option('--backchannel-logout-uri <uri>', 'where our server tells it that a session has ended')
    .option('--backchannel-logout-session-required', 'it needs to be told which session')
    .option('--frontchannel-logout-uri <uri>', 'what the signed-out page loads in a frame')
    .option('--frontchannel-logout-session-required', 'it needs to be told which session')
    .option('--auth-method, --token-endpoint-auth-method <method>', authenticationMethods.join(', '))
    .option('--token-endpoint-auth-signing-alg <alg>', 'the one algorithm that its assertions may be signed with')
    .option('--jwks <file>', 'its public keys: a file with a JWK Set (RFC 7517)')
    .option('--jwks-uri <uri>', 'where it publishes its public keys')
    .option('--grant-type <grant>', 'may be repeated', collect)
    .option('--response-type <type>', 'may be repeated', collect)
    .option('--scope <scopes>', 'the scopes that it may ask for, separated by spaces')
    .addOption(new Option('--subject-type <type>', 'what it knows people by').choices([...subjectTypes]))
    .option('--sector-identifier-uri <uri>', 'a list of redirect URIs: who shares it knows people by the same sub')
    .addOption(
      new Option('--id-token-signed-response-alg <alg>', 'what its ID tokens are signed with').choices(algorithms),
    )
    .addOption(new Option('--userinfo-signed-response-alg <alg>', 'have userinfo answers signed').choices(algorithms));
  return addClientPolicyFlags(described);
}

/** Keys are in one place: naming it takes away the other, unless both are named, which the rules refuse. */
function keyMembers({ jwks, jwksUri }: ClientFlags): Record<string, unknown> {
  const keys = jwks === undefined ? {} : { jwks_uri: null, jwks: readKeySet(jwks) };
  return jwksUri === undefined ? keys : { jwks: null, ...keys, jwks_uri: jwksUri };
}

/** JSON over the type's members, flags over both. Throws `kind: 'usage'`. */
export function toClientDocument(flags: ClientFlags, usualType = ''): Record<string, unknown> {
  const given = readDocument(flags.json);
  const members: Record<string, unknown> = {
    client_name: flags.name,
    redirect_uris: flags.redirectUri,
    post_logout_redirect_uris: flags.postLogoutRedirectUri,
    backchannel_logout_uri: flags.backchannelLogoutUri,
    backchannel_logout_session_required: flags.backchannelLogoutSessionRequired,
    frontchannel_logout_uri: flags.frontchannelLogoutUri,
    frontchannel_logout_session_required: flags.frontchannelLogoutSessionRequired,
    token_endpoint_auth_method: flags.tokenEndpointAuthMethod,
    token_endpoint_auth_signing_alg: flags.tokenEndpointAuthSigningAlg,
    ...keyMembers(flags),
    grant_types: flags.grantType,
    response_types: flags.responseType,
    scope: flags.scope,
    subject_type: flags.subjectType,
    sector_identifier_uri: flags.sectorIdentifierUri,
    id_token_signed_response_alg: flags.idTokenSignedResponseAlg,
    userinfo_signed_response_alg: flags.userinfoSignedResponseAlg,
  };
  const set = Object.entries(members).filter(([, value]) => value !== undefined);
  const document = { ...clientTypes.get(flags.type ?? usualType)?.members, ...given, ...Object.fromEntries(set) };
  const chosen = toClientSettings(flags);
  if (Object.keys(chosen).length === 0) return document;
  return { ...document, settings: layOver(membersOf(given, 'settings'), chosen) };
}

function membersOf(document: object, member: string): Record<string, unknown> {
  const value: unknown = Reflect.get(document, member);
  return typeof value === 'object' && value !== null ? { ...value } : {};
}

/** Lifetimes are a document within the settings. */
function layOver(given: Record<string, unknown>, chosen: Record<string, unknown>): Record<string, unknown> {
  if (chosen.lifetimes === undefined) return { ...given, ...chosen };
  const lifetimes = { ...membersOf(given, 'lifetimes'), ...membersOf(chosen, 'lifetimes') };
  return { ...given, ...chosen, lifetimes };
}
