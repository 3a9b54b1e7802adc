import { expect, test } from 'vitest';
import { addMail, createShell } from './testing/shell';

test('the outbox is listed, and a message shown with its words', async () => {
  const { shell, house } = createShell();
  expect((await shell(['mail', 'list'])).out).toBe('Nobody was written to yet.');
  const message = await addMail(house);
  const { out } = await shell(['mail', 'list']);
  expect(out).toMatch(
    /^ID +TO +ABOUT +STATE +WRITTEN\n\S+ +ada@example\.com +reset-password +waiting +2026-11-21 09:00$/,
  );
  expect(out).not.toContain('abc');
  expect((await shell(['mail', 'list', '--json'])).json()).toMatchObject([{ id: message.id, state: 'waiting' }]);
  const shown = await shell(['mail', 'show', message.id]);
  expect(shown.out).toMatch(/to +ada@example\.com\n +subject +reset-password\n +state +waiting\n\n.*"token":"abc"/);
  expect((await shell(['mail', 'show', 'nothing'])).warned).toEqual(['gatehouse: There is no message nothing.']);
});
