/**
 * Requests made by chance from the OpenAPI document: mostly what its schemas ask for, often with something else in one place.
 * The same seed gives the same requests.
 */
interface Schema {
  $ref?: string;
  type?: string | string[];
  enum?: unknown[];
  const?: unknown;
  anyOf?: Schema[];
  oneOf?: Schema[];
  allOf?: Schema[];
  properties?: Record<string, Schema>;
  required?: string[];
  additionalProperties?: Schema | boolean;
  items?: Schema;
  minimum?: number;
  maximum?: number;
  maxLength?: number;
  format?: string;
}

interface Parameter {
  in: 'path' | 'query';
  name: string;
  required?: boolean;
  schema: Schema;
}

export interface ApiDescription {
  paths: Record<
    string,
    Record<
      string,
      {
        operationId: string;
        parameters?: Parameter[];
        requestBody?: { content: { 'application/json': { schema: Schema } } };
      }
    >
  >;
  components?: { schemas?: Record<string, Schema> };
}

export interface RandomRequest {
  operationId: string;
  method: string;
  path: string;
  body?: unknown;
  headers: Record<string, string>;
}

/** Numbers from 0 to 1 of a seed (mulberry32). */
export function createChance(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

/** What breaks programs: text, numbers and shapes that nobody sends by mistake. */
const odd: readonly unknown[] = [
  ...['', ' ', '\0', '\u202e', '\ud800', '😀', "' OR 1=1 --", '../../etc/passwd', '%00', '__proto__', 'constructor'],
  ...['A'.repeat(3000), 'https://[', 'javascript:alert(1)', 'http://localhost:99999/', 'null', '2026-02-30T25:61:00Z'],
  ...[0, -1, 1.5, 1e308, Number.MAX_SAFE_INTEGER + 2, true, false, null, [], {}, [[[]]], [null], { a: { b: [] } }],
];

/** It makes RSA keys each time. */
const slowOperation = 'rotateSigningKeys';

/** `known` are ids of what there is, so that some requests meet something. */
export function createRandomRequests(
  description: ApiDescription,
  seed: number,
  known: readonly string[],
): () => RandomRequest {
  const chance = createChance(seed);
  const pick = <T>(choices: readonly T[]): T => choices[Math.floor(chance() * choices.length)] as T;
  const makeValue = createValues(description, chance, pick);
  const operations = Object.entries(description.paths).flatMap(([path, methods]) =>
    Object.entries(methods)
      .filter(([, { operationId }]) => operationId !== slowOperation)
      .map(([method, operation]) => ({ path, method, ...operation })),
  );
  const header = (name: string, probability: number, values: readonly string[]): Record<string, string> =>
    chance() < probability ? { [name]: pick(values) } : {};
  return () => {
    const { path, method, operationId, parameters = [], requestBody } = pick(operations);
    const text = (schema: Schema) => (chance() < 0.6 ? pick(known) : String(makeValue(schema)));
    const ofQuery = parameters.filter(
      (parameter) => parameter.in === 'query' && (parameter.required || chance() < 0.4),
    );
    const query = new URLSearchParams(ofQuery.map(({ name, schema }) => [name, String(makeValue(schema))]));
    const filled = path.replaceAll(/\{(\w+)\}/g, (_, name) => {
      const schema = parameters.find((parameter) => parameter.name === name)?.schema ?? {};
      return encodeURIComponent(
        text(schema)
          .replace(/\p{Surrogate}/gu, '')
          .slice(0, 500),
      );
    });
    const schema = requestBody?.content['application/json'].schema;
    return {
      operationId,
      method: method.toUpperCase(),
      path: `${filled}${query.size > 0 ? `?${query}` : ''}`,
      ...(schema === undefined ? {} : { body: makeValue(schema) }),
      headers: {
        ...header('if-match', 0.2, ['*', '"x"', 'nonsense', '"', 'W/"a"', ', ,']),
        ...header('idempotency-key', 0.2, ['a', 'b', 'c', 'x'.repeat(255), '!', '{}']),
      },
    };
  };
}

function createValues(
  { components = {} }: ApiDescription,
  chance: () => number,
  pick: <T>(choices: readonly T[]) => T,
): (schema: Schema) => unknown {
  const words = ['openid', 'profile', 'client_credentials', 'https://a.example.com/cb', 'Shop', 'root', 'keeper', 'en'];
  const ofText = ({ format }: Schema) =>
    format === 'date-time' ? '2026-11-21T10:00:00Z' : pick([...words, 'x'.repeat(Math.floor(chance() * 40))]);
  const ofObject = ({ properties = {}, required = [], additionalProperties }: Schema): unknown => {
    const given = Object.entries(properties).filter(([name]) => required.includes(name) || chance() < 0.3);
    const members = given.map(([name, schema]): [string, unknown] => [name, makeValue(schema)]);
    const isOpen = additionalProperties !== undefined && additionalProperties !== false;
    if (chance() < (isOpen ? 0.3 : 0.05)) members.push([pick(['client_name#de', 'extra', ...words]), pick(odd)]);
    return Object.fromEntries(members);
  };
  const ofType = (type: string | undefined, schema: Schema): unknown => {
    if (type === 'string') return ofText(schema);
    if (type === 'boolean') return chance() < 0.5;
    if (type === 'array') return Array.from({ length: Math.floor(chance() * 4) }, () => makeValue(schema.items ?? {}));
    if (type === 'integer' || type === 'number') {
      const { minimum = -5, maximum = 100_000 } = schema;
      return minimum + Math.floor(chance() * Math.min(1000, maximum - minimum));
    }
    if (type === 'null') return null;
    return type === 'object' || schema.properties !== undefined ? ofObject(schema) : pick(odd);
  };
  function makeValue(schema: Schema): unknown {
    if (chance() < 0.06) return pick(odd);
    if (schema.$ref !== undefined) return makeValue(components.schemas?.[schema.$ref.split('/').at(-1) ?? ''] ?? {});
    if (schema.enum !== undefined) return pick(schema.enum);
    if (schema.const !== undefined) return schema.const;
    const choices = schema.anyOf ?? schema.oneOf ?? schema.allOf;
    if (choices !== undefined) return makeValue(pick(choices));
    return ofType(Array.isArray(schema.type) ? pick(schema.type) : schema.type, schema);
  }
  return makeValue;
}
