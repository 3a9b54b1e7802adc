/** JSON in the one shape that stands for a form: a flat object whose members are texts. */

const text = String.raw`"(?:[^"\\\u0000-\u001f]|\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4}))*"`;
const space = String.raw`[ \t\n\r]*`;
const member = new RegExp(`${space}(${text})${space}:${space}(${text})${space}(,|\\}$)`, 'y');

/**
 * The members in their order, repeats included (which `JSON.parse` would hide); undefined for whatever else: lists, objects,
 * numbers, nesting of any depth, halves of characters. Reads each character once.
 */
export function parseFlatJson(json: string): [name: string, value: string][] | undefined {
  const body = json.trim();
  if (/^\{\s*\}$/.test(body)) return [];
  if (!body.startsWith('{')) return undefined;
  const pairs: [string, string][] = [];
  member.lastIndex = 1;
  for (;;) {
    const [, name, value, next] = member.exec(body) ?? [];
    if (name === undefined || value === undefined) return undefined;
    pairs.push([JSON.parse(name), JSON.parse(value)]);
    if (next !== ',') break;
  }
  return pairs.flat().some((part) => /\p{Surrogate}/u.test(part)) ? undefined : pairs;
}
