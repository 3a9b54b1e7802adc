/** What the rules are given: for a request as a client sent it, and for one that waited. */
import type { KeyRing } from '../keys';
import type { AuthorizationServerOptions } from '../options';
import type { ProtocolStorage } from '../ports';
import { restoreIdTokenHint, verifyIdTokenHint } from './id-token-hint';
import type { RuleDependencies } from './request';

interface Dependencies {
  issuer: string;
  storage: ProtocolStorage;
  keys: KeyRing;
  options: AuthorizationServerOptions;
}

/** For a request as a client sent it: its hint is a token and is verified. */
export function receivedRules({ issuer, storage, keys, options }: Dependencies): RuleDependencies {
  const { clients, apiLookup } = storage.stores;
  return { clients, apiLookup, options, readIdTokenHint: (hint) => verifyIdTokenHint(hint, keys, issuer) };
}

/** The same for a request that waited: of its hint only what it said was kept. */
export function storedRules({ storage, options }: Pick<Dependencies, 'storage' | 'options'>): RuleDependencies {
  const { clients, apiLookup } = storage.stores;
  return { clients, apiLookup, options, readIdTokenHint: async (kept) => restoreIdTokenHint(kept) };
}
