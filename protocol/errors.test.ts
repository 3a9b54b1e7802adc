import { describe, expect, it } from 'vitest';
import { isOAuthError, refusal, refusalCodes, toRefusal } from './errors';

describe('what the public reads of a refusal', () => {
  it.each(refusalCodes)('%s keeps to the characters of RFC 6749', (code) => {
    const { error, description } = refusal(code);
    expect(description).toMatch(/^[\x20-\x21\x23-\x5b\x5d-\x7e]+$/);
    expect(description).toMatch(/\.$/);
    expect(error).toMatch(/^[a-z_]+$/);
  });

  it('says nothing that tells two causes of invalid_grant apart', () => {
    const texts = ['code-unknown', 'code-other-client', 'code-expired', 'code-reused'] as const;
    expect(new Set(texts.map((code) => refusal(code).description)).size).toBe(1);
  });
});

describe('a refusal', () => {
  it('is told by its kind, never by its class', () => {
    expect(isOAuthError(structuredClone({ kind: 'oauth-error' }))).toBe(true);
    for (const other of [new Error('x'), null, undefined, 'oauth-error', { kind: 'x' }])
      expect(isOAuthError(other)).toBe(false);
  });

  it('keeps its detail bounded, and whole characters only', () => {
    const { detail } = refusal('client-unknown', {
      received: `${'x'.repeat(499)}😀`,
      half: '\ud83d',
      length: 3,
      sent: true,
    });
    expect(detail).toEqual({ received: 'x'.repeat(499), half: '', length: 3, sent: true });
    expect(refusal('client-unknown', { received: '😀' }).detail.received).toBe('😀');
  });

  it.each([
    [{ kind: 'storage-unavailable' }, 'temporarily_unavailable'],
    [{ kind: 'overloaded' }, 'temporarily_unavailable'],
    [{ kind: 'conflict' }, 'server_error'],
    [new Error('x'), 'server_error'],
    ['x', 'server_error'],
    [undefined, 'server_error'],
    [refusal('code-unknown'), 'invalid_grant'],
  ])('is made of anything that was thrown (%#)', (thrown, error) => {
    expect(toRefusal(thrown).error).toBe(error);
  });

  it('keeps the cause for the log', () => {
    const cause = new Error('why');
    expect(toRefusal(cause).cause).toBe(cause);
  });
});
