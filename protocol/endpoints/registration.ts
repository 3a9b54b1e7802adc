/** Dynamic client registration (RFC 7591, OpenID Connect Registration 1.0) and its management (RFC 7592). */
import type { FieldProblem } from '../client-metadata';
import { describeProblem } from '../client-metadata';
import { toClientInformation } from '../client-metadata/client-information';
import type { OAuthError } from '../errors';
import { refusal } from '../errors';
import { readJsonObject } from '../json-document';
import type { ClientRegistrations, Registration, RegistrationFailure } from '../ports';
import { readBearerHeader } from './bearer-token';
import type { EndpointDependencies } from './endpoint';
import { createEndpoint, json } from './endpoint';
import { endpointPaths } from './paths';

type Dependencies = EndpointDependencies & { registrations: ClientRegistrations };

/** Builds `POST /oauth2/register`. Answers 404 while the realm has it off. */
export function createRegistrationEndpoint(dependencies: Dependencies) {
  const { issuer, registrations } = dependencies;
  return createEndpoint(
    {
      step: 'registration',
      methods: ['POST'],
      scheme: 'Bearer',
      isForBrowsers: true,
      async answer(request, origin) {
        const initialAccessToken = readBearerHeader(request);
        const document = checkStatement(await readJsonObject(request));
        const result = await registrations.register(document, initialAccessToken, origin);
        if (!result.ok) throw toRefusal(result, 'initial-access-token');
        return { response: json(describeRegistration(result, issuer), { status: 201 }), client: result.client };
      },
    },
    dependencies,
  );
}

/** Builds `GET`, `PUT` and `DELETE /oauth2/register/{client_id}`, each with the client's registration access token. */
export function createClientConfigurationEndpoint(dependencies: Dependencies) {
  const { issuer, registrations } = dependencies;
  return createEndpoint(
    {
      step: 'registration',
      methods: ['GET', 'PUT', 'DELETE'],
      scheme: 'Bearer',
      isForBrowsers: true,
      async answer(request, origin) {
        const registrationAccessToken = readBearerHeader(request);
        if (registrationAccessToken === undefined) throw refusal('registration-access-token-missing');
        const clientId = new URL(request.url).pathname.slice(`${endpointPaths.registration}/`.length);
        const claim = { clientId, registrationAccessToken };
        if (request.method === 'DELETE') {
          const removed = await registrations.remove(claim, origin);
          if (!removed.ok) throw toRefusal(removed, 'registration-access-token');
          return { response: new Response(null, { status: 204, headers: { 'cache-control': 'no-store' } }) };
        }
        const result =
          request.method === 'PUT'
            ? await registrations.replace(claim, checkStatement(await readJsonObject(request)), origin)
            : await registrations.read(claim);
        if (!result.ok) throw toRefusal(result, 'registration-access-token');
        return { response: json(describeRegistration(result, issuer)), client: result.client };
      },
    },
    dependencies,
  );
}

/** Its sender counts on what the statement says (section 2.3), so that leaving it out of account would deceive both. */
function checkStatement(document: Record<string, unknown>): Record<string, unknown> {
  if (document.software_statement !== undefined) throw refusal('software-statement');
  return document;
}

/** The token is the presented one again: only its hash is stored (RFC 7592 section 3 wants it in every answer). */
function describeRegistration({ client, secret, registrationAccessToken }: Registration, issuer: string) {
  return {
    ...toClientInformation(client, secret),
    registration_access_token: registrationAccessToken,
    registration_client_uri: `${issuer}${endpointPaths.registration}/${client.clientId}`,
  };
}

function toRefusal(failure: RegistrationFailure, token: 'initial-access-token' | 'registration-access-token') {
  switch (failure.code) {
    case 'off':
      return refusal('client-registration-off');
    case 'token-missing':
      return refusal(`${token}-missing`);
    case 'token-unusable':
      return refusal(`${token}-unusable`);
    case 'too-many':
      return refusal('client-registrations-too-many', { retryAfterSeconds: failure.retryAfterSeconds });
    default:
      return refuseMetadata(failure.problems);
  }
}

const mostSentences = 5;

/** Section 3.2.2. Says what is wrong with each member, by name: whoever registers has nobody to ask. */
function refuseMetadata(problems: FieldProblem[]): OAuthError {
  const isAboutRedirects = problems.every(({ field }) => field === 'redirect_uris');
  const detail = { problems: problems.map(({ field, code }) => `${field} ${code}`).join(', ') };
  const error = refusal(isAboutRedirects ? 'client-redirect-uris' : 'client-metadata', detail);
  const sentences = [...new Set(problems.map(describeProblem))].slice(0, mostSentences);
  return Object.assign(error, { description: sentences.join(' ') });
}
