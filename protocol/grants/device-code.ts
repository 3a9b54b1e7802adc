/** Device code grant (RFC 8628 sections 3.4 and 3.5): the device asks until the person has decided. */
import { auditEntry } from '../audit-entry';
import { deviceCodeGrantType } from '../client-metadata/vocabulary';
import { refusal } from '../errors';
import { inTrace } from '../in-trace';
import type { DeviceCode, OpaqueAccessToken, RefreshToken } from '../ports';
import type { Grant, GrantDependencies, GrantRequest, Proof } from './grant';
import { proveGranted } from './granted';

export const deviceCodeGrant: Grant = {
  grantType: deviceCodeGrantType,
  parameters: ['device_code', 'resource'],

  async prove(request, dependencies) {
    const code = await getDeviceCode(request, dependencies);
    return inTrace(code.traceId, () => proveCode(code, request, dependencies));
  },
};

async function proveCode(code: DeviceCode, request: GrantRequest, dependencies: GrantDependencies): Promise<Proof> {
  // No sign of theft, as it is with other codes: to send it again and again is what devices are told to do.
  if (code.consumedAt !== null) throw refusal('device-code-used');
  const authorizationId = await getApproval(code, dependencies);
  const granted = await dependencies.storage.stores.granted.byId(authorizationId, dependencies.clock.now());
  const { authorization, refreshToken } = await proveGranted(granted, request, dependencies);
  return {
    kind: 'proven',
    authorization,
    async spend(answer, accessToken) {
      await redeem({ ...code, authorizationId }, { refreshToken, accessToken }, request, dependencies);
      return answer;
    },
  };
}

async function getDeviceCode(
  { parameters, client }: GrantRequest,
  { storage, cryptography }: GrantDependencies,
): Promise<DeviceCode> {
  const presented = parameters.get('device_code');
  if (presented === undefined) throw refusal('device-code-missing');
  const code = await storage.stores.deviceCodes.find(cryptography.digest(presented));
  if (code === undefined) throw refusal('device-code-unknown');
  if (code.clientId !== client.clientId) throw refusal('device-code-other-client');
  return code;
}

/** The authorization that the approval made. While there is no decision every poll counts; once there is, none is too early. */
async function getApproval(code: DeviceCode, { storage, clock }: GrantDependencies): Promise<string> {
  const { decision, expiresAt, authorizationId } = code;
  const now = clock.now();
  if (decision === 'denied') throw refusal('device-code-denied');
  if (expiresAt <= now) throw refusal('device-code-expired');
  if (authorizationId !== null) return authorizationId;
  const poll = await storage.stores.deviceCodes.poll(code, now);
  throw refusal(poll === 'too-early' ? 'device-code-slow-down' : 'device-code-pending');
}

interface Yielded {
  refreshToken: RefreshToken | null;
  accessToken: OpaqueAccessToken | undefined;
}

/** Last, and in one transaction with the tokens that it yields and the audit row that tells of it. */
async function redeem(
  { hash, authorizationId }: DeviceCode & { authorizationId: string },
  { refreshToken, accessToken }: Yielded,
  { client, origin }: GrantRequest,
  { storage, clock, random }: GrantDependencies,
): Promise<void> {
  const at = clock.now();
  await storage.transaction(async (stores) => {
    if (!(await stores.deviceCodes.consume(hash, at))) throw refusal('device-code-used');
    if (refreshToken !== null) await stores.refreshTokens.create(refreshToken);
    if (accessToken !== undefined) await stores.opaqueAccessTokens.create(accessToken);
    const actor = { kind: 'client', id: client.clientId } as const;
    const object = { kind: 'authorization', id: authorizationId };
    await stores.audit.append(auditEntry({ at, actor, action: 'device-code-redeem', object }, origin, random));
  });
}
