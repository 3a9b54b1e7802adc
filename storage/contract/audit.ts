/** What is written down of changes. */
import { describe, expect, it } from 'vitest';
import { anAuditEntry } from '../testing/rows';
import type { Subject } from './subject';

export function describeAudit({ stores }: Subject): void {
  describe('the audit', () => {
    it('lists audit entries, newest first, page by page', async () => {
      const entry = (count: number) => anAuditEntry({ actor: { kind: 'person', id: 'p' }, detail: { count } });
      const [first, second, third] = [entry(1), entry(2), entry(3)];
      for (const each of [first, second, third]) await stores().audit.append(each);
      expect(await stores().auditReader.list({ limit: 2 })).toEqual([third, second]);
      expect(await stores().auditReader.list({ limit: 1, after: second.id })).toEqual([first]);
    });
  });
}
