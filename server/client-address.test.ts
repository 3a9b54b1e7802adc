import { describe, expect, it } from 'vitest';
import { clientAddress, clientAddressHeader, clientNetwork, vouchForClientAddress } from './client-address';
import { toBlockList } from './env-rules';

const trusted = toBlockList(['10.0.0.0/8', '2001:db8::/32', '127.0.0.1']);

describe('the network of a client', () => {
  it.each([
    ['a stranger', '203.0.113.5', undefined, '203.0.113.5'],
    ['a stranger who claims to be another', '203.0.113.5', '198.51.100.1', '203.0.113.5'],
    ['a dual-stack peer', '::ffff:203.0.113.5', undefined, '203.0.113.5'],
    ['a trusted proxy', '10.1.2.3', '198.51.100.1', '198.51.100.1'],
    ['a trusted proxy on a dual-stack socket', '::ffff:10.1.2.3', '198.51.100.1', '198.51.100.1'],
    ['a trusted proxy with a client that lies', '10.1.2.3', '8.8.8.8, 198.51.100.1', '198.51.100.1'],
    ['two trusted proxies', '127.0.0.1', '8.8.8.8, 198.51.100.1, 10.9.9.9', '198.51.100.1'],
    ['a trusted IPv6 proxy', '2001:db8::7', '2001:4860::1', '2001:4860::1'],
    ['a trusted proxy that says nothing', '10.1.2.3', undefined, '10.1.2.3'],
    ['a trusted proxy that says nonsense', '10.1.2.3', '198.51.100.1, unknown', '10.1.2.3'],
    ['trusted proxies all the way', '10.1.2.3', '10.0.0.1', '10.0.0.1'],
  ])('of %s', (_who, address, forwardedFor, expected) => {
    expect(clientNetwork({ address, forwardedFor }, trusted)).toBe(expected);
  });

  it('trusts nobody by default', () => {
    expect(clientNetwork({ address: '127.0.0.1', forwardedFor: '198.51.100.1' }, toBlockList([]))).toBe('127.0.0.1');
  });
});

describe('the header that hands it on', () => {
  it('counts only in a process whose server strips it', () => {
    const headers = new Headers({ [clientAddressHeader]: '203.0.113.5' });
    expect(clientAddress(headers)).toBeNull();
    vouchForClientAddress();
    expect(clientAddress(headers)).toBe('203.0.113.5');
    Reflect.deleteProperty(globalThis, Symbol.for('gatehouse.front-door'));
  });
});
