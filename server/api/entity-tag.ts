/** ETags of the API's documents, so that nobody overwrites what they have not seen (RFC 9110 sections 8.8.3 and 13.1.1). */
import { createHash } from 'node:crypto';
import { refusal } from '@/portal/refusal';

/** A strong tag: the same for the same document, in whatever order its members stand, since PostgreSQL keeps none. */
export function entityTagOf(document: unknown): string {
  return `"${createHash('sha256').update(JSON.stringify(document, inOrder)).digest('base64url').slice(0, 27)}"`;
}

function inOrder(_name: string, value: unknown): unknown {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value;
  return Object.fromEntries(Object.entries(value).sort(([one], [other]) => (one < other ? -1 : 1)));
}

/** The check that a change makes of the document as it is; without `If-Match` everything passes. */
export function checkIfMatch(headers: Headers): (document: unknown) => void {
  const wanted = headers
    .get('if-match')
    ?.split(',')
    .map((tag) => tag.trim());
  return (document) => {
    if (wanted === undefined || wanted.includes('*') || wanted.includes(entityTagOf(document))) return;
    throw refusal('outdated', 'Somebody changed it since you read it. Read it again and repeat your change.');
  };
}
