import { expect, test } from 'vitest';
import { createShell } from './testing/shell';

const create = ['client', 'create', '--redirect-uri', 'https://shop.example/cb', '--json'];

test('claims are mapped by flags, shown in the same words, and taken away', async () => {
  const { shell } = createShell();
  const flags = [
    '--id-token-claims',
    '--claim',
    'mail=email@id_token,userinfo',
    '--claim',
    'https://x.example/r=roles@access_token',
  ];
  const made = (await shell([...create, ...flags, '--fixed-claim', 'tenant=a=b@c.example@userinfo'])).json();
  expect(made.settings).toMatchObject({
    scopeClaimsInIdToken: true,
    claims: [
      { claim: 'mail', from: 'email', in: ['id_token', 'userinfo'] },
      { claim: 'https://x.example/r', from: 'roles', in: ['access_token'] },
      { claim: 'tenant', value: 'a=b@c.example', in: ['userinfo'] },
    ],
  });
  const { out } = await shell(['client', 'show', made.client_id]);
  expect(out).toMatch(
    /claims +mail=email@id_token,userinfo\n +https:\/\/x.example\/r=roles@access_token\n +tenant="a=b@c.example"@userinfo/,
  );
  expect(out).toContain('with the claims of the granted scopes');
  const renamed = await shell(['client', 'update', made.client_id, '--name', 'Shop', '--json']);
  expect(renamed.json().settings.claims).toHaveLength(3);
  const changed = await shell(['client', 'update', made.client_id, '--no-claims', '--no-id-token-claims', '--json']);
  expect(changed.json().settings).toMatchObject({ scopeClaimsInIdToken: false, claims: [] });
});

test('a document has the same members, over which flags win', async () => {
  const { shell } = createShell();
  const document = {
    settings: { scopeClaimsInIdToken: true, claims: [{ claim: 'n', from: 'name', in: ['userinfo'] }] },
  };
  const given = ['client', 'create', '--redirect-uri', 'https://shop.example/cb', '--json', JSON.stringify(document)];
  expect((await shell(given)).json().settings).toMatchObject(document.settings);
  const other = await shell([...given, '--claim', 'm=email@userinfo']);
  expect(other.json().settings).toMatchObject({ scopeClaimsInIdToken: true, claims: [{ claim: 'm' }] });
});

test.each([
  ['--claim', 'mail', 'mail is no claim: write name=source@place,place.'],
  ['--claim', '=email@userinfo', '=email@userinfo is no claim'],
  ['--claim', 'mail=email', 'mail=email is no claim'],
  ['--fixed-claim', 'tenant=acme', 'tenant=acme is no claim: write name=value@place,place.'],
  ['--claim', 'sub=email@id_token', 'settings.claims[0].claim is a claim of the protocol itself.'],
  ['--claim', 'mail=shoe_size@id_token', 'settings.claims[0].from is not a value that this server supports.'],
  ['--claim', 'mail=email@header', 'settings.claims[0].in is not a value that this server supports.'],
  ['--claim', 'roles=nickname@id_token', 'settings.claims[0].from must not fill a claim of this name'],
])('%s %s is refused', async (flag, value, line) => {
  const { shell } = createShell();
  const { code, warned } = await shell([...create, flag, value]);
  expect([code, warned.join()]).toEqual([1, expect.stringContaining(line)]);
});
