/** The errors that leave this room. Callers tell them apart by `kind`; everything else is a programming error. */

export type StorageFailureKind =
  | 'storage-unavailable'
  | 'conflict'
  | 'missing-reference'
  | 'migration-failed'
  | 'invalid-key'
  | 'invalid-cursor'
  | 'invalid-database-url'
  | 'other-issuer';

export type StorageFailure = Error & { kind: StorageFailureKind; field?: string };

/** An error of this room; `message` may be shown to an operator, `cause` is for the log. */
export function storageFailure(
  kind: StorageFailureKind,
  message: string,
  detail: { cause?: unknown; field?: string } = {},
): StorageFailure {
  const error = new Error(message, 'cause' in detail ? { cause: detail.cause } : undefined);
  return Object.assign(error, { kind }, detail.field === undefined ? {} : { field: detail.field });
}

/** Runs `work` and turns the errors of Prisma and of the drivers into failures with a `kind`. */
export async function translated<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    throw translate(error);
  }
}

/** What a driver's or Prisma's error means; an error that has a meaning already, or none of ours, is returned as it is. */
export function translate(error: unknown): unknown {
  const { code, kind, message } = partsOf(error);
  if (kind !== undefined) return error;
  if (isUniqueViolation(code)) {
    const field = fieldOf(error);
    return storageFailure('conflict', 'This value is taken.', { cause: error, ...(field ? { field } : {}) });
  }
  if (isMissingReference(code) || driverCauseOf(error)?.kind === 'ForeignKeyConstraintViolation') {
    return storageFailure('missing-reference', 'The row that this one refers to does not exist.', { cause: error });
  }
  if (isUnavailable(code, message) || isUnavailableToDriver(error)) {
    return storageFailure('storage-unavailable', 'The database does not answer in time.', { cause: error });
  }
  return error;
}

function partsOf(error: unknown): { code: string; kind: unknown; message: string } {
  if (typeof error !== 'object' || error === null) return { code: '', kind: undefined, message: String(error) };
  const { code, kind, message } = error as { code?: unknown; kind?: unknown; message?: unknown };
  return { code: typeof code === 'string' ? code : '', kind, message: typeof message === 'string' ? message : '' };
}

function isUniqueViolation(code: string): boolean {
  return (
    code === 'P2002' ||
    code === '23505' ||
    code === 'SQLITE_CONSTRAINT_UNIQUE' ||
    code === 'SQLITE_CONSTRAINT_PRIMARYKEY'
  );
}

function isMissingReference(code: string): boolean {
  return code === 'P2003' || code === 'P2025' || code === '23503' || code === 'SQLITE_CONSTRAINT_FOREIGNKEY';
}

// Prisma: not reachable, timed out, closed, pool exhausted, transaction lost, deadlock, too many connections.
const unavailablePrisma = new Set([
  'P1000',
  'P1001',
  'P1002',
  'P1003',
  'P1008',
  'P1010',
  'P1011',
  'P1017',
  'P2024',
  'P2028',
  'P2034',
  'P2037',
]);
const unavailableSystem = new Set([
  'ECONNREFUSED',
  'ECONNRESET',
  'ENOTFOUND',
  'EPIPE',
  'ETIMEDOUT',
  'EAI_AGAIN',
  'EHOSTUNREACH',
  'ENETUNREACH',
]);
// PostgreSQL: connection, access, resources, operator intervention (also a cancelled statement), system, locks.
const unavailableState = /^(08|28|53|57|58)...$|^(3D000|40001|40P01|55P03|25P03|25P04|25006)$/;
const unavailableMessage =
  /Connection terminated|timeout exceeded when trying to connect|Client has encountered a connection error|not queryable|pool after calling end|Can't reach database|Query read timeout/i;

function isUnavailable(code: string, message: string): boolean {
  if (unavailablePrisma.has(code) || unavailableSystem.has(code)) return true;
  if (unavailableState.test(code)) return true;
  return /^SQLITE_(BUSY|LOCKED|IOERR|CANTOPEN|FULL|READONLY)/.test(code) || unavailableMessage.test(message);
}

/** A raw query's error (P2010) keeps what the driver said one level deeper. */
function driverCauseOf(error: unknown): Record<string, unknown> | undefined {
  return (error as { meta?: { driverAdapterError?: { cause?: Record<string, unknown> } } } | undefined)?.meta
    ?.driverAdapterError?.cause;
}

/** A locked SQLite file is a time-out there. */
function isUnavailableToDriver(error: unknown): boolean {
  const cause = driverCauseOf(error);
  if (cause === undefined) return false;
  if (['SocketTimeout', 'ConnectionClosed', 'DatabaseNotReachable', 'TooManyConnections'].includes(String(cause.kind)))
    return true;
  return isUnavailable(String(cause.originalCode ?? ''), String(cause.originalMessage ?? ''));
}

/** The column of a unique violation in the words of the ports, when the ports have a word for it. */
function fieldOf(error: unknown): string | undefined {
  const text = JSON.stringify((error as { meta?: unknown }).meta ?? '') + String((error as Error).message);
  if (text.includes('username_folded')) return 'username';
  if (text.includes('email_folded')) return 'email';
  return undefined;
}
