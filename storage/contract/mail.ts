/** The outbox of mail, and the links in it. */
import { describe, expect, it } from 'vitest';
import type { MailedLinkKind } from '@/identity/ports';
import { aMailedLink, aMailMessage, aPerson, later, now, random } from '../testing/rows';
import type { Subject } from './subject';

const day = 86_400;

export function describeMail(subject: Subject): void {
  describe('the outbox of mail', () => {
    messages(subject);
    claims(subject);
  });
  describe('mailed links', () => links(subject));
}

function messages({ storage, stores }: Subject): void {
  it('lists what was added, newest first, page by page', async () => {
    const [first, second, third] = [aMailMessage(), aMailMessage({ dueAt: null }), aMailMessage()];
    for (const message of [first, second, third]) await stores().mail.add(message);
    expect(await stores().mail.find(first.id)).toEqual(first);
    expect(await stores().mail.list({ limit: 2 })).toEqual([third, second]);
    expect((await stores().mail.list({ limit: 1, after: second.id }))[0]).toEqual(first);
    expect(await stores().mail.find(random())).toBeUndefined();
    for (const { id } of [first, second, third]) await stores().mail.setDelivered(id, now);
  });

  it('keeps nothing of a unit of work that failed', async () => {
    const message = aMailMessage();
    const failed = storage().transaction(async ({ mail }) => {
      await mail.add(message);
      throw new Error('thought better of it');
    });
    await expect(failed).rejects.toThrow('thought better of it');
    expect(await stores().mail.find(message.id)).toBeUndefined();
  });

  it('erases the words a day after delivery, or when nobody needs them, and forgets the message after a month', async () => {
    const [told, late, waiting] = [
      aMailMessage({ expiresAt: later(90 * day) }),
      aMailMessage({ expiresAt: later(day - 1) }),
      aMailMessage({ expiresAt: later(90 * day) }),
    ];
    for (const message of [told, late, waiting]) await stores().mail.add(message);
    await stores().mail.setDelivered(told.id, now);
    const kept = async () => {
      const found = await Promise.all([told, late, waiting].map(({ id }) => stores().mail.find(id)));
      return found.map((message) => message?.sealedParameters);
    };
    await storage().sweep(later(day - 2));
    expect(await kept()).toEqual(['sealed', 'sealed', 'sealed']);
    await storage().sweep(later(day));
    expect(await kept()).toEqual([null, null, 'sealed']);
    await storage().sweep(later(30 * day));
    expect(await kept()).toEqual([undefined, undefined, undefined]);
  });
}

function claims({ stores }: Subject): void {
  const claim = (at: Date, until = later(1_000_000)) => stores().mail.claim({ at, until, limit: 100 });

  it('gives each message to one of any number of parallel callers, until the lease ends', async () => {
    const messages = Array.from({ length: 6 }, (_, count) => aMailMessage({ dueAt: later(count - 6) }));
    for (const message of messages) await stores().mail.add(message);
    const claimed = (await Promise.all(Array.from({ length: 5 }, () => claim(now, later(60))))).flat();
    expect(claimed.map(({ id }) => id).sort()).toEqual(messages.map(({ id }) => id).sort());
    expect(await claim(later(59))).toEqual([]);
    const again = await stores().mail.claim({ at: later(60), until: later(120), limit: 4 });
    expect(again.map(({ attempts }) => attempts)).toEqual([2, 2, 2, 2]);
    for (const { id } of messages) await stores().mail.setDelivered(id, later(61));
    expect(await claim(later(200))).toEqual([]);
  });

  it('lets a failed one wait as it is told, unless somebody else has claimed it meanwhile', async () => {
    const { id } = aMailMessage();
    await stores().mail.add({ ...aMailMessage(), id });
    const [first] = await claim(now, later(60));
    if (first === undefined) throw new Error('nothing was claimed');
    await stores().mail.setFailed(first, 'deferred', later(5));
    expect(await claim(later(4))).toEqual([]);
    const [second] = await claim(later(5), later(65));
    expect(second).toMatchObject({ id, attempts: 2, failureCode: 'deferred' });
    await stores().mail.setFailed(first, 'refused', null);
    expect(await stores().mail.find(id)).toMatchObject({ dueAt: later(65), failureCode: 'deferred' });
    await stores().mail.setDelivered(id, later(6));
    await stores().mail.setFailed({ id, attempts: 2 }, 'refused', later(7));
    expect(await stores().mail.find(id)).toMatchObject({ dueAt: null, deliveredAt: later(6), failureCode: null });
    expect(await claim(later(500))).toEqual([]);
  });
}

function links({ storage, stores }: Subject): void {
  it('are found as they were made, by their kind alone', async () => {
    const link = aMailedLink();
    await stores().mailedLinks.create(link);
    expect(await stores().mailedLinks.find('registration', link.hash)).toEqual(link);
    const others: MailedLinkKind[] = ['invitation', 'email', 'password-reset'];
    for (const kind of others) {
      expect(await stores().mailedLinks.find(kind, link.hash)).toBeUndefined();
      expect(await stores().mailedLinks.consume(kind, link.hash, now)).toBe(false);
    }
    expect(await stores().mailedLinks.consume('registration', link.hash, now)).toBe(true);
  });

  it('are used by one of fifty at once, in units of work too, and in time', async () => {
    const [link, late] = [aMailedLink(), aMailedLink()];
    for (const one of [link, late]) await stores().mailedLinks.create(one);
    const use = (number: number) =>
      number % 2 === 0
        ? stores().mailedLinks.consume(link.kind, link.hash, later(59))
        : storage().transaction(({ mailedLinks }) => mailedLinks.consume(link.kind, link.hash, later(59)));
    const used = await Promise.all(Array.from({ length: 50 }, (_, number) => use(number)));
    expect(used.filter(Boolean)).toHaveLength(1);
    expect(await stores().mailedLinks.find(link.kind, link.hash)).toEqual({ ...link, consumedAt: later(59) });
    expect(await stores().mailedLinks.consume(late.kind, late.hash, later(60))).toBe(false);
  });

  it('go all together for a person, and a week after their end', async () => {
    const [person, other] = [aPerson(), aPerson()];
    for (const one of [person, other]) await stores().people.create(one);
    const of = (personId: string | null, kind: MailedLinkKind) => aMailedLink({ personId, kind });
    const theirs = [of(person.id, 'email'), of(person.id, 'password-reset')];
    const others = [of(other.id, 'email'), of(null, 'registration')];
    for (const link of [...theirs, ...others]) await stores().mailedLinks.create(link);
    const left = async () => {
      const all = [...theirs, ...others].map(({ kind, hash }) => stores().mailedLinks.find(kind, hash));
      return (await Promise.all(all)).map((link) => link !== undefined);
    };
    await stores().mailedLinks.deleteOfPerson(person.id);
    expect(await left()).toEqual([false, false, true, true]);
    await storage().sweep(later(7 * day + 59));
    expect(await left()).toEqual([false, false, true, true]);
    await storage().sweep(later(7 * day + 60));
    expect(await left()).toEqual([false, false, false, false]);
    await expect(stores().mailedLinks.create(of(random(), 'email'))).rejects.toMatchObject({
      kind: 'missing-reference',
    });
  });
}
