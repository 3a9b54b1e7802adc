import { afterAll, beforeAll, describe } from 'vitest';
import { testDeviceGrant } from './device-grant';
import { testFrontChannel } from './front-channel';
import { testOauth4webapi } from './oauth4webapi';
import { testOpenidClient } from './openid-client';
import { testApis } from './openid-client-apis';
import { testPassword } from './openid-client-password';
import type { Provider } from './provider';
import { openProvider, providers } from './provider';
import { testSelfRegistration } from './self-registration';

describe.each(providers)('through %s', (_name, options) => {
  let provider: Provider;
  beforeAll(async () => {
    provider = await openProvider(options);
  });
  afterAll(() => provider?.close());

  describe('openid-client', () => testOpenidClient(() => provider));
  describe('openid-client for APIs', () => testApis(() => provider));
  describe('openid-client for passwords', () => testPassword(() => provider));
  describe('oauth4webapi', () => testOauth4webapi(() => provider));
  describe('a device', () => testDeviceGrant(() => provider));
  describe('implicit and hybrid', () => testFrontChannel(() => provider));
  describe('a library', () => testSelfRegistration(() => provider));
});
