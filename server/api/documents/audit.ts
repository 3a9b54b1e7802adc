/** The audit, as JSON and as a table. */
import { z } from 'zod';
import type { AuditEntry } from '@/protocol/ports';

export const auditDocument = z
  .object({
    id: z.string(),
    at: z.iso.datetime(),
    actor: z.object({ kind: z.enum(['person', 'client', 'system', 'command-line']), id: z.string().nullable() }),
    action: z.string(),
    object: z.object({ kind: z.string(), id: z.string().nullable() }),
    outcome: z.enum(['success', 'failure']),
    code: z.string().nullable().meta({ description: 'Why it failed.' }),
    network: z.string().nullable(),
    trace_id: z.string().nullable(),
    detail: z.record(z.string(), z.union([z.string(), z.number(), z.boolean()])),
  })
  .meta({ id: 'AuditEntry' });

export function toAuditDocument({ traceId, at, ...entry }: AuditEntry): z.input<typeof auditDocument> {
  const { id, actor, action, object, outcome, code, network, detail } = entry;
  return { id, at: at.toISOString(), actor, action, object, outcome, code, network, trace_id: traceId, detail };
}

export const exportFormats = { jsonl: 'application/jsonl', csv: 'text/csv; charset=utf-8' } as const;

const columns: Record<string, (entry: AuditEntry) => string | null> = {
  id: ({ id }) => id,
  at: ({ at }) => at.toISOString(),
  actor_kind: ({ actor }) => actor.kind,
  actor_id: ({ actor }) => actor.id,
  action: ({ action }) => action,
  object_kind: ({ object }) => object.kind,
  object_id: ({ object }) => object.id,
  outcome: ({ outcome }) => outcome,
  code: ({ code }) => code,
  network: ({ network }) => network,
  trace_id: ({ traceId }) => traceId,
  detail: ({ detail }) => JSON.stringify(detail),
};

/** The rows as text, in the parts in which they come. */
export async function* auditText(
  format: keyof typeof exportFormats,
  parts: AsyncIterable<AuditEntry[]>,
): AsyncGenerator<string> {
  if (format === 'csv') yield `${Object.keys(columns).join(',')}\r\n`;
  for await (const rows of parts)
    yield rows.map((row) => (format === 'csv' ? csvLine(row) : `${JSON.stringify(toAuditDocument(row))}\n`)).join('');
}

/** RFC 4180. */
function csvLine(row: AuditEntry): string {
  return `${Object.values(columns)
    .map((column) => csvCell(column(row) ?? ''))
    .join(',')}\r\n`;
}

/** Spreadsheets take what begins like this for a formula, and carry it out. */
const formula = /^[=+\-@\t\r]/;

function csvCell(text: string): string {
  const harmless = formula.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(harmless) ? `"${harmless.replaceAll('"', '""')}"` : harmless;
}
