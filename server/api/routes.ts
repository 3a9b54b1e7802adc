/** Which operation a request means: its path part by part, then its method. */
import type { AnyOperation } from './operation';
import { problem } from './problem';
import { apiPath } from './scopes';

export interface Route {
  operation: AnyOperation;
  parameters: Record<string, string>;
}

/** Finds the route of a request. Throws the problems of an unknown path and of a method that the path does not answer. */
export function createRoutes(operations: readonly AnyOperation[]): (method: string, pathname: string) => Route {
  const patterns = operations.map((operation) => ({ operation, parts: partsOf(operation.path) }));
  return (method, pathname) => {
    const given = partsOf(pathname.slice(apiPath.length));
    const matching = patterns.flatMap(({ operation, parts }) => {
      const parameters = match(parts, given);
      return parameters === undefined ? [] : [{ operation, parameters }];
    });
    if (matching.length === 0) throw problem('not-found', 'There is nothing at this address.');
    const asked = method === 'HEAD' ? 'GET' : method;
    const route = matching.find(({ operation }) => operation.method === asked);
    if (route !== undefined) return route;
    const allow = [...new Set(matching.map(({ operation }) => operation.method))].join(', ');
    throw problem('method-not-allowed', `This address answers ${allow}.`, { headers: { allow } });
  };
}

function partsOf(path: string): string[] {
  return path.split('/').filter((part) => part !== '');
}

/** A fixed part wins over a parameter by standing first in the table. */
function match(parts: string[], given: string[]): Record<string, string> | undefined {
  if (parts.length !== given.length) return undefined;
  const parameters: [string, string][] = [];
  for (const [at, part] of parts.entries()) {
    const value = given[at] ?? '';
    if (!part.startsWith('{')) {
      if (part !== value) return undefined;
      continue;
    }
    const decoded = decode(value);
    if (decoded === undefined) return undefined;
    parameters.push([part.slice(1, -1), decoded]);
  }
  return Object.fromEntries(parameters);
}

function decode(value: string): string | undefined {
  try {
    return decodeURIComponent(value);
  } catch {
    return undefined;
  }
}
