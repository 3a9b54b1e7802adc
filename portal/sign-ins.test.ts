import { describe, expect, test } from 'vitest';
import type { ProtocolEvent } from '@/protocol/ports';
import { addReceivedAddress } from './add-received-address';
import { createClient } from './create-client';
import { listSignIns } from './list-sign-ins';
import { readUsage } from './read-usage';
import { showClient } from './show-client';
import { findSignInOfTrace, showSignIn } from './show-sign-in';
import { addTeamMember } from './team';
import { addPerson, auditLines, createHouse, developer } from './testing/house';

const registered = 'https://shop.example.com/callback';

async function begin() {
  const house = createHouse();
  const { client } = await createClient(house, { client_name: 'Shop', redirect_uris: [registered] });
  const { clientId } = client;
  const tell = (traceId: string, ...events: Array<Partial<ProtocolEvent> & Pick<ProtocolEvent, 'step'>>) =>
    house.storage.traces.append(
      events.map((event, index) => ({
        ...{ traceId, realmId: house.storage.realmId, clientId, outcome: 'passed', code: 'ok', detail: {} },
        ...{ at: new Date(house.clock.now().getTime() + index * 10) },
        ...event,
      })),
    );
  const mismatch = (received: string) =>
    tell('mismatch', {
      ...{ step: 'authorize', outcome: 'failed', code: 'redirect-uri-mismatch' },
      detail: { received, expected: registered, registered: 1 },
    });
  return { house, clientId, tell, mismatch };
}

const stranger = (house: ReturnType<typeof createHouse>) => ({ ...house, actor: developer });

describe('the sign-ins of an application', () => {
  test('are listed newest first, page by page, each where it stands', async () => {
    const { house, clientId, tell } = await begin();
    await tell('first', { step: 'authorize' }, { step: 'code', subject: 'ada' }, { step: 'token' });
    house.advance(1);
    await tell('second', { step: 'authorize' });
    house.advance(1);
    await tell('third', { step: 'consent', outcome: 'stopped', code: 'consent-denied' });
    const page = await listSignIns(house, clientId, {}, { limit: 2 });
    expect(page.sign_ins).toMatchObject([
      { trace_id: 'third', outcome: 'stopped', cause: { code: 'consent-denied', fixed_by: 'person' } },
      { trace_id: 'second', outcome: 'waiting', subject: null, cause: null },
    ]);
    const rest = await listSignIns(house, clientId, {}, { limit: 2, after: page.next ?? '' });
    expect(rest).toMatchObject({ sign_ins: [{ trace_id: 'first', outcome: 'passed', subject: 'ada' }], next: null });
    expect((await listSignIns(house, clientId, { outcome: 'stopped' }, { limit: 9 })).sign_ins).toHaveLength(1);
    await expect(listSignIns(house, clientId, {}, { limit: 2, after: 'x' })).rejects.toMatchObject({
      kind: 'invalid-cursor',
    });
  });

  test('name the person to administrators, and to owners by the subject alone', async () => {
    const { house, clientId, tell } = await begin();
    await addPerson(house, 'ada');
    await tell('whose', { step: 'code', subject: 'sub-ada' });
    const person = { id: 'ada', username: 'ada', name: 'ada' };
    expect((await listSignIns(house, clientId, {}, { limit: 5 })).sign_ins).toMatchObject([
      { subject: 'sub-ada', person },
    ]);
    expect(await showSignIn(house, 'whose')).toMatchObject({ person });
    await addPerson(house, 'dev');
    await addTeamMember(house, clientId, { name: 'dev', role: 'owner' });
    const mine = await showSignIn(stranger(house), 'whose');
    expect(mine).toMatchObject({ subject: 'sub-ada', person: null });
  });

  test('show their steps in the order of the way, what is ahead, and how often it went wrong of late', async () => {
    const { house, tell, mismatch } = await begin();
    await tell('whole', { step: 'authorize' }, { step: 'consent' }, { step: 'sign-in' }, { step: 'code' });
    expect(await showSignIn(house, 'whole')).toMatchObject({
      steps: [{ step: 'authorize', milliseconds: 0 }, { step: 'sign-in' }, { step: 'consent' }, { step: 'code' }],
      ...{ ahead: ['token'], recently: 0 },
    });
    await mismatch(`${registered}/`);
    await tell('again', { step: 'authorize', outcome: 'failed', code: 'redirect-uri-mismatch' });
    expect(await showSignIn(house, 'mismatch')).toMatchObject({
      ...{ outcome: 'failed', ahead: ['sign-in', 'consent', 'code', 'token'], recently: 2 },
      steps: [
        {
          detail: { received: `${registered}/`, expected: registered },
          cause: { rule: { document: 'RFC 9700', section: '2.1' }, fixed_by: 'developer' },
          address_to_add: { member: 'redirect_uris', uri: `${registered}/` },
        },
      ],
    });
    house.advance(1_300);
    expect((await showSignIn(house, 'mismatch')).recently).toBe(0);
  });

  test('are unknown to those who may not see the application, like one that nobody has', async () => {
    const { house, clientId, tell } = await begin();
    await tell('first', { step: 'authorize' });
    await house.storage.traces.append([
      {
        traceId: 'anonymous',
        realmId: '',
        step: 'authorize',
        outcome: 'failed',
        code: 'client-unknown',
        at: new Date(),
        detail: {},
      },
    ]);
    expect(await findSignInOfTrace(house, 'first')).toEqual({ clientId });
    const refusals = await Promise.all(
      [
        listSignIns(stranger(house), clientId, {}, { limit: 5 }),
        readUsage(stranger(house), clientId, { span: 'day', from: new Date(0), until: new Date(1) }),
        showSignIn(stranger(house), 'first'),
        findSignInOfTrace(stranger(house), 'first'),
        addReceivedAddress(stranger(house), 'first'),
        showSignIn(house, 'anonymous'),
        showSignIn(house, 'nothing'),
      ].map((asked) =>
        asked.then(
          () => 'answered',
          ({ kind }) => kind,
        ),
      ),
    );
    expect(refusals).toEqual(Array(7).fill('not-found'));
  });
});

