/** What somebody brings who has signed in, so that a trial can begin with it. */
import { readTokens } from '../harness/checks/tokens';
import type { Authorization } from '../harness/flow';
import { authorize } from '../harness/flow';
import type { PlainBrowser } from '../harness/plain-browser';
import type { RelyingParty } from '../harness/relying-party';
import type { ClientName, Contestant } from './contestants';

interface Wishes {
  client?: ClientName;
  pkce?: boolean;
}

export interface CodeHolder extends Authorization {
  party: RelyingParty;
}

export interface TokenHolder extends CodeHolder {
  accessToken: string;
  refreshToken: string;
  idToken: string;
}

const browsers = new WeakMap<Contestant, PlainBrowser>();

/** A code for `openid profile offline_access`, in a browser that all of a contestant's holders share. */
export async function takeCode(
  contestant: Contestant,
  { client = 'web', pkce = false }: Wishes = {},
): Promise<CodeHolder> {
  const browser = browsers.get(contestant) ?? contestant.newBrowser();
  browsers.set(contestant, browser);
  const party = contestant.parties[client];
  const parameters = { scope: 'openid profile offline_access', prompt: 'consent' };
  return { ...(await authorize(party, browser, contestant.person, { pkce, parameters })), party };
}

/** All tokens. Throws when one is missing. */
export async function takeTokens(contestant: Contestant, wishes: Wishes = {}): Promise<TokenHolder> {
  const holder = await takeCode(contestant, wishes);
  const { accessToken, refreshToken, idToken } = readTokens(await holder.party.redeem(holder.response, holder.request));
  if (refreshToken === undefined || idToken === undefined) throw new Error(`${contestant.issuer} gave too few tokens`);
  return { ...holder, accessToken, refreshToken, idToken };
}
