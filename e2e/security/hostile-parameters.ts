/** What a parameter can be instead of one good value. */
import type { Target } from './hostile-targets';

/** What one value of a parameter can be instead; already encoded. */
const values: [string, string][] = [
  ['empty', ''],
  ['a NUL', '%00'],
  ['a NUL inside', 'a%00b'],
  ['bytes that are no UTF-8', '%ff%fe'],
  ['half a character', '%c3'],
  ['a surrogate', '%ed%a0%80'],
  ['an encoding that is none', '%zz%'],
  ['a line break', '%0d%0aSet-Cookie:%20evil=1%0d%0a%0d%0a'],
  ['a control character', '%01%7f%1b%5b31m'],
  ['markup', '%22%3E%3Cscript%3Ealert(1)%3C/script%3E'],
  ['a path', '../../../../etc/passwd'],
  ['SQL', "'%20OR%201=1%20--"],
  ['a number', '9'.repeat(400)],
  ['a negative number', '-1'],
  ['a decimal number', '1e309'],
  ['a truth value', 'true'],
  ['a list as JSON', '%5B%22a%22%5D'],
  ['an object as JSON', '%7B%22$ne%22:null%7D'],
  ['deep JSON', '%5B'.repeat(900)],
  ['a prototype', '%7B%22__proto__%22:%7B%22x%22:1%7D%7D'],
  ['escapes of NUL and surrogates', '%7B%22userinfo%22:%7B%22a%5Cu0000%5Cud800%22:null%7D%7D'],
  ['emoji', '%F0%9F%98%80'.repeat(300)],
  ['blanks', '%20'.repeat(100)],
  ['over-long', 'a'.repeat(5000)],
];

/** Ways to spell one parameter that are not one value. */
const spellings: [string, (name: string, value: string) => string][] = [
  ['repeated', (name, value) => `${name}=${value}&${name}=${value}x`],
  ['an array', (name, value) => `${name}[]=${value}`],
  ['an array with an index', (name, value) => `${name}[0]=${value}&${name}[1]=${value}`],
  ['an object', (name, value) => `${name}[b]=${value}`],
  ['an operator', (name, value) => `${name}[$ne]=${value}`],
  ['a prototype', (name, value) => `__proto__[${name}]=${value}&constructor[prototype][${name}]=${value}`],
  ['without a value', (name) => name],
  ['in capitals', (name, value) => `${name.toUpperCase()}=${value}`],
  ['a dot in its name', (name, value) => `${name}.b=${value}`],
  ['an encoded name', (name, value) => `%00${name}=${value}`],
];

const encode = (parameters: Record<string, string>) => new URLSearchParams(parameters).toString();

type Variant = (name: string, value: string) => [kind: string, sent: string];
const variants: Variant[] = [
  () => ['is missing', ''],
  ...values.map(
    ([kind, sent]): Variant =>
      (name) => [kind, `${name}=${sent}`],
  ),
  ...spellings.map(
    ([kind, spell]): Variant =>
      (name, value) => [kind, spell(name, value)],
  ),
];

/**
 * Hostile queries or forms of one target. `every`: each parameter in each variant; otherwise each parameter and each
 * variant at least once, which is what endpoints get that read all parameters in the same way.
 */
export function hostileParameters({ parameters }: Target, { every }: { every: boolean }): [string, string][] {
  const good = Object.entries(parameters);
  const spoil = (at: number, variant: Variant): [string, string] => {
    const [name, value] = good[at % good.length] ?? ['', ''];
    const rest = encode(Object.fromEntries(good.filter(([one]) => one !== name)));
    const [kind, sent] = variant(name, value);
    return [`${name}: ${kind}`, `${rest}&${sent}`];
  };
  return [
    ['nothing', ''],
    ['only signs', '&&==&=&'],
    ['a thousand names', Array.from({ length: 1000 }, (_, at) => `p${at}=1`).join('&')],
    ...(every
      ? good.flatMap((_, at) => variants.map((variant) => spoil(at, variant)))
      : variants.map((variant, at) => spoil(at, variant))),
  ];
}
