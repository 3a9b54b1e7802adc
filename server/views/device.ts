/** The data of the pages for a device: its code, the decision, and what came of it. */
import { redirect } from 'next/navigation';
import type { DeviceView } from '@/protocol/interaction/device';
import { deviceStartPath, dispatcherPath, startPath } from '../interaction/locations';
import { realmName } from '../realm-name';
import { provenanceOf } from './provenance';
import { describeScopes } from './scopes';
import type { SearchParams } from './visit';
import { accountOf, applicationOf, openVisit, readParameter, showRefusal, waitMinutes } from './visit';

/** The field for the code: filled from the address or with what was typed before, and never sent by itself. */
export async function deviceView(searchParams: SearchParams) {
  const given = (await readParameter(searchParams, 'user_code'))?.slice(0, 32);
  const { requestId, pending } = await openVisit(searchParams, deviceStartPath(given));
  if (pending.purpose !== 'device') redirect(dispatcherPath(requestId));
  const failure = pending.failure?.step === 'device' ? pending.failure : undefined;
  return {
    request: requestId,
    userCode: failure === undefined ? given : failure.typedName,
    failure:
      failure === undefined
        ? undefined
        : failure.code === 'too-many-attempts'
          ? { code: 'too-many-attempts' as const, minutes: waitMinutes(failure) }
          : { code: 'user-code-unknown' as const },
  };
}

/** Shown only to the session that the decision is put to; anybody else goes by the dispatcher. */
export async function deviceConfirmView(searchParams: SearchParams) {
  const { gatehouse, requestId, pending, signedIn } = await openVisit(searchParams, startPath);
  const { askedSessionId } = pending.facts.device ?? {};
  if (pending.purpose !== 'device' || signedIn === undefined || askedSessionId !== signedIn.session.id)
    redirect(dispatcherPath(requestId));
  const asked = await gatehouse.engine.device.view(pending).catch((thrown: unknown) => showRefusal(thrown, gatehouse));
  if (asked === undefined) redirect(dispatcherPath(requestId));
  return {
    realm: realmName,
    application: await describeApplication(asked),
    request: requestId,
    account: accountOf(signedIn.person),
    userCode: asked.userCode,
    minutesAgo: Math.floor((gatehouse.clock.now().getTime() - asked.askedAt.getTime()) / 60_000),
    scopes: describeScopes({ ...asked, shownScopes: asked.requestedScopes, newScopes: [] }),
  };
}

async function describeApplication({ client }: DeviceView) {
  const [application, provenance] = await Promise.all([applicationOf(client), provenanceOf(client)]);
  const { client_uri: uri } = client.metadata;
  return {
    ...application,
    name: application?.name ?? client.clientId,
    ...provenance,
    // What nobody has checked would only look like a proof.
    domain: uri === undefined || provenance.verified === false ? undefined : new URL(uri).host,
  };
}

/** Says what came of it; there is nothing to look up. */
export function deviceOutcomeView() {
  return { realm: realmName };
}
