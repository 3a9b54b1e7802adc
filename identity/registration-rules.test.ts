import { expect, test } from 'vitest';
import { defaultRegistrationLimits } from './register-person';
import { isAddressAllowed } from './registration-rules';

const rules = {
  domains: ['example.com', 'xn--bcher-kva.example'],
  provesAddress: true,
  limits: defaultRegistrationLimits,
};

test.each([
  ['ada@example.com', true],
  ['ada@EXAMPLE.com', true],
  ['ada@bücher.example', true],
  ['ada@mail.example.com', false],
  ['ada@example.com.evil.example', false],
  ['ada@evilexample.com', false],
  ['ada@example.co', false],
  ['ada@example.com@evil.example', false],
  ['ada@', false],
  ['ada', false],
])('by domain, %s may register: %s', (email, isAllowed) => {
  expect(isAddressAllowed({ ...rules, mode: 'domains' }, email)).toBe(isAllowed);
  expect(isAddressAllowed({ ...rules, domains: [], mode: 'domains' }, email)).toBe(false);
});

test.each([
  ['open', true],
  ['invitation', false],
  ['closed', false],
] as const)('while registration is %s an address may register: %s', (mode, isAllowed) => {
  expect(isAddressAllowed({ ...rules, mode }, 'ada@elsewhere.example')).toBe(isAllowed);
});
