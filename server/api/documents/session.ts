/** Sessions and consents of people. */
import { z } from 'zod';
import type { ListedConsent } from '@/portal/consents';
import type { ListedSession } from '@/portal/sessions';
import { personReference, toPersonReference } from './application';

const when = z.iso.datetime();

export const sessionDocument = z
  .object({
    id: z.string(),
    person: personReference,
    current: z.boolean().meta({ description: 'The session that asks.' }),
    user_agent: z.string().nullable(),
    network: z.string().nullable().meta({ description: 'The address that signed in.' }),
    remembered: z.boolean().meta({ description: 'It outlives the browser being closed.' }),
    amr: z.array(z.string()).meta({ description: 'How the person proved who they are (RFC 8176).' }),
    auth_time: when,
    created_at: when,
    last_used_at: when.meta({ description: 'Within a minute.' }),
    expires_at: when.meta({ description: 'Unless it is used before.' }),
  })
  .meta({ id: 'Session' });

/** A session, as the one that asks for it sees it. */
export function toSessionDocument(session: ListedSession, currentId?: string): z.input<typeof sessionDocument> {
  const { id, person, userAgent, network, remembered, amr } = session;
  return {
    ...{ id, person: toPersonReference(person), current: id === currentId, user_agent: userAgent, network },
    ...{ remembered, amr, auth_time: session.authTime.toISOString(), created_at: session.createdAt.toISOString() },
    last_used_at: session.lastUsedAt.toISOString(),
    expires_at: session.expiresAt.toISOString(),
  };
}

export const consentDocument = z
  .object({
    application: z.object({ client_id: z.string(), name: z.string().nullable(), logo_uri: z.string().nullable() }),
    person: personReference,
    scopes: z.array(z.string()),
    resources: z.array(z.string()).meta({ description: 'The identifiers of the APIs that it may be used at.' }),
    updated_at: when.meta({ description: 'When it was last given or widened.' }),
  })
  .meta({ id: 'Consent' });

export function toConsentDocument({ consent, person, client }: ListedConsent): z.input<typeof consentDocument> {
  const { client_name: name = null, logo_uri = null } = client?.metadata ?? {};
  return {
    application: { client_id: consent.clientId, name, logo_uri },
    person: toPersonReference(person),
    scopes: consent.scopes,
    resources: consent.resources,
    updated_at: consent.updatedAt.toISOString(),
  };
}
