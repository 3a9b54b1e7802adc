import { describe, expect, it } from 'vitest';
import type { ClientMetadata, PendingRequest } from '@/protocol/ports';
import { hintsOfRequest } from './request-hints';

const id = 'abcdefghijklmnopqrstuvwx23';
const authorize: PendingRequest = {
  id,
  traceId: 'trace',
  browserSecretHash: 'hash',
  purpose: 'authorize',
  clientId: 'gh_client',
  parameters: { redirect_uri: 'https://app.example/callback' },
  facts: {},
  failure: null,
  createdAt: new Date(0),
  expiresAt: new Date(1),
  completedAt: null,
};
const metadata: ClientMetadata = {
  redirect_uris: ['https://registered.example/callback'],
  post_logout_redirect_uris: ['https://bye.example/'],
  token_endpoint_auth_method: 'none',
  grant_types: ['authorization_code'],
  response_types: ['code'],
  application_type: 'web',
};

function storesWith(change: Partial<PendingRequest>) {
  const asked: string[] = [];
  return {
    asked,
    pendingRequests: {
      find: async (wanted: string) => {
        asked.push(wanted);
        return wanted === id ? { ...authorize, ...change } : undefined;
      },
    },
    clients: { find: async () => ({ metadata }) },
  };
}

describe('the form targets of a pending request', () => {
  const signOut = { purpose: 'end-session' } as const;
  it.each<[name: string, change: Partial<PendingRequest>, expected: string[]]>([
    ['the origin of its redirect URI', {}, ['https:']],
    ['the client’s registered one when it named none', { parameters: {} }, ['https:']],
    [
      'a registered address after sign-out',
      { ...signOut, parameters: { post_logout_redirect_uri: 'https://bye.example/' } },
      ['https:'],
    ],
    [
      'not an unregistered address after sign-out',
      { ...signOut, parameters: { post_logout_redirect_uri: 'https://evil.example/' } },
      [],
    ],
    ['not a redirect URI on a sign-out', { ...signOut, parameters: authorize.parameters }, []],
    ['none on a visit to our own pages', { purpose: 'home', clientId: null }, []],
  ])('are %s', async (_name, change, expected) => {
    expect((await hintsOfRequest(id, storesWith(change))).formTargets).toEqual(expected);
  });

  it('are none for an unknown request', async () => {
    expect((await hintsOfRequest(id.replace('a', 'b'), storesWith({}))).formTargets).toEqual([]);
  });

  it.each([null, '', 'a b', "'; script-src *", '%00', `${id}a`, id.toUpperCase()])(
    'never reach the store with %j',
    async (wanted) => {
      const stores = storesWith({});
      expect((await hintsOfRequest(wanted, stores)).formTargets).toEqual([]);
      expect(stores.asked).toEqual([]);
    },
  );

  it('carry the languages that the client asked for', async () => {
    const stores = storesWith({ parameters: { ...authorize.parameters, ui_locales: 'se en' } });
    expect((await hintsOfRequest(id, stores)).uiLocales).toBe('se en');
    expect((await hintsOfRequest(id, storesWith({}))).uiLocales).toBeUndefined();
  });

  it('carry the window that the client asked for', async () => {
    const stores = storesWith({ parameters: { ...authorize.parameters, display: 'popup' } });
    expect((await hintsOfRequest(id, stores)).display).toBe('popup');
    expect((await hintsOfRequest(id, storesWith({}))).display).toBeUndefined();
  });
});

describe('the frames of the page after a sign-out', () => {
  const frames = [
    'https://a.example/frame?iss=x&sid=y',
    'http://localhost:4000/frame',
    "https://x;script-src'.a.example/",
  ];

  it('have the origins of what it shows', async () => {
    const hints = await hintsOfRequest(id, storesWith({ purpose: 'signed-out', parameters: { frames } }));
    expect(hints.frameSources).toEqual(['https://a.example', 'http://localhost:4000']);
    expect(hints.formTargets).toEqual([]);
  });

  it('are on no other page', async () => {
    const parameters = { frames };
    expect((await hintsOfRequest(id, storesWith({ parameters }))).frameSources).toEqual([]);
    expect((await hintsOfRequest(null, storesWith({ parameters }))).frameSources).toEqual([]);
  });
});