describe('an address that was received', () => {
  test('is registered to the character, once, and audited', async () => {
    const { house, clientId, mismatch } = await begin();
    await mismatch(`${registered}/`);
    for (let times = 0; times < 2; times += 1)
      expect(await addReceivedAddress(house, 'mismatch')).toBe(`${registered}/`);
    expect((await showClient(house, clientId)).metadata.redirect_uris).toEqual([registered, `${registered}/`]);
    expect(await auditLines(house)).toEqual(['command-line client-create client', 'command-line client-update client']);
  });

  test('is not where part of it was left out, where it was cut, or where the rules forbid it', async () => {
    const { house, clientId, mismatch } = await begin();
    for (const [received, kind] of [
      ['https://shop.example.com/callback?key=…', 'conflict'],
      [`https://shop.example.com/${'x'.repeat(475)}`, 'conflict'],
      ['http://shop.example.com/callback', 'invalid'],
    ] as const) {
      await mismatch(received);
      house.advance(1);
      await expect(addReceivedAddress(house, 'mismatch'), received).rejects.toMatchObject({ kind });
    }
    expect((await showClient(house, clientId)).metadata.redirect_uris).toEqual([registered]);
  });
});

describe('the usage of an application', () => {
  const [midnight, tomorrow] = [new Date('2026-11-21T00:00:00Z'), new Date('2026-11-22T00:00:00Z')];

  test('has every day of the span, also those in which nothing happened', async () => {
    const { house, clientId } = await begin();
    const count = { clientId, startsAt: house.clock.now(), count: 2 };
    await house.storage.usage.add(
      [
        { ...count, measure: 'sign-in', kind: '' },
        { ...count, measure: 'token', kind: 'refresh_token' },
        { ...count, measure: 'error', kind: 'code-reused' },
      ],
      [{ clientId, at: house.clock.now(), subject: 'ada' }],
    );
    const from = new Date('2026-11-20T00:00:00Z');
    expect(await readUsage(house, clientId, { span: 'day', from, until: tomorrow })).toEqual([
      { starts_at: from.toISOString(), sign_ins: 0, people: 0, tokens: {}, errors: {} },
      {
        ...{ starts_at: midnight.toISOString(), sign_ins: 2, people: 1 },
        ...{ tokens: { refresh_token: 2 }, errors: { 'code-reused': 2 } },
      },
    ]);
    const hours = await readUsage(house, clientId, { span: 'hour', from: midnight, until: tomorrow });
    expect(hours.map(({ sign_ins: each }) => each).filter(Boolean)).toEqual([2]);
    expect(hours).toHaveLength(24);
  });

  test('is asked for in spans of a bounded number', async () => {
    const { house, clientId } = await begin();
    for (const [from, until] of [
      [midnight, midnight],
      [tomorrow, midnight],
      [new Date(0), tomorrow],
    ] as const)
      await expect(readUsage(house, clientId, { span: 'day', from, until })).rejects.toMatchObject({ kind: 'invalid' });
  });
});
