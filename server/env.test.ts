import { execFile } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { build } from 'esbuild';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Environment } from './env';
import { readEnvironment, variableNames } from './env';

const run = promisify(execFile);

type Variables = Record<string, string | undefined>;

const read = (variables: Variables): Environment => {
  const result = readEnvironment(variables);
  if (!result.ok) throw new Error(result.line);
  return result.environment;
};
const refusal = (variables: Variables) => {
  const result = readEnvironment(variables);
  return result.ok ? 'accepted' : result.line;
};
const secret = 'x'.repeat(32);

describe('the environment', () => {
  it('needs nothing: the defaults are those of the contract', () => {
    expect(read({})).toMatchObject({
      port: 3000,
      hosts: ['127.0.0.1', '::1'],
      issuer: 'http://localhost:3000',
      database: 'sqlite',
      databaseUrl: 'file:data/gatehouse.db',
      dataDir: './data',
      workers: 1,
      logLevel: 'info',
      rateLimits: true,
      trustedProxies: [],
      outboundAllow: [],
      administrator: undefined,
    });
  });

  it('takes the port into the default issuer, and an empty value as unset', () => {
    expect(read({ PORT: '4100', ISSUER: '', HOST: ' ' })).toMatchObject({
      port: 4100,
      issuer: 'http://localhost:4100',
      isIssuerSet: false,
    });
  });

  it('keeps the embedded database in DATA_DIR', () => {
    expect(read({ DATA_DIR: '/var/lib/gatehouse' }).databaseUrl).toBe('file:/var/lib/gatehouse/gatehouse.db');
  });

  it.each([
    ['https://id.example.com', false],
    ['https://id.example.com:8443', false],
    ['http://127.0.0.1:3000', true],
    ['http://[::1]:3000', true],
    ['http://id.localhost:3000', true],
  ])('accepts the issuer %s', (issuer, isLoopbackIssuer) => {
    expect(read({ ISSUER: issuer })).toMatchObject({ issuer, isIssuerSet: true, isLoopbackIssuer });
  });

  it.each([
    ['https://id.example.com/', 'write https://id.example.com.'],
    ['https://ID.example.com', 'write https://id.example.com.'],
    ['https://id.example.com:443', 'write https://id.example.com.'],
    ['https://id.example.com/login', 'write https://id.example.com.'],
    ['https://id.example.com?x=1', 'write https://id.example.com.'],
    ['https://id@id.example.com', 'write https://id.example.com.'],
    ['http://id.example.com', 'must be https'],
    ['http://localhost.example.com', 'must be https'],
    ['http://127.example.com', 'must be https'],
    ['ftp://localhost', 'must be an https URL'],
    ['id.example.com', 'must be an https URL'],
  ])('refuses the issuer %s in one line that says what to write', (issuer, words) => {
    const line = refusal({ ISSUER: issuer });
    expect(line).toMatch(/^ISSUER /);
    expect(line).toContain(words);
  });

  it.each([
    ['PORT', 'abc'],
    ['PORT', '0'],
    ['PORT', '65536'],
    ['PORT', '3e3'],
    ['PORT', '-1'],
    ['HOST', 'http://localhost'],
    ['HOST', 'a b'],
    ['DATABASE_URL', 'mysql://localhost/x'],
    ['DATABASE_URL', 'file:'],
    ['DATABASE_URL', './data.db'],
    ['GATEHOUSE_SECRET', 'short'],
    ['GATEHOUSE_SECRET_PREVIOUS', 'short'],
    ['ADMIN_EMAIL', 'ada'],
    ['ADMIN_PASSWORD', 'short'],
    ['SMTP_URL', 'mail.example.com:25'],
    ['SMTP_URL', 'smtp://:25'],
    ['SMTP_URL', 'https://mail.example.com'],
    ['SMTP_URL', 'smtp://user:100%@mail.example.com'],
    ['SMTP_URL', 'smtp://mail.example.com?tls.rejectUnauthorized=false'],
    ['MAIL_FROM', 'nobody'],
    ['MAIL_FROM', 'a@b.c\r\nBcc: d@e.f'],
    ['TRUSTED_PROXIES', '10.0.0.0/33'],
    ['TRUSTED_PROXIES', 'proxy.example.com'],
    ['TRUSTED_PROXIES', '10.0.0.1/8/8'],
    ['WORKERS', '0'],
    ['WORKERS', '65'],
    ['WORKERS', 'two'],
    ['LOG_LEVEL', 'loud'],
    ['OUTBOUND_ALLOW', 'intranet.example.com'],
    ['OUTBOUND_ALLOW', 'https://intranet.example.com/x'],
    ['RATE_LIMITS', 'no'],
    ['METRICS_TOKEN', 'short'],
  ])('refuses %s=%s in one line that names it and never repeats a secret', (name, value) => {
    const line = refusal({ [name]: value });
    expect(line.startsWith(`${name} `)).toBe(true);
    expect(line).not.toContain('\n');
    expect(line).not.toContain('short');
  });

  it('reads lists', () => {
    const lists = {
      TRUSTED_PROXIES: '10.0.0.0/8, ::1',
      OUTBOUND_ALLOW: 'https://a.example.com,http://b.local:81',
      HOST: '0.0.0.0',
    };
    expect(read(lists)).toMatchObject({
      trustedProxies: ['10.0.0.0/8', '::1'],
      outboundAllow: ['https://a.example.com', 'http://b.local:81'],
      hosts: ['0.0.0.0'],
      optionalHosts: [],
    });
  });

  it('wants both halves of the first administrator or neither', () => {
    expect(refusal({ ADMIN_EMAIL: 'ada@example.com' })).toMatch(/^ADMIN_PASSWORD is missing/);
    expect(refusal({ ADMIN_PASSWORD: 'correct horse' })).toMatch(/^ADMIN_EMAIL is missing/);
    const administrator = { email: 'ada@example.com', password: 'correct horse' };
    const variables = { ADMIN_EMAIL: administrator.email, ADMIN_PASSWORD: administrator.password };
    expect(read(variables).administrator).toEqual(administrator);
  });

  it('requires the master secret with PostgreSQL and prints a command that makes one', () => {
    const line = refusal({ DATABASE_URL: 'postgresql://db.example.com/gatehouse' });
    expect(line).toMatch(/^GATEHOUSE_SECRET is required with PostgreSQL.*randomBytes/);
    const complete = { DATABASE_URL: 'postgres://db.example.com/gatehouse', GATEHOUSE_SECRET: secret };
    expect(read(complete)).toMatchObject({ database: 'postgresql', secret });
  });

  it('switches rate limits off on loopback only', () => {
    expect(read({ RATE_LIMITS: 'off' }).rateLimits).toBe(false);
    expect(refusal({ RATE_LIMITS: 'off', ISSUER: 'https://id.example.com' })).toMatch(/^RATE_LIMITS /);
  });

  it('is told whole by .env.example, all of it commented out', () => {
    const example = readFileSync(resolve(import.meta.dirname, '../.env.example'), 'utf8');
    const named = [...example.matchAll(/^#([A-Z_]+)=/gm)].map(([, name]) => name);
    expect(new Set(named)).toEqual(new Set(variableNames));
    expect(example).not.toMatch(/^[^#\n]/m);
  });
});

describe('the environment of a process', () => {
  const folder = mkdtempSync(join(tmpdir(), 'gatehouse-env-'));
  const program = join(folder, 'program.mjs');
  const start = (variables: Variables) =>
    run(process.execPath, [program], { cwd: folder, env: { PATH: process.env.PATH, NODE_ENV: 'test', ...variables } });

  beforeAll(async () => {
    const contents = `import { environment } from './env';
      const { issuer, port } = environment();
      process.env.PORT = 'wrong';
      console.log(JSON.stringify([issuer, port, environment().port, process.env.NEXTAUTH_URL]));`;
    const stdin = { contents, resolveDir: import.meta.dirname };
    const options = { bundle: true, platform: 'node', format: 'esm', logLevel: 'silent' } as const;
    await build({ stdin, outfile: program, ...options });
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  it('comes from .env where it is not set, is read once, and tells next-auth its address', async () => {
    writeFileSync(join(folder, '.env'), 'ISSUER=https://id.example.com\nPORT=4200\n');
    const issuer = 'https://id.example.com';
    expect(JSON.parse((await start({ PORT: '4100' })).stdout)).toEqual([issuer, 4100, 4100, issuer]);
    expect(JSON.parse((await start({})).stdout)).toEqual([issuer, 4200, 4200, issuer]);
  });
});
