/** CONFORMANCE.md 2.1: the types of claims, wherever they are. */

const texts = [
  ...['sub', 'name', 'given_name', 'family_name', 'middle_name', 'nickname', 'preferred_username', 'profile'],
  ...['picture', 'website', 'email', 'gender', 'birthdate', 'zoneinfo', 'locale', 'phone_number'],
];
const truths = ['email_verified', 'phone_number_verified'];
const birthdateSyntax = /^(?:\d{4}-\d{2}-\d{2}|\d{4})$/;
const year1990 = 631_152_000;

/** What is wrong with the types of standard claims; claims that are not there are fine. */
export function checkClaimTypes(where: string, claims: Record<string, unknown>): string[] {
  const problems: string[] = [];
  const check = (names: readonly string[], isGood: (value: unknown) => boolean) => {
    for (const name of names) {
      if (name in claims && !isGood(claims[name]))
        problems.push(`${where}: ${name} is ${JSON.stringify(claims[name])}`);
    }
  };
  check(Object.keys(claims), (value) => value !== null);
  check(texts, isText);
  check(truths, (value) => typeof value === 'boolean');
  check(['updated_at'], (value) => typeof value === 'number' && value >= year1990 && value <= Date.now() / 1000 + 5);
  check(['birthdate'], (value) => typeof value === 'string' && birthdateSyntax.test(value));
  check(['address'], (value) => typeof value === 'object' && Object.values(value ?? {}).every(isText));
  return problems;
}

const isText = (value: unknown) => typeof value === 'string' && value !== '' && value !== 'null';
