/** How a client is printed. */
import type { IssuedSecret } from '@/portal/client-document';
import type { showClient } from '@/portal/show-client';
import { describeClaim } from './claim-flags';
import { minute, pairs } from './layout';

type Client = Awaited<ReturnType<typeof showClient>>;

/** A client for people; the secret only right after it was made. */
export function describeClient(
  { clientId, status, metadata, settings, secrets, allotments, createdAt, selfRegistration }: Client,
  issued?: IssuedSecret,
): string {
  const others = secrets.filter(({ id }) => id !== issued?.record.id);
  const described = others.map(({ prefix, label, expiresAt }) => {
    return `${prefix}... ${label}${expiresAt === null ? '' : `, until ${minute(expiresAt)} UTC`}`;
  });
  return pairs([
    ['client_id', clientId],
    ['client_secret', issued === undefined ? undefined : `${issued.value}  (shown once)`],
    ['client_name', metadata.client_name],
    ['status', status === 'active' ? undefined : status],
    ['registered by', selfRegistration === null ? undefined : describeReview(selfRegistration)],
    ['authentication', metadata.token_endpoint_auth_method],
    ['signing algorithm', metadata.token_endpoint_auth_signing_alg],
    ['jwks_uri', metadata.jwks_uri],
    ['public keys', metadata.jwks?.keys.map(({ kty, kid }) => [kty, kid].filter(Boolean).join(' '))],
    ['grant_types', metadata.grant_types.join(' ')],
    ['redirect_uris', metadata.redirect_uris],
    ['post_logout_redirect_uris', metadata.post_logout_redirect_uris],
    ['backchannel_logout_uri', metadata.backchannel_logout_uri],
    ['frontchannel_logout_uri', metadata.frontchannel_logout_uri],
    ['subject_type', metadata.subject_type],
    ['sector_identifier_uri', metadata.sector_identifier_uri],
    ['scope', metadata.scope],
    ['APIs', allotments.map(({ api, scopes }) => [api, ...scopes].join(' '))],
    ['consent', settings.firstParty ? 'never asked (first-party)' : undefined],
    ['ID token', settings.scopeClaimsInIdToken ? 'with the claims of the granted scopes' : undefined],
    ['claims', settings.claims.map(describeClaim)],
    ['token requests', settings.jsonTokenRequests ? 'as JSON, too' : undefined],
    ['secrets', issued === undefined ? described : undefined],
    ['older secrets', issued === undefined ? undefined : described],
    ['created', `${minute(createdAt)} UTC`],
  ]);
}

function describeReview({ quarantinedAt }: NonNullable<Client['selfRegistration']>): string {
  return quarantinedAt === null ? 'itself, approved' : `itself, not reviewed since ${minute(quarantinedAt)} UTC`;
}
