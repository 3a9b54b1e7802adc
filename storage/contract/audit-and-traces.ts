/** What is written down of changes and of requests. */
import { describe, expect, it } from 'vitest';
import { anAuditEntry, later, now, random } from '../testing/rows';
import type { Subject } from './subject';

export function describeAuditAndTraces({ storage, stores }: Subject): void {
  describe('audit and traces', () => {
    it('lists audit entries, newest first, page by page', async () => {
      const entry = (count: number) => anAuditEntry({ actor: { kind: 'person', id: 'p' }, detail: { count } });
      const [first, second, third] = [entry(1), entry(2), entry(3)];
      for (const each of [first, second, third]) await stores().audit.append(each);
      expect(await stores().auditReader.list({ limit: 2 })).toEqual([third, second]);
      expect(await stores().auditReader.list({ limit: 1, after: second.id })).toEqual([first]);
    });

    it('gives back the events of a trace, oldest first', async () => {
      const traceId = random();
      const event = { traceId, realmId: storage().realmId, step: 'token', outcome: 'passed', code: 'ok' } as const;
      const events = [
        { ...event, at: now, detail: { size: 3 } },
        { ...event, at: later(1), clientId: 'gh_client', detail: {} },
      ];
      await storage().traces.append(events.toReversed());
      await storage().traces.append([]);
      expect(await storage().traces.find(traceId)).toEqual(events);
      expect(await storage().traces.find(random())).toEqual([]);
    });
  });
}
