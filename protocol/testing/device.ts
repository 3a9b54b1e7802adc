/** A device's way through the engine: its codes, the person's visit, the polls. */
import { deviceCodeGrantType } from '../client-metadata';
import type { EndUserSession, PendingRequest } from '../ports';
import type { TestEngine } from './engine';
import type { TestClient } from './registrations';
import { addClient } from './registrations';
import { sendAs } from './token-request';

type More = Record<string, string | undefined>;

export const origin = { network: '192.0.2.7', traceId: 'trace-of-the-test' };

export interface StartedDevice {
  device_code: string;
  user_code: string;
  verification_uri: string;
  verification_uri_complete: string;
  expires_in: number;
  interval: number;
}

/** A public client for televisions and terminals. */
export function addDeviceClient(engine: TestEngine, metadata: Record<string, unknown> = {}, settings = {}) {
  const grants = { grant_types: [deviceCodeGrantType, 'refresh_token'], redirect_uris: [], application_type: 'native' };
  return addClient(engine, { token_endpoint_auth_method: 'none', ...grants, ...metadata }, settings);
}

/** The codes of a device that begins. */
export async function startDevice(engine: TestEngine, client: TestClient, more: More = {}): Promise<StartedDevice> {
  const answer = await sendAs(engine, client, 'deviceAuthorization', { scope: 'openid offline_access', ...more });
  if (answer.status !== 200) throw new Error(answer.text);
  return answer.body as unknown as StartedDevice;
}

export function poll(engine: TestEngine, client: TestClient, deviceCode: string | undefined, more: More = {}) {
  return sendAs(engine, client, 'token', { grant_type: deviceCodeGrantType, device_code: deviceCode, ...more });
}

/** A browser on the device page, up to the decision: the pending request as it is stored. */
export async function typeUserCode({ server, storage }: TestEngine, userCode: string, session?: EndUserSession) {
  const { pending } = await server.interaction.start('device');
  const device = await server.device.claim(pending, userCode, origin);
  if (device === undefined) return undefined;
  await server.interaction.record(pending, { device: { ...device, ...(session && { askedSessionId: session.id }) } });
  return (await storage.stores.pendingRequests.find(pending.id)) as PendingRequest;
}

/** Types the code and decides, as the person whose session it is. */
export async function decideDevice(
  engine: TestEngine,
  userCode: string,
  session: EndUserSession,
  decision: 'allow' | 'deny' = 'allow',
  scopes: string[] = [],
) {
  const pending = await typeUserCode(engine, userCode, session);
  if (pending === undefined) throw new Error('the code is not known');
  return engine.server.device.decide(pending, session, { decision, scopes }, origin);
}
