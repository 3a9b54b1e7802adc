/** How often something happened at a client. */
import { describe, expect, it } from 'vitest';
import type { UsageCount } from '@/portal/ports';
import { later, random } from '../testing/rows';
import type { Subject } from './subject';

const midnight = new Date('2026-11-21T00:00:00.000Z');
const tenOClock = new Date('2026-11-21T10:00:00.000Z');
const elevenOClock = new Date('2026-11-21T11:00:00.000Z');
const tomorrow = new Date('2026-11-22T00:00:00.000Z');

export function describeUsage({ storage }: Subject): void {
  const usage = () => storage().usage;
  const tokens = (clientId: string, startsAt: Date, count: number) => ({
    ...{ clientId, startsAt, measure: 'token' as const, kind: 'refresh_token', count },
  });
  const read = (clientId: string, span: 'hour' | 'day') => usage().read(clientId, span, midnight, tomorrow);

  describe('usage', () => {
    it('adds up what happened in each hour and on its day', async () => {
      const clientId = random();
      await usage().add([tokens(clientId, later(0), 2), tokens(clientId, later(1), 3)], []);
      await usage().add([tokens(clientId, later(3_600), 5), tokens(random(), later(0), 7)], []);
      const counted = { measure: 'token', kind: 'refresh_token' };
      expect(await read(clientId, 'hour')).toEqual([
        { startsAt: tenOClock, ...counted, count: 5 },
        { startsAt: elevenOClock, ...counted, count: 5 },
      ]);
      expect(await read(clientId, 'day')).toEqual([{ startsAt: midnight, ...counted, count: 10 }]);
      expect(await usage().read(clientId, 'hour', midnight, elevenOClock)).toHaveLength(1);
    });

    it('counts a person once a day, and on another day again', async () => {
      const clientId = random();
      const signedIn = (subject: string, at: Date) => ({ clientId, subject, at });
      await usage().add([], [signedIn('ada', later(0)), signedIn('ada', later(1)), signedIn('bob', later(2))]);
      await usage().add([], [signedIn('ada', later(3_600)), signedIn('ada', later(86_400))]);
      const people = { measure: 'person', kind: '' };
      expect(await read(clientId, 'day')).toEqual([{ startsAt: midnight, ...people, count: 2 }]);
      expect(await usage().read(clientId, 'day', tomorrow, later(2 * 86_400))).toEqual([
        { startsAt: tomorrow, ...people, count: 1 },
      ]);
    });

    it('loses nothing that is added at the same time', async () => {
      const clientId = random();
      const all = Array.from({ length: 8 }, (_, index) => ({ clientId, subject: `person ${index % 4}`, at: later(0) }));
      await Promise.all(all.map((one) => usage().add([tokens(clientId, later(0), 1)], [one])));
      const byMeasure = new Map(
        (await read(clientId, 'day')).map(({ measure, count }): [string, number] => [measure, count]),
      );
      expect([byMeasure.get('token'), byMeasure.get('person')]).toEqual([8, 4]);
    });

    it('forgets hours after two days, and days after ninety', async () => {
      const clientId = random();
      await usage().add([tokens(clientId, later(0), 1)], [{ clientId, subject: 'ada', at: later(0) }]);
      const spans = async (): Promise<UsageCount[][]> => [await read(clientId, 'hour'), await read(clientId, 'day')];
      const lengths = async () => (await spans()).map((counts) => counts.length);
      await storage().sweep(later(86_400));
      expect(await lengths()).toEqual([2, 2]);
      await storage().sweep(later(3 * 86_400));
      expect(await lengths()).toEqual([0, 2]);
      await storage().sweep(later(91 * 86_400));
      expect(await lengths()).toEqual([0, 0]);
    });
  });
}
