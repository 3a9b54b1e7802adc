/** CONFORMANCE.md 2.4: the discovery document, on an https issuer. */
import { beforeAll, describe, expect, it } from 'vitest';
import type { RelyingParty } from '@/e2e/harness/relying-party';
import { knownMembers } from './known-metadata';
import { conformanceSite } from './site';

let relyingParty: RelyingParty;
beforeAll(async () => {
  relyingParty = await conformanceSite().relyingParty();
});

const valuesOf = (member: string) => [relyingParty.configuration[member] ?? []].flat().map(String);

describe('oidcc-discovery-endpoint-verification', () => {
  it('it is JSON at the well-known address, with the status 200 and no redirect', () => {
    const { discovery } = relyingParty;
    expect(discovery.status).toBe(200);
    expect(discovery.headers.get('content-type')).toMatch(/^application\/json\b/);
  });

  it('the issuer is https, is the prefix of the address, and has no query or fragment', () => {
    const { issuer } = relyingParty.configuration;
    expect(issuer).toBe(conformanceSite().issuer);
    expect(issuer).toMatch(/^https:\/\/[^?#]+[^/?#]$/);
  });

  it('every address is https and on the issuer', () => {
    const { configuration } = relyingParty;
    const addresses = Object.keys(configuration).filter((name) => /(_endpoint|_uri)$/.test(name));
    expect(addresses).toEqual(expect.arrayContaining(['authorization_endpoint', 'token_endpoint', 'jwks_uri']));
    for (const name of addresses) expect(configuration[name], name).toMatch(/^https:\/\//);
  });

  it('what must be there is there, with its type', () => {
    const lists = ['response_types_supported', 'subject_types_supported', 'id_token_signing_alg_values_supported'];
    for (const name of lists) expect(valuesOf(name).length, name).toBeGreaterThan(0);
    expect(valuesOf('response_types_supported')).toContain('code');
    expect(valuesOf('subject_types_supported')).toContain('public');
    expect(valuesOf('id_token_signing_alg_values_supported')).toContain('RS256');
    for (const name of Object.keys(relyingParty.configuration)) {
      const value = relyingParty.configuration[name];
      if (name.endsWith('_values_supported') || name.endsWith('_methods_supported'))
        expect(value, name).toBeInstanceOf(Array);
    }
  });

  it('scopes, claims and the userinfo endpoint are there; scopes have the syntax of RFC 6749', () => {
    const scopes = valuesOf('scopes_supported');
    expect(scopes).toContain('openid');
    for (const scope of scopes) expect(scope).toMatch(/^[\x21\x23-\x5b\x5d-\x7e]+$/);
    expect(valuesOf('claims_supported')).toContain('sub');
    expect(relyingParty.configuration.userinfo_endpoint).toBeDefined();
  });

  it('PKCE is offered with S256, and never with plain', () => {
    expect(valuesOf('code_challenge_methods_supported')).toEqual(['S256']);
  });

  it('locales are BCP 47 in canonical case', () => {
    for (const name of ['ui_locales_supported', 'claims_locales_supported']) {
      const locales = valuesOf(name);
      expect(Intl.getCanonicalLocales(locales)).toEqual(locales);
    }
  });

  it('request objects are refused explicitly, and never with none', () => {
    expect(relyingParty.configuration.request_parameter_supported).toBe(false);
    expect(relyingParty.configuration.request_uri_parameter_supported).toBe(false);
    expect(valuesOf('request_object_signing_alg_values_supported')).not.toContain('none');
  });

  it('no member is there that the suite does not know', () => {
    const strangers = Object.keys(relyingParty.configuration).filter((name) => !knownMembers.has(name));
    expect(strangers).toEqual([]);
  });

  it('no list is empty, and no value comes twice', () => {
    for (const [name, value] of Object.entries(relyingParty.configuration)) {
      if (!Array.isArray(value)) continue;
      expect(value.length, name).toBeGreaterThan(0);
      expect(new Set(value).size, name).toBe(value.length);
    }
  });

  it('the document of RFC 8414 is the same', async () => {
    const { wire, issuer } = conformanceSite();
    const other = await wire(`${issuer}/.well-known/oauth-authorization-server`);
    expect(other.status).toBe(200);
    expect(JSON.parse(other.text)).toEqual(relyingParty.configuration);
  });

  it('the addresses answer as they are spelled, without a redirect to another spelling', async () => {
    const { configuration, wire } = relyingParty;
    const named = Object.entries(configuration).filter(([name]) => /(_endpoint|_uri)$/.test(name));
    for (const [name, url] of named) {
      const { status } = await wire(String(url));
      expect(status, name).not.toBeOneOf([301, 302, 307, 308, 404]);
    }
  });
});
