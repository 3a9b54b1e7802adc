/** JSON documents of requests: one object, bounded in size and depth before anything looks at it (SECURITY invariant 11). */
import { refusal } from './errors';
import { readText, saysJson } from './parameters';

const deepest = 20;

/** The object in the body. Throws `invalid_request` for any other content, and for more than 64 kB or 20 levels. */
export async function readJsonObject(request: Request): Promise<Record<string, unknown>> {
  const text = await readText(request);
  const value = saysJson(request) ? parse(text) : undefined;
  if (typeof value !== 'object' || value === null || Array.isArray(value) || !isShallow(value))
    throw refusal('client-registration-json');
  return { ...value };
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** Level by level, so that no depth is too much for it. */
function isShallow(value: object): boolean {
  let level: unknown[] = [value];
  for (let depth = 0; depth < deepest; depth += 1) {
    level = level.flatMap((one) => (typeof one === 'object' && one !== null ? Object.values(one) : []));
    if (level.length === 0) return true;
  }
  return false;
}
