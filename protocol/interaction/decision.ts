/** The dispatcher's decision for a request of now: what the pure `next-step` needs is read here. */
import type { AuthorizationRequest } from '../authorization-request';
import type { Client, Clock, Consent, EndUserSession, InteractionFacts, ProtocolStorage } from '../ports';
import { findSubject } from '../subjects';
import { rememberedConsent } from './consent';
import type { NextStep } from './next-step';
import { nextStep } from './next-step';

/** What is next for a checked request, and the remembered consent that this rests on. */
export async function decide(
  request: AuthorizationRequest,
  session: EndUserSession | undefined,
  facts: InteractionFacts,
  { storage, clock }: { storage: ProtocolStorage; clock: Clock },
): Promise<{ next: NextStep; remembered: Consent | undefined }> {
  const { client, expectedSubject } = request;
  const { stores } = storage;
  const remembered = session && (await findConsent(client, session, storage));
  const isCompared = session !== undefined && expectedSubject !== undefined;
  const subject = isCompared ? await findSubject(client, session, stores) : undefined;
  return { next: nextStep({ request, session, subject, consent: remembered, facts, now: clock.now() }), remembered };
}

async function findConsent(client: Client, session: EndUserSession, { stores }: ProtocolStorage) {
  return rememberedConsent(await stores.consents.find(session.personId, client.clientId), client, session);
}
