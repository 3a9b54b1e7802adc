/** Which realm a process works on, and who may move it to another issuer. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openStorage } from './open';
import type { WhenIssuerDiffers } from './realm';
import type { TestDatabase } from './testing/storages';
import { clock, sharedKinds } from './testing/storages';

const [old, moved] = ['https://old.example.com', 'https://new.example.com'];

describe.each(sharedKinds)('the first realm on $name', ({ create }) => {
  let database: TestDatabase;
  let first: { realmId: string; issuer: string };

  beforeAll(async () => {
    database = await create();
    first = await open(old, 'refuse');
  });
  afterAll(() => database.dispose());

  const open = async (issuer: string, whenIssuerDiffers?: WhenIssuerDiffers) => {
    const asked = whenIssuerDiffers === undefined ? {} : { whenIssuerDiffers };
    const { realmId, issuer: stored, close } = await openStorage({ ...database, issuer, clock, ...asked });
    await close();
    return { realmId, issuer: stored };
  };

  it('is made with the issuer that is given, whatever is to be done with another', () => {
    expect(first.issuer).toBe(old);
  });

  it('is worked on under its own issuer by who keeps it', async () => {
    expect(await open(moved, 'keep')).toEqual(first);
    expect(await open(old, 'refuse')).toEqual(first);
  });

  it('is not opened under another issuer by who refuses; one line names both', async () => {
    const refused = await open(moved, 'refuse').catch((error: unknown) => error);
    expect(refused).toMatchObject({ kind: 'other-issuer' });
    expect(String(refused)).toMatch(/^Error: ISSUER is https:\/\/new\.example\.com, but .*https:\/\/old\.example\.com/);
    expect(await open(old, 'refuse')).toEqual(first);
  });

  it('moves with the address of the installation', async () => {
    expect(await open(moved)).toEqual({ ...first, issuer: moved });
    expect(await open(moved, 'refuse')).toEqual({ ...first, issuer: moved });
  });
});
