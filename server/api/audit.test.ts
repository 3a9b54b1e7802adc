import { expect, test } from 'vitest';
import { createApiHouse } from './testing/api';

const asRoot = { as: { person: 'root' } };

/** 1,203 rows, of which some would like to be formulas. */
async function openFilled() {
  const house = await createApiHouse();
  const row = { actor: { kind: 'person', id: 'ada' }, object: { kind: 'client', id: 'gh_shop' } } as const;
  const rest = {
    outcome: 'success',
    code: null,
    network: '192.0.2.1',
    traceId: null,
    detail: { note: 'a "b", c' },
  } as const;
  await house.storage.transaction(async ({ audit }) => {
    for (let at = 0; at < 1200; at += 1)
      await audit.append({
        ...row,
        ...rest,
        id: `0${at}`.padStart(6, '0'),
        at: house.clock.now(),
        action: 'client-update',
      });
    for (const [at, action] of ['=1+1', '@sum', '-2'].entries())
      await audit.append({ ...row, ...rest, id: `x${at}`, at: house.clock.now(), action });
  });
  return house;
}

test('the audit is taken away whole, a part at a time, newest first', async () => {
  const { call } = await openFilled();
  const answer = await call('GET', '/audit/export', asRoot);
  expect(answer.headers.get('content-disposition')).toBe('attachment; filename="audit.jsonl"');
  const rows = answer.text
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line));
  expect(rows).toHaveLength(1203);
  expect(new Set(rows.map(({ id }) => id)).size).toBe(1203);
  const listed = await call('GET', '/audit?limit=2', asRoot);
  expect(listed.json.items).toEqual(rows.slice(0, 2));
  const next = await call('GET', `/audit?limit=2&cursor=${listed.json.next_cursor}`, asRoot);
  expect(next.json.items).toEqual(rows.slice(2, 4));
});

test('as a table it holds no formulas, and its cells stay theirs', async () => {
  const { call } = await openFilled();
  const answer = await call('GET', '/audit/export?format=csv&action=%3D1%2B1', asRoot);
  expect(answer.headers.get('content-type')).toBe('text/csv; charset=utf-8');
  const [header, line, ...more] = answer.text.split('\r\n');
  expect(header).toBe('id,at,actor_kind,actor_id,action,object_kind,object_id,outcome,code,network,trace_id,detail');
  expect(line).toMatch(
    /^x0,[^,]+,person,ada,'=1\+1,client,gh_shop,success,,192\.0\.2\.1,,"\{""note"":""a \\""b\\"", c""\}"$/,
  );
  expect(more).toEqual(['']);
});

test.each(['/audit?from=yesterday', '/audit?outcome=maybe', '/audit/export?format=xlsx', '/audit/export?limit=5'])(
  '%s is refused',
  async (path) => {
    const { call } = await createApiHouse();
    expect((await call('GET', path, asRoot)).status).toBe(400);
  },
);
