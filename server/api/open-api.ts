/** The OpenAPI 3.1 document of the management API, made from the very schemas that check its requests. */
import type { ZodOpenApiOperationObject, ZodOpenApiPathsObject, ZodOpenApiResponseObject } from 'zod-openapi';
import { problemDocument } from './documents/problem';
import type { AnyOperation } from './operation';
import { operations } from './operations';
import { apiPath, apiScopes } from './scopes';

let made: { issuer: string; document: Promise<object> } | undefined;

/** Made when it is first asked for: nobody else needs what makes it. */
export function openApiDocument(issuer: string): Promise<object> {
  if (made?.issuer !== issuer) made = { issuer, document: makeDocument(issuer) };
  return made.document;
}

async function makeDocument(issuer: string): Promise<object> {
  const { createDocument } = await import('zod-openapi');
  const flow = { tokenUrl: `${issuer}/oauth2/token`, scopes: { ...apiScopes } };
  return createDocument({
    openapi: '3.1.1',
    info: {
      title: 'Gatehouse management API',
      version: '1',
      description: `Everything that the console does. Ask for access tokens with \`resource=${issuer}${apiPath}\` and the scopes that an operation names, or call it from our own pages with the session cookie. Errors are problem documents (RFC 9457). Changes may bear an \`Idempotency-Key\`; documents bear an \`ETag\`, which a change may ask for with \`If-Match\`.`,
    },
    servers: [{ url: `${issuer}${apiPath}` }],
    security: [{ session: [] }],
    paths: pathsOf(operations),
    components: {
      securitySchemes: {
        session: { type: 'apiKey', in: 'cookie', name: 'gatehouse.session' },
        oauth2: {
          type: 'oauth2',
          flows: {
            clientCredentials: flow,
            authorizationCode: { ...flow, authorizationUrl: `${issuer}/oauth2/authorize` },
          },
        },
      },
    },
  });
}

function pathsOf(all: readonly AnyOperation[]): ZodOpenApiPathsObject {
  const paths: Record<string, Record<string, ZodOpenApiOperationObject>> = {};
  for (const operation of all) {
    paths[operation.path] ??= {};
    Object.assign(paths[operation.path] ?? {}, { [operation.method.toLowerCase()]: describeOperation(operation) });
  }
  return paths as ZodOpenApiPathsObject;
}

const freshWords =
  'A browser session needs a fresh authentication: `POST /me/confirmation` with the password, not more than ten minutes ago.';

function describeOperation(operation: AnyOperation): ZodOpenApiOperationObject {
  const { name, tag, summary, description, scope, parameters, query, body, status } = operation;
  const words = [description, operation.fresh && freshWords].filter(Boolean).join(' ');
  const requestParams = { ...(parameters ? { path: parameters } : {}), ...(query ? { query } : {}) };
  return {
    operationId: name,
    tags: [tag],
    summary,
    ...(words === '' ? {} : { description: words }),
    security: scope === null ? [{ session: [] }] : [{ session: [] }, { oauth2: [scope] }],
    requestParams: requestParams as NonNullable<ZodOpenApiOperationObject['requestParams']>,
    ...(body ? { requestBody: { required: true, content: { 'application/json': { schema: body } } } } : {}),
    responses: {
      [String(status) as '200']: {
        description: status === 204 ? 'Done.' : 'The answer.',
        ...contentOf(operation),
      },
      default: {
        description: 'It was not done, and why.',
        content: { 'application/problem+json': { schema: problemDocument } },
      },
    },
  };
}

function contentOf({ answer, download }: AnyOperation): Pick<ZodOpenApiResponseObject, 'content'> {
  if (download !== undefined) {
    const text = { schema: { type: 'string' as const } };
    return { content: Object.fromEntries(download.map((type) => [type, text])) };
  }
  return answer === undefined ? {} : { content: { 'application/json': { schema: answer } } };
}
