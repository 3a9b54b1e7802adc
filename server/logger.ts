/** Structured logs: one JSON line per event on standard output, without secrets. */
import type { DestinationStream, Logger } from 'pino';
import { pino } from 'pino';
import type { Environment } from './env';

export type { Logger };

const secretName =
  /^(?:(?:proxy-?)?authorization|cookie|set-cookie|.*(?:password|secret|passphrase)|.*tokens?|.*assertion|authorization_?code|code_?verifier|.*private_?(?:key|jwk)|master_?key)$/i;
// Our secrets have prefixes, and JWTs begin like this, so both are found wherever they stand, messages included.
const secretText =
  /\b(?:gh[a-z]_[A-Za-z0-9_-]{8,}|eyJ[A-Za-z0-9_-]{8,}(?:\.[A-Za-z0-9_-]*){1,4})|\b(Bearer|Basic|DPoP) +[A-Za-z0-9._~+/=-]{8,}/g;

/** A logger of one process. Members under a secret's name, and secrets inside any text, are masked. */
export function createLogger(level: Environment['logLevel'], destination?: DestinationStream): Logger {
  const options = {
    level,
    base: { pid: process.pid },
    timestamp: pino.stdTimeFunctions.isoTime,
    formatters: {
      level: (label: string) => ({ level: label }),
      log: (record: Record<string, unknown>) => maskMembers(record, 0),
    },
    hooks: { streamWrite: maskText },
  };
  return destination === undefined ? pino(options) : pino(options, destination);
}

// A client id begins with `gh_`, without a letter in between, and stays readable.
function maskText(line: string): string {
  return line.replace(secretText, (_match, scheme: string | undefined) =>
    scheme === undefined ? '[masked]' : `${scheme} [masked]`,
  );
}

const deepest = 6;

function maskMembers(record: object, depth: number): Record<string, unknown> {
  const masked: Record<string, unknown> = {};
  for (const [name, value] of Object.entries(record)) {
    masked[name] = secretName.test(name) && value !== null && value !== undefined ? '[masked]' : mask(value, depth);
  }
  return masked;
}

function mask(value: unknown, depth: number): unknown {
  if (value === null || typeof value !== 'object' || value instanceof Date || 'toJSON' in value) return value;
  if (depth >= deepest) return '[deeper]';
  if (Array.isArray(value)) return value.map((item) => mask(item, depth + 1));
  if ('stack' in value && 'message' in value) return describeError(value, depth);
  return maskMembers(value, depth + 1);
}

function describeError(error: object, depth: number): Record<string, unknown> {
  const { name, message, stack, cause } = error as Error;
  const described = { type: name, message, stack, ...maskMembers(error, depth + 1) };
  return cause === undefined ? described : { ...described, cause: mask(cause, depth + 1) };
}
