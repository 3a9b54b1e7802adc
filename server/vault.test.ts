import { randomBytes } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { createVault } from './vault';

const random = (length: number) => new Uint8Array(randomBytes(length));
const text = (bytes: Uint8Array) => Buffer.from(bytes).toString();
const bytes = (value: string) => new Uint8Array(Buffer.from(value));
const first = 'a'.repeat(32);
const second = 'b'.repeat(32);
const vaultOf = (current: string, previous?: string) => createVault({ current, previous }, random);
const refused = { kind: 'vault-refused' };

describe('the vault', () => {
  it('opens what it sealed, for the same purpose', async () => {
    const sealed = await vaultOf(first).seal(bytes('private key'), 'signing-key');
    expect(text(await vaultOf(first).open(sealed, 'signing-key'))).toBe('private key');
    expect(sealed).toMatch(/^v1\.[A-Za-z0-9]{8}\.[\w-]{16}\.[\w-]+$/);
    expect(sealed).not.toContain('private');
  });

  it('seals the same text differently every time', async () => {
    const vault = vaultOf(first);
    expect(await vault.seal(bytes('x'), 'p')).not.toBe(await vault.seal(bytes('x'), 'p'));
  });

  it('refuses another purpose', async () => {
    const vault = vaultOf(first);
    await expect(vault.open(await vault.seal(bytes('x'), 'signing-key'), 'totp')).rejects.toMatchObject(refused);
  });

  it('refuses another master secret and says so', async () => {
    const sealed = await vaultOf(first).seal(bytes('x'), 'p');
    await expect(vaultOf(second).open(sealed, 'p')).rejects.toMatchObject({
      ...refused,
      message: expect.stringContaining('GATEHOUSE_SECRET'),
    });
  });

  it('refuses any altered letter and any other text', async () => {
    const vault = vaultOf(first);
    const sealed = await vault.seal(bytes('some longer private text'), 'p');
    const body = sealed.lastIndexOf('.') + 1;
    const altered = [...sealed].map(
      (letter, at) => sealed.slice(0, at) + (letter === 'A' ? 'B' : 'A') + sealed.slice(at + 1),
    );
    // The last letter of a base64url text may carry unused bits.
    const cases = [
      ...altered.slice(0, -1),
      '',
      'v1',
      'v1.a.b.c',
      `${sealed}.x`,
      sealed.slice(0, body),
      `v2${sealed.slice(2)}`,
    ];
    for (const value of cases) await expect(vault.open(value, 'p'), value).rejects.toMatchObject(refused);
  });

  it('opens with the previous secret while rotating, and seals with the current one', async () => {
    const old = await vaultOf(first).seal(bytes('x'), 'p');
    const rotating = vaultOf(second, first);
    expect(text(await rotating.open(old, 'p'))).toBe('x');
    const renewed = await rotating.seal(bytes('x'), 'p');
    expect(text(await vaultOf(second).open(renewed, 'p'))).toBe('x');
    expect(renewed.split('.')[1]).toBe(rotating.keyId);
    expect(old.split('.')[1]).not.toBe(rotating.keyId);
  });

  it('derives keys per purpose and per secret, none of which is the secret or the vault key', () => {
    const keys = [vaultOf(first).deriveKey('a'), vaultOf(first).deriveKey('b'), vaultOf(second).deriveKey('a')].map(
      (key) => Buffer.from(key).toString('hex'),
    );
    expect(new Set(keys).size).toBe(3);
    expect(Buffer.from(vaultOf(first).deriveKey('a')).toString('hex')).toBe(keys[0]);
    expect(Buffer.from(vaultOf(second, first).deriveKey('a')).toString('hex')).toBe(keys[2]);
  });
});
