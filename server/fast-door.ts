/** The production server's own door to the machine-facing endpoints: the same functions as Next's door, without Next. */
import type { IncomingMessage, ServerResponse } from 'node:http';
import { getRequestListener } from '@hono/node-server';
import { RESPONSE_ALREADY_SENT } from '@hono/node-server/utils/response';
import type { Endpoint } from '@/protocol/endpoints/endpoint';
import { endpointPaths } from '@/protocol/endpoints/paths';
import type { ManagementApi } from './api/management-api';
import { apiPath } from './api/scopes';
import { clientAddress } from './client-address';
import { plainSender } from './plain-response';
import { createTogether } from './together';

export type MachineEndpoint =
  | 'discovery'
  | 'jwks'
  | 'token'
  | 'deviceAuthorization'
  | 'introspection'
  | 'revocation'
  | 'userinfo'
  | 'checkSession';
export type MachineEndpoints = Record<MachineEndpoint, Endpoint>;
export type Listener = (request: IncomingMessage, response: ServerResponse) => Promise<void>;

/** The paths that do not go through Next. */
export const fastPaths: ReadonlyMap<string, MachineEndpoint> = new Map([
  [endpointPaths.openidConfiguration, 'discovery'],
  [endpointPaths.serverMetadata, 'discovery'],
  [endpointPaths.jwks, 'jwks'],
  [endpointPaths.token, 'token'],
  [endpointPaths.deviceAuthorization, 'deviceAuthorization'],
  [endpointPaths.introspection, 'introspection'],
  [endpointPaths.revocation, 'revocation'],
  [endpointPaths.userinfo, 'userinfo'],
  [endpointPaths.checkSession, 'checkSession'],
]);

/**
 * Finds the listener of an exact path; undefined means that the path is Next's. `report` is told of what an endpoint
 * throws, though none should.
 */
export function createFastDoor(
  engine: MachineEndpoints,
  api: ManagementApi,
  report: (error: unknown) => void,
): (path: string) => Listener | undefined {
  const errorHandler = (error: unknown) => {
    report(error);
    return Response.json({ error: 'server_error' }, { status: 500, headers: { 'cache-control': 'no-store' } });
  };
  // Replacing the global Request and Response, which is the default, breaks Next in the same process.
  const options = { overrideGlobalObjects: false, errorHandler };
  const listeners = new Map<string, Listener>();
  const together = createTogether();
  for (const [path, endpoint] of fastPaths) {
    const answer: Parameters<typeof getRequestListener>[0] = async (request, { outgoing }) => {
      const response = await engine[endpoint](request, clientAddress(request.headers));
      const send = plainSender(response, outgoing as ServerResponse);
      if (send === undefined) return response;
      together(() => {
        try {
          send();
        } catch (error) {
          report(error);
          (outgoing as ServerResponse).destroy();
        }
      });
      return RESPONSE_ALREADY_SENT;
    };
    listeners.set(path, getRequestListener(answer, options));
  }
  const apiListener = getRequestListener((request) => api(request, clientAddress(request.headers)), options);
  return (path) => listeners.get(path) ?? (path.startsWith(`${apiPath}/`) ? apiListener : undefined);
}
