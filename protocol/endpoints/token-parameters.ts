/** The parameters of a token request: a form, or JSON from the clients that are set to send it. */
import type { AuthenticationDependencies } from '../client-authentication';
import { namedClientId } from '../client-authentication';
import { refusal } from '../errors';
import type { Parameters } from '../parameters';
import { readFlatJson, readForm, saysJson } from '../parameters';

/**
 * JSON is a setting of each client, off by default. Whoever may not send it is told to send a form, whatever else the
 * request holds, before anything in it is proven or used. Throws `invalid_request`.
 */
export async function readTokenParameters(
  request: Request,
  names: readonly string[],
  dependencies: AuthenticationDependencies,
): Promise<Parameters> {
  if (!saysJson(request)) {
    const parameters = await readForm(request);
    parameters.check(names);
    return parameters;
  }
  const parameters = await readFlatJson(request);
  parameters.check(names);
  const clientId = namedClientId(request, parameters, 'token', dependencies);
  const client = clientId === undefined ? undefined : await dependencies.clients.find(clientId);
  if (client === undefined) throw refusal('content-type');
  if (!client.settings.jsonTokenRequests) throw refusal('json-not-allowed', { clientId: client.clientId });
  return parameters;
}
