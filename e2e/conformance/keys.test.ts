/** Rotation of keys by command, beside a running server: CONFORMANCE.md 2.5 (rotation) and 2.7 (hints by old keys). */
import { decodeProtectedHeader } from 'jose';
import { expect, it } from 'vitest';
import { completeFlow } from '@/e2e/harness/flow';
import { patience } from '@/e2e/harness/patience';
import { conformanceSite } from './site';

it('oidcc-server-rotate-keys: a new key signs, the old one stays, and what it signed is still a good hint', async () => {
  const site = conformanceSite();
  const before = await site.relyingParty();
  const browser = site.browser();
  const old = await completeFlow(before, browser, site.ada);
  expect(old.problems).toEqual([]);
  const { kid: oldKid } = decodeProtectedHeader(old.tokens.idToken ?? '');

  await site.commandLine.cliJson(['keys', 'rotate', '--alg', 'RS256', '--sign-in', '0s']);
  const kidsBefore = before.jwks.keys.map(({ kid }) => kid);
  const published = async () => (await site.relyingParty()).jwks.keys.length;
  await expect.poll(published, patience).toBe(kidsBefore.length + 1);
  const after = await site.relyingParty();
  const added = after.jwks.keys.filter(({ kid }) => !kidsBefore.includes(kid));
  expect(added.map(({ kty, alg }) => [kty, alg])).toEqual([['RSA', 'RS256']]);
  expect(after.jwks.keys.map(({ kid }) => kid)).toEqual(expect.arrayContaining(kidsBefore));

  const fresh = await completeFlow(after, browser, site.ada, {
    parameters: { prompt: 'none', id_token_hint: old.tokens.idToken },
  });
  expect(fresh.problems).toEqual([]);
  expect(decodeProtectedHeader(fresh.tokens.idToken ?? '').kid).not.toBe(oldKid);

  const postLogout = after.client.post_logout_redirect_uris?.[0];
  const parameters = { id_token_hint: old.tokens.idToken, post_logout_redirect_uri: postLogout };
  const arrival = await browser.open(after.endSessionUrl(parameters));
  expect(arrival).toMatchObject({ kind: 'elsewhere', url: postLogout });
});
