/** CONFORMANCE.md 2.5, registration-sector-uri and sector-bad: the document is fetched over https, by a real instance. */
import { describe, expect, it } from 'vitest';
import { applicationOrigin } from '@/e2e/harness/data';
import { sendRegistration } from '@/e2e/harness/registration';
import { readMembers } from '@/e2e/harness/wire';
import { conformanceSite } from './site';

const callback = `${applicationOrigin}/callback`;
const other = 'https://elsewhere.example.test/callback';
const listing = (...entries: string[]) => `?${new URLSearchParams(entries.map((entry) => ['entry', entry]))}`;

/** Registers a pairwise client whose sector is at this place of the server of documents. */
async function registerAt(place: string, redirectUris = [callback], origin?: string) {
  const { wire, issuer, documents } = conformanceSite('postgresql');
  const sector = `${origin ?? documents}${place}`;
  const answer = await sendRegistration(wire, issuer, {
    ...{ client_name: 'Sector Engine', grant_types: ['authorization_code'], response_types: ['code'] },
    ...{ redirect_uris: redirectUris, subject_type: 'pairwise', sector_identifier_uri: sector },
  });
  return { status: answer.status, sector, members: readMembers(answer) };
}

describe('a sector_identifier_uri', () => {
  it('is taken when its document lists every redirect URI, and the client is made', async () => {
    const { status, sector, members } = await registerAt(`/list${listing(callback, other)}`, [callback, other]);
    expect(status).toBe(201);
    expect(members).toMatchObject({ sector_identifier_uri: sector, subject_type: 'pairwise' });
  });

  it.each([
    ['lists another redirect URI alone', `/list${listing(other)}`],
    ['lists nothing', '/list'],
    ['is no JSON', '/text'],
    ['is JSON, but no list', '/object'],
    ['is elsewhere', `/moved${listing(callback)}`],
    ['is not there', `/missing${listing(callback)}`],
    ['is too large', `/large${listing(callback)}`],
    ['never comes', '/broken'],
  ])('is refused when its document %s', async (_what, place) => {
    const { status, members } = await registerAt(place);
    expect([status, members.error]).toEqual([400, 'invalid_client_metadata']);
    expect(members).not.toHaveProperty('client_id');
  });

  it('is refused when it lists one redirect URI of two', async () => {
    const { status, members } = await registerAt(`/list${listing(callback)}`, [callback, other]);
    expect([status, members.error]).toEqual([400, 'invalid_client_metadata']);
  });

  it('is refused at a private address that no operator has allowed, whatever is there', async () => {
    const { port } = new URL(conformanceSite('postgresql').documents);
    const { status, members } = await registerAt(`/list${listing(callback)}`, [callback], `https://127.0.0.1:${port}`);
    expect([status, members.error]).toEqual([400, 'invalid_client_metadata']);
  });
});
