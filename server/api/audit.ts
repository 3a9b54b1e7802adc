/** The audit: who changed what, and how it went. */
import { z } from 'zod';
import { readWholeAudit, searchAudit } from '@/portal/search-audit';
import { auditDocument, auditText, exportFormats, toAuditDocument } from './documents/audit';
import { givenOnly, pageOf, pageParameters, sliceQuery } from './documents/page';
import { operation } from './operation';

const shared = { tag: 'Audit', audience: 'operators', scope: 'audit:read', status: 200 } as const;
const word = z.string().min(1).max(200);
const time = z.iso.datetime({ offset: true });

const filters = {
  actor_id: word.optional().meta({ description: 'Of the person or the application that acted.' }),
  action: word.optional(),
  object_kind: word.optional(),
  object_id: word.optional(),
  outcome: z.enum(['success', 'failure']).optional(),
  from: time.optional().meta({ description: 'Then or later.' }),
  until: time.optional().meta({ description: 'Earlier.' }),
};
const filter = z.object(filters);

function toFilter({ actor_id, action, object_kind, object_id, outcome, from, until }: z.output<typeof filter>) {
  const times = { from: from && new Date(from), until: until && new Date(until) };
  const named = { actorId: actor_id, objectKind: object_kind, objectId: object_id };
  return givenOnly({ ...named, action, outcome, from: times.from || undefined, until: times.until || undefined });
}

export const audit = [
  operation({
    ...shared,
    name: 'listAudit',
    method: 'GET',
    path: '/audit',
    summary: 'Read the audit',
    description: 'The newest first.',
    query: z.strictObject({ ...pageParameters, ...filters }),
    answer: pageOf(auditDocument),
    async handle({ useCase, query: { cursor, limit, ...given } }) {
      const query = { ...sliceQuery({ cursor, limit }), ...toFilter(given) };
      const { rows, next } = await searchAudit(useCase, query);
      return { items: rows.map(toAuditDocument), next_cursor: next };
    },
  }),
  operation({
    ...shared,
    name: 'exportAudit',
    method: 'GET',
    path: '/audit/export',
    summary: 'Take the audit away as a file',
    description: 'All that the filters let through, the newest first: one JSON document a line, or CSV with a header.',
    query: z.strictObject({ format: z.enum(['jsonl', 'csv']).default('jsonl'), ...filters }),
    download: Object.values(exportFormats),
    async handle({ useCase, query: { format, ...given } }) {
      const parts = auditText(format, readWholeAudit(useCase, toFilter(given)));
      return { type: exportFormats[format], fileName: `audit.${format}`, parts };
    },
  }),
];
