/** Pairwise clients of two sectors cannot find out that they know the same person, by nothing that any way brings them. */
import { decodeJwt } from 'jose';
import { describe, expect, it } from 'vitest';
import { authorize } from '../harness/flow';
import type { RelyingParty } from '../harness/relying-party';
import { createRelyingParty } from '../harness/relying-party';
import { databaseKinds } from '../harness/test-database';
import { readMembers } from '../harness/wire';
import { applications } from './applications';
import { query } from './databases';
import type { Site } from './site';
import { securitySite } from './site';
import { introspect } from './visitor';

/** Those that bring everything; each for itself is tried in the engine's own matrix. */
const types = ['code', 'id_token token', 'code id_token token'];

async function register({ issuer, wire, commandLine }: Site, host: string): Promise<RelyingParty> {
  const redirect_uris = [`https://${host}/callback`];
  // First-party, so that nothing but the sign-in stands between request and answer.
  const settings = { firstParty: true };
  const { client_uri: _, post_logout_redirect_uris: __, ...metadata } = applications.frontChannel;
  const members = { ...metadata, redirect_uris, subject_type: 'pairwise', settings };
  return createRelyingParty(issuer, wire, await commandLine.createClient(members));
}

/** Everything that one response type, and what follows from it, tells a client of this person. */
async function learn(site: Site, party: RelyingParty, browser: ReturnType<Site['browser']>, responseType: string) {
  const parameters = { response_type: responseType, scope: 'openid' };
  const { request, response } = await authorize(party, browser, site.ada, { parameters });
  const front = Object.fromEntries(response.parameters);
  const redeemed = front.code === undefined ? {} : readMembers(await party.redeem(response, request));
  const learned: Record<string, unknown>[] = [];
  for (const { access_token: accessToken, id_token: idToken } of [front, redeemed] as Record<string, unknown>[]) {
    if (idToken !== undefined) learned.push(decodeJwt(String(idToken)));
    if (accessToken === undefined) continue;
    learned.push(decodeJwt(String(accessToken)));
    learned.push(readMembers(await party.userinfo(String(accessToken))));
    learned.push(readMembers(await introspect(site, party, String(accessToken))));
  }
  return learned;
}

describe.each(databaseKinds)('on %s', (kind) => {
  it('two sectors share no sub, no sid and nothing else that is hers', async () => {
    const site = securitySite(kind);
    const browser = site.browser();
    const learned = [];
    for (const host of ['one.example.test', 'two.example.test']) {
      const party = await register(site, host);
      const documents: Record<string, unknown>[] = [];
      for (const type of types) documents.push(...(await learn(site, party, browser, type)));
      learned.push({
        subs: new Set(documents.map(({ sub }) => sub)),
        sids: new Set(documents.flatMap(({ sid }) => (sid === undefined ? [] : [sid]))),
        text: JSON.stringify(documents),
      });
    }
    const rows = await query(site, `SELECT id FROM person WHERE subject = '${site.ada.sub}'`);
    for (const [here, there] of [learned, learned.toReversed()]) {
      expect(here?.subs.size).toBe(1);
      expect(here?.sids.size).toBe(1);
      const foreign = [
        site.ada.sub,
        site.ada.username,
        ...rows.map(({ id }) => id),
        ...(there?.subs ?? []),
        ...(there?.sids ?? []),
      ];
      for (const value of foreign) expect(here?.text).not.toContain(`"${String(value)}"`);
    }
    expect(rows).toHaveLength(1);
  });

  it('whoever comes first, many at once: one sub', async () => {
    const site = securitySite(kind);
    const party = await register(site, 'crowded.example.test');
    const browser = site.browser();
    await authorize(await site.party('own'), browser, site.ada);
    const answers = await Promise.all(
      Array.from({ length: 8 }, async () => {
        const { request, response } = await authorize(party, browser, site.ada);
        return readMembers(await party.redeem(response, request));
      }),
    );
    const subs = answers.map(({ id_token: idToken }) => decodeJwt(String(idToken)).sub);
    expect(subs).toEqual(subs.map(() => expect.stringMatching(/^[a-z2-7]{26}$/)));
    expect(new Set(subs).size).toBe(1);
  });
});
