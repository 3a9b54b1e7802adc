/** Which realm a process works on. */
import { uuidv7 } from 'uuidv7';
import type { Clock } from '@/protocol/ports';
import type { Engine } from './engine';
import { storageFailure } from './failure';

export interface RealmRow {
  id: string;
  issuer: string;
}

/**
 * `move`: the first realm takes the wanted issuer. It moves with the address, or a change of port would open an empty
 * house (DECISIONS 5). `keep`: it stays as it is and is worked on. `refuse`: nothing is done.
 */
export type WhenIssuerDiffers = 'move' | 'keep' | 'refuse';

interface Wanted {
  issuer: string;
  whenIssuerDiffers: WhenIssuerDiffers;
  clock: Clock;
}

/**
 * The realm of this issuer, or the first one by the rule above; a new one in an empty database. Throws `other-issuer`
 * when told to refuse.
 */
export async function ensureRealm(engine: Engine, wanted: Wanted): Promise<RealmRow> {
  const { issuer, whenIssuerDiffers, clock } = wanted;
  const select = { id: true, issuer: true } as const;
  const find = () => engine.reader.realm.findUnique({ where: { issuer }, select });
  const realm = await find();
  const first = await engine.reader.realm.findFirst({ orderBy: [{ createdAt: 'asc' }, { id: 'asc' }], select });
  if (first !== null && whenIssuerDiffers === 'keep') return first;
  if (realm !== null) return realm;
  if (first !== null && whenIssuerDiffers === 'refuse') throw otherIssuer(issuer, first.issuer);
  const id = first?.id ?? uuidv7();
  try {
    await engine.exclusive(() =>
      first
        ? engine.writer.realm.update({ where: { id }, data: { issuer } })
        : engine.writer.realm.create({ data: { id, issuer, createdAt: clock.now() } }),
    );
    return { id, issuer };
  } catch (error) {
    // Another process may have been first.
    const theirs = await find();
    if (theirs) return theirs;
    throw error;
  }
}

function otherIssuer(wanted: string, stored: string) {
  return storageFailure(
    'other-issuer',
    `ISSUER is ${wanted}, but this database is ${stored}'s: unset it, or start the server with it to move there.`,
  );
}
