/** Implicit and hybrid requests, and everything that a client gets by them. */
import type { ResponseType } from '../client-metadata/response-types';
import { grantsOfResponseType, isFrontChannel, responseTypes } from '../client-metadata/response-types';
import type { AuthorizationServerOptions } from '../options';
import type { Api, ClientSettings } from '../ports';
import { obtainCode } from './browser';
import { createTestEngine } from './engine';
import { addApi, addClient, signIn } from './registrations';
import { codeQuery } from './token-request';

export const frontChannelTypes = responseTypes.filter(isFrontChannel);
const modes = [undefined, 'fragment', 'form_post'] as const;
/** Each of them by each mode that it may travel by. */
export const frontChannelMatrix = frontChannelTypes.flatMap((type) => modes.map((mode) => [type, mode] as const));

interface Surroundings {
  settings?: Partial<ClientSettings>;
  options?: Partial<AuthorizationServerOptions>;
  api?: Partial<Api>;
}

/** An engine with the realm switch on, a client that has the switch for `type`, and Ada, signed in. */
export async function beginFrontChannel(
  type: ResponseType,
  metadata: Record<string, unknown> = {},
  { settings = {}, options = {}, api = {} }: Surroundings = {},
) {
  const engine = await createTestEngine({ implicitAndHybrid: true, ...options });
  await addApi(engine, api);
  const grants = [...new Set([...grantsOfResponseType(type), 'authorization_code', 'refresh_token'])];
  const registered = { grant_types: grants, response_types: [...new Set(['code', type])], ...metadata };
  const client = await addClient(engine, registered, settings);
  const ada = await signIn(engine);
  const query = (more: Record<string, string | undefined> = {}) => codeQuery(client, { response_type: type, ...more });
  /** What the client gets when Ada allows everything. */
  const ask = (more: Record<string, string | undefined> = {}) => obtainCode(engine, query(more), ada);
  return { engine, client, ada, query, ask };
}
