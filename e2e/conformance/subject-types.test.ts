/** OpenID Connect Core 8: what relying parties know a person by, as these register for it. */
import { decodeJwt } from 'jose';
import { beforeAll, describe, expect, it } from 'vitest';
import { clients } from '@/e2e/harness/data';
import { authorize, completeFlow } from '@/e2e/harness/flow';
import type { RelyingParty } from '@/e2e/harness/relying-party';
import { createRelyingParty } from '@/e2e/harness/relying-party';
import { readMembers } from '@/e2e/harness/wire';
import { conformanceSite } from './site';

const { logo_uri: _, ...web } = clients.basic;
const pairwise = { ...web, subject_type: 'pairwise' };
const elsewhere = ['https://elsewhere.example.test/callback'];

let first: RelyingParty;
let sibling: RelyingParty;
let stranger: RelyingParty;

beforeAll(async () => {
  const { commandLine, issuer, wire } = conformanceSite();
  const register = async (metadata: Record<string, unknown>) =>
    createRelyingParty(issuer, wire, await commandLine.createClient(metadata));
  first = await register(pairwise);
  sibling = await register({ ...pairwise, client_name: 'Sibling Engine' });
  stranger = await register({ ...pairwise, client_name: 'Strange Engine', redirect_uris: elsewhere });
});

describe('subject types', () => {
  it('are both in discovery', () => {
    expect(first.configuration.subject_types_supported).toEqual(['public', 'pairwise']);
  });

  it('oidcc-server, oidcc-refresh-token: with a pairwise sub that is the same throughout', async () => {
    const { browser, ada } = conformanceSite();
    const parameters = { scope: 'openid profile offline_access', prompt: 'consent' };
    const flow = await completeFlow(first, browser(), ada, { parameters });
    expect(flow.problems).toEqual([]);
    expect(flow.idToken.sub).not.toBe(ada.sub);
    const refreshed = readMembers(await first.refresh(flow.tokens.refreshToken ?? ''));
    expect(decodeJwt(String(refreshed.id_token)).sub).toBe(flow.idToken.sub);
    expect(decodeJwt(String(refreshed.access_token)).sub).toBe(flow.idToken.sub);
  });

  it('oidcc-id-token-hint: with the sub that this relying party knows, and with no other', async () => {
    const { browser, ada } = conformanceSite();
    const visitor = browser();
    const { tokens, idToken } = await completeFlow(first, visitor, ada);
    const silently = async (more: Record<string, string>) =>
      (await authorize(first, visitor, ada, { parameters: { prompt: 'none', ...more } })).response.parameters;
    const named = (value: unknown) => ({ claims: JSON.stringify({ id_token: { sub: { value } } }) });
    expect((await silently({ id_token_hint: tokens.idToken ?? '' })).has('code')).toBe(true);
    expect((await silently(named(idToken.sub))).has('code')).toBe(true);
    expect((await silently(named(ada.sub))).get('error')).toBe('login_required');
  });

  it('are one for the relying parties of one sector, and others elsewhere', async () => {
    const { browser, ada } = conformanceSite();
    const visitor = browser();
    const subjects: unknown[] = [];
    for (const party of [first, sibling, stranger])
      subjects.push((await completeFlow(party, visitor, ada)).idToken.sub);
    expect(subjects[1]).toBe(subjects[0]);
    expect(subjects[2]).not.toBe(subjects[0]);
    expect(subjects).not.toContain(ada.sub);
  });
});
