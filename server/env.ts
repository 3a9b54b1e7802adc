/** The environment: parsed once, lazily. Nothing else in the product reads `process.env`. */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import * as rule from './env-rules';

export interface Environment {
  port: number;
  /** Addresses to listen on; `optionalHosts` may be missing on this machine. */
  hosts: string[];
  optionalHosts: string[];
  /** An origin: scheme, host and port, without a trailing slash. */
  issuer: string;
  /** False when it is the default for the port. */
  isIssuerSet: boolean;
  isLoopbackIssuer: boolean;
  databaseUrl: string;
  database: 'sqlite' | 'postgresql';
  /** Undefined means: the one kept in `dataDir`. See `master-secret.ts`. */
  secret: string | undefined;
  previousSecret: string | undefined;
  dataDir: string;
  administrator: { email: string; password: string } | undefined;
  smtpUrl: string | undefined;
  mailFrom: string;
  /** IP addresses and CIDR ranges. */
  trustedProxies: string[];
  workers: number;
  logLevel: (typeof rule.logLevels)[number];
  /** Origins. */
  outboundAllow: string[];
  rateLimits: boolean;
  metricsToken: string | undefined;
}

export type EnvironmentResult = { ok: true; environment: Environment } | { ok: false; line: string };

const schema = z.object({
  PORT: rule.wholeNumber(1, 65_535, 3000),
  HOST: rule.list(rule.isHost, 'must be an address or a host name to listen on, or several separated by commas'),
  ISSUER: rule.issuer.optional(),
  DATABASE_URL: rule.databaseUrl.optional(),
  GATEHOUSE_SECRET: rule.secret.optional(),
  GATEHOUSE_SECRET_PREVIOUS: rule.secret.optional(),
  DATA_DIR: z.string().default('./data'),
  ADMIN_EMAIL: z.email('must be an e-mail address').optional(),
  ADMIN_PASSWORD: z
    .string()
    .min(8, 'must have 8 to 256 characters')
    .max(256, 'must have 8 to 256 characters')
    .optional(),
  SMTP_URL: rule.smtpUrl.optional(),
  MAIL_FROM: rule.mailbox.optional(),
  TRUSTED_PROXIES: rule.list(rule.isNetwork, 'must be IP addresses or CIDR ranges separated by commas'),
  WORKERS: rule.wholeNumber(1, 64, 1),
  LOG_LEVEL: z.enum(rule.logLevels, `must be one of ${rule.logLevels.join(', ')}`).default('info'),
  OUTBOUND_ALLOW: rule.list(rule.isOrigin, 'must be origins such as https://intranet.example.com, separated by commas'),
  RATE_LIMITS: z.enum(['on', 'off'], 'must be on or off').default('on'),
  METRICS_TOKEN: z.string().min(16, 'must have at least 16 characters').optional(),
});
type Values = z.infer<typeof schema>;

/** Every variable that is read. */
export const variableNames = Object.keys(schema.shape);

const makeSecret = `node -e "console.log(require('node:crypto').randomBytes(32).toString('base64url'))"`;

/** Reads a set of variables; a wrong one gives one line that names it. Empty means unset. Pure. */
export function readEnvironment(source: Record<string, string | undefined>): EnvironmentResult {
  const given = Object.entries(source).filter(([, value]) => value !== undefined && value.trim() !== '');
  const parsed = schema.safeParse(Object.fromEntries(given));
  if (!parsed.success) {
    const [issue] = parsed.error.issues;
    return { ok: false, line: `${String(issue?.path[0])} ${issue?.message}.` };
  }
  const environment = complete(parsed.data);
  const line = findContradiction(parsed.data, environment);
  return line === undefined ? { ok: true, environment } : { ok: false, line };
}

function complete(values: Values): Environment {
  const issuer = values.ISSUER ?? `http://localhost:${values.PORT}`;
  const databaseUrl = values.DATABASE_URL ?? `file:${join(values.DATA_DIR, 'gatehouse.db')}`;
  const { ADMIN_EMAIL: email, ADMIN_PASSWORD: password } = values;
  return {
    port: values.PORT,
    hosts: values.HOST ?? ['127.0.0.1', '::1'],
    optionalHosts: values.HOST === undefined ? ['::1'] : [],
    issuer,
    isIssuerSet: values.ISSUER !== undefined,
    isLoopbackIssuer: rule.isLoopback(new URL(issuer).hostname),
    databaseUrl,
    database: databaseUrl.startsWith('file:') ? 'sqlite' : 'postgresql',
    secret: values.GATEHOUSE_SECRET,
    previousSecret: values.GATEHOUSE_SECRET_PREVIOUS,
    dataDir: values.DATA_DIR,
    administrator: email !== undefined && password !== undefined ? { email, password } : undefined,
    smtpUrl: values.SMTP_URL,
    mailFrom: values.MAIL_FROM ?? `Gatehouse <gatehouse@${new URL(issuer).hostname}>`,
    trustedProxies: values.TRUSTED_PROXIES ?? [],
    workers: values.WORKERS,
    logLevel: values.LOG_LEVEL,
    outboundAllow: values.OUTBOUND_ALLOW ?? [],
    rateLimits: values.RATE_LIMITS === 'on',
    metricsToken: values.METRICS_TOKEN,
  };
}

/** What no variable gets wrong by itself. */
function findContradiction(values: Values, environment: Environment): string | undefined {
  if (values.ADMIN_EMAIL !== undefined && values.ADMIN_PASSWORD === undefined) {
    return 'ADMIN_PASSWORD is missing: ADMIN_EMAIL and ADMIN_PASSWORD go together.';
  }
  if (values.ADMIN_PASSWORD !== undefined && values.ADMIN_EMAIL === undefined) {
    return 'ADMIN_EMAIL is missing: ADMIN_EMAIL and ADMIN_PASSWORD go together.';
  }
  if (environment.database === 'postgresql' && environment.secret === undefined) {
    return `GATEHOUSE_SECRET is required with PostgreSQL, because every instance must have the same; make one with: ${makeSecret}`;
  }
  if (!environment.rateLimits && !environment.isLoopbackIssuer) {
    return `RATE_LIMITS may be off only while ISSUER is a loopback address; it is ${environment.issuer}.`;
  }
  return undefined;
}

let memo: Environment | undefined;

/**
 * The environment of this process, with `.env` of the working directory under it. Throws `kind: 'environment-refused'`,
 * whose message is the one line to show.
 */
export function environment(): Environment {
  if (memo !== undefined) return memo;
  if (existsSync('.env')) process.loadEnvFile('.env');
  const result = readEnvironment(process.env);
  if (!result.ok) throw Object.assign(new Error(result.line), { kind: 'environment-refused' as const });
  // next-auth takes its own address from this variable and from nowhere else.
  process.env.NEXTAUTH_URL = result.environment.issuer;
  memo = result.environment;
  return memo;
}

/** True under `next dev` alone, whose overlay needs a looser page policy. */
export function isDevelopment(): boolean {
  return process.env.NODE_ENV === 'development';
}
