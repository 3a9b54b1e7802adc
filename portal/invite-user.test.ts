import { expect, test } from 'vitest';
import { createUser } from './create-user';
import { inviteUser } from './invite-user';
import { listMail } from './list-mail';
import { setSetting } from './set-setting';
import { showMail } from './show-mail';
import { auditLines, createHouse, developer } from './testing/house';

test('an invitation is a mail with a link of its own kind', async () => {
  const house = createHouse();
  const { id } = await inviteUser(house, 'guest@example.com');
  const shown = await showMail(house, id);
  expect(shown).toMatchObject({ recipient: 'guest@example.com', template: 'invitation', state: 'waiting' });
  expect(shown.text).toMatch(/"token":"[\w-]{43}"/);
  expect(await auditLines(house)).toEqual(['command-line mail-show mail', 'command-line person-invite mail']);
});

test('whoever has an account, or could not make one, is not invited', async () => {
  const house = createHouse();
  await createUser(
    house,
    { preferred_username: 'ada', email: 'ada@example.com' },
    { password: null, administrator: false },
  );
  await expect(inviteUser(house, 'ADA@example.com')).rejects.toMatchObject({ kind: 'conflict' });
  await expect(inviteUser(house, 'guest')).rejects.toMatchObject({ kind: 'invalid' });
  await expect(inviteUser({ ...house, actor: developer }, 'guest@example.com')).rejects.toMatchObject({
    kind: 'forbidden',
  });
  await setSetting(house, 'self-registration', 'closed');
  await expect(inviteUser(house, 'guest@example.com')).rejects.toMatchObject({ kind: 'conflict' });
  expect(await listMail(house, { limit: 10 })).toEqual([]);
});
