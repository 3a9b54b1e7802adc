/** The dispatcher's decision for a request of now: what the pure `next-step` needs is read here. */
import type { AuthorizationRequest } from '../authorization-request';
import type { Clock, Consent, EndUserSession, InteractionFacts, ProtocolStorage } from '../ports';
import type { NextStep } from './next-step';
import { nextStep } from './next-step';

/** What is next for a checked request, and the remembered consent that this rests on. */
export async function decide(
  request: AuthorizationRequest,
  session: EndUserSession | undefined,
  facts: InteractionFacts,
  { storage, clock }: { storage: ProtocolStorage; clock: Clock },
): Promise<{ next: NextStep; remembered: Consent | undefined }> {
  const remembered =
    session === undefined ? undefined : await storage.stores.consents.find(session.personId, request.client.clientId);
  return { next: nextStep({ request, session, consent: remembered, facts, now: clock.now() }), remembered };
}
