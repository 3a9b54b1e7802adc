/** Pairwise clients that register themselves: whom they may share a `sub` with (OpenID Connect Core 8.1, Registration 5). */
import { describe, expect, it } from 'vitest';
import { createRegistering } from './testing/registering';

const sector = 'https://sector.example/uris.json';
const callback = 'https://new.example/cb';
const pairwise = { subject_type: 'pairwise', redirect_uris: [callback], sector_identifier_uri: sector };
const device = 'urn:ietf:params:oauth:grant-type:device_code';

/** A realm in which the sector lists these addresses. */
async function begin(settings: Record<string, unknown>, ...listed: string[]) {
  const realm = await createRegistering(settings);
  realm.engine.keySets.serve(sector, JSON.stringify(listed));
  return { ...realm, asked: realm.engine.keySets.asked };
}

const open = { registration: 'open' };
const refused = { status: 400, json: { error: 'invalid_client_metadata' } };

describe('a client that registers itself', () => {
  it('is pairwise in the sector that lists its redirect URIs', async () => {
    const { register, asked } = await begin(open, callback);
    const { status, json } = await register(pairwise);
    expect([status, json.subject_type, json.sector_identifier_uri]).toEqual([201, 'pairwise', sector]);
    expect(asked).toEqual([sector]);
  });

  it('is not made when the sector does not list one of them, or does not answer', async () => {
    const { register } = await begin(open, callback);
    expect(await register({ ...pairwise, redirect_uris: [callback, 'https://evil.example/cb'] })).toMatchObject(
      refused,
    );
    expect(await register({ ...pairwise, sector_identifier_uri: 'https://away.example/x' })).toMatchObject(refused);
  });

  it('is not let into a sector by a grant that answers elsewhere, or without any redirect URI', async () => {
    const grants = ['authorization_code', device];
    const { register, asked } = await begin({ ...open, 'registration-grant-types': grants.join(' ') }, callback);
    expect(await register({ ...pairwise, grant_types: grants })).toMatchObject(refused);
    const nowhere = { ...pairwise, redirect_uris: [], grant_types: [device], response_types: [] };
    expect(await register(nowhere)).toMatchObject(refused);
    expect(asked).toEqual([]);
  });

  it('makes us fetch nothing without a token that is good', async () => {
    const { register, asked } = await begin({ registration: 'token' }, callback);
    expect((await register(pairwise)).status).toBe(401);
    expect((await register(pairwise, 'nonsense')).status).toBe(401);
    expect(asked).toEqual([]);
  });

  it('changes neither type nor sector, nor slips in a redirect URI that the sector does not list', async () => {
    const { register, send, engine } = await begin(open, callback);
    const { json } = await register(pairwise);
    const replace = (members: object) => {
      const body = { ...pairwise, client_id: json.client_id, ...members };
      return send(`/${json.client_id}`, { method: 'PUT', token: json.registration_access_token, body });
    };
    for (const members of [
      { subject_type: 'public' },
      { sector_identifier_uri: undefined },
      { redirect_uris: [callback, 'https://evil.example/cb'] },
    ])
      expect(await replace(members), JSON.stringify(members)).toMatchObject(refused);
    const more = [callback, 'https://new.example/other'];
    engine.keySets.serve(sector, JSON.stringify(more));
    expect((await replace({ redirect_uris: more })).status).toBe(200);
  });
});
