import { describe, expect, it } from 'vitest';
import { createLogger } from './logger';

const collect = () => {
  const lines: string[] = [];
  return { log: createLogger('debug', { write: (line: string) => void lines.push(line) }), lines };
};

describe('the logger', () => {
  it('writes one JSON line per event, whatever the text holds', () => {
    const { log, lines } = collect();
    log.info({ path: '/x\n{"level":"fatal"}' }, 'first\nsecond');
    expect(lines).toHaveLength(1);
    expect(lines[0]?.indexOf('\n')).toBe((lines[0]?.length ?? 0) - 1);
    expect(JSON.parse(lines[0] ?? '')).toMatchObject({ level: 'info', msg: 'first\nsecond' });
  });

  it.each([
    'authorization',
    'Cookie',
    'set-cookie',
    'password',
    'newPassword',
    'client_secret',
    'accessToken',
    'refresh_token',
    'authorization_code',
    'code_verifier',
    'client_assertion',
    'privateJwk',
  ])('masks a member called %s at any depth', (name) => {
    const { log, lines } = collect();
    log.info({ request: { headers: [{ [name]: 'let-me-in' }] }, [name]: 'let-me-in' });
    expect(lines.join('')).not.toContain('let-me-in');
    expect(lines.join('')).toContain('[masked]');
  });

  it.each([
    'ghs_abcdefghijkl',
    'ghr_abcdefghijkl',
    'eyJhbGciOiJSUzI1NiJ9.eyJzdWIiOiJ4In0.c2ln',
    'Bearer abcdefghijklmnop',
  ])('masks %s inside texts and errors', (secret) => {
    const { log, lines } = collect();
    log.error({ err: new Error(`refused ${secret}`, { cause: new Error(secret) }) }, `saw ${secret} here`);
    expect(lines.join('')).not.toContain(secret);
    expect(lines.join('')).toContain('saw ');
  });

  it('keeps what is needed to find the trouble', () => {
    const { log, lines } = collect();
    log.child({ traceId: 'abc' }).error({
      err: Object.assign(new Error('away'), { kind: 'storage-unavailable', code: 'ECONNREFUSED' }),
      clientId: 'gh_abcdefghijkl',
    });
    expect(JSON.parse(lines[0] ?? '')).toMatchObject({
      traceId: 'abc',
      clientId: 'gh_abcdefghijkl',
      err: {
        message: 'away',
        kind: 'storage-unavailable',
        code: 'ECONNREFUSED',
        stack: expect.stringContaining('logger.test'),
      },
    });
  });
});
