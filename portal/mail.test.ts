import { beforeEach, expect, test } from 'vitest';
import type { MailMessage } from '@/identity/ports';
import { listMail } from './list-mail';
import { showMail } from './show-mail';
import type { House } from './testing/house';
import { addMail, administrator, auditLines, createHouse, developer } from './testing/house';

let house: House;
let message: MailMessage;

beforeEach(async () => {
  house = createHouse(administrator);
  message = await addMail(house);
});

test('operators see whom was written to and how far it came, without the words', async () => {
  const { id } = message;
  const common = { id, recipient: 'ada@example.com', template: 'reset-password' };
  const list = async () => (await listMail(house, { limit: 10 }))[0];
  expect(await list()).toEqual({
    ...{ ...common, state: 'waiting', attempts: 0, failure: null, delivered_at: null },
    ...{ created_at: house.clock.now().toISOString(), due_at: house.clock.now().toISOString() },
  });
  await house.storage.stores.mail.setFailed(message, 'refused', null);
  expect(await list()).toMatchObject({ state: 'given-up', failure: 'refused', due_at: null });
  await house.storage.stores.mail.setDelivered(id, house.clock.now());
  expect(await list()).toMatchObject({ state: 'delivered', failure: null });
});

test('whoever opens a message is written down; its words go a day after it was delivered', async () => {
  const { id } = message;
  const words = { subject: 'reset-password', text: '{"username":"ada","token":"abc"}', html: '' };
  expect(await showMail(house, id)).toMatchObject({ id, ...words });
  expect(await auditLines(house)).toEqual(['person mail-show mail']);
  await house.storage.stores.mail.setDelivered(id, house.clock.now());
  house.advance(86_400);
  await house.storage.sweep(house.clock.now());
  expect(await showMail(house, id)).toMatchObject({ state: 'delivered', subject: null, text: null, html: null });
});

test('nobody else learns that there is any mail', async () => {
  const other = { ...house, actor: developer };
  await expect(listMail(other, { limit: 10 })).rejects.toMatchObject({ kind: 'forbidden' });
  for (const id of [message.id, 'nothing'])
    await expect(showMail(other, id)).rejects.toMatchObject({ kind: 'not-found' });
  await expect(showMail(house, 'nothing')).rejects.toMatchObject({ kind: 'not-found' });
});
