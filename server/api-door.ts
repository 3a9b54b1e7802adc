/** Next's door to the management API, for hosts without our own server in front. */
import { clientAddress } from './client-address';
import { container } from './container';
import { forAllMethods } from './protocol-door';

export const apiDoor = forAllMethods(async (request) => {
  const { api } = await container();
  return api(request, clientAddress(request.headers));
});
