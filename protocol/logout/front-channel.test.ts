/** OpenID Connect Front-Channel Logout 1.0: which frames the page after a sign-out has, and who may see it. */
import { describe, expect, it } from 'vitest';
import { readAnswer, readPending } from '../testing/browser';
import type { TestEngine } from '../testing/engine';
import { issuer } from '../testing/engine';
import { addClient, signIn } from '../testing/registrations';
import { back, beginSignOut } from '../testing/sign-out';
import { obtainTokens } from '../testing/token-request';

const uri = 'https://rp.example/frame?a=b';
const told = { frontchannel_logout_uri: uri, frontchannel_logout_session_required: true };

/** The page that a sign-out led to, as its browser sees it. */
async function shownBy({ server }: TestEngine, response: Response) {
  const cookies = response.headers.getSetCookie();
  const id = /request=(.+)$/.exec(response.headers.get('location') ?? '')?.[1] ?? '';
  const secret = cookies.find((cookie) => cookie.startsWith(`binding.${id}=`))?.split('=')[1];
  return { id, secret, ...(await server.logout.describeSignedOut(id, secret)) };
}

describe('a sign-out of a session with clients to tell in frames', () => {
  it('ends the session, goes by way of the page, and then back with the state', async () => {
    const { engine, hint, ada, client, isOpen } = await beginSignOut(told);
    const query = new URLSearchParams({ id_token_hint: hint, post_logout_redirect_uri: back, state: 'a b&c' });
    const response = await engine.server.endSession(new Request(`${issuer}/x?${query}`), ada);
    expect((await readAnswer(response.clone())).step).toBe('signed-out');
    expect(response.headers.getSetCookie()).toContain('session=');
    expect(await isOpen()).toBe(false);
    const shown = await shownBy(engine, response);
    expect(shown.client?.clientId).toBe(client.clientId);
    expect(shown.returnTo).toBe(`${back}?state=a%20b%26c`);
    const [frame = ''] = shown.frames;
    expect(frame.startsWith(`${uri}&`)).toBe(true);
    expect([...new URL(frame).searchParams]).toEqual([
      ['a', 'b'],
      ['iss', issuer],
      ['sid', ada.sid],
    ]);
    expect(shown.frames).toHaveLength(1);
  });

  it('tells every client of this session, and no other one, and says which session only where that is wanted', async () => {
    const { engine, ada } = await beginSignOut(told);
    const plain = await addClient(engine, { frontchannel_logout_uri: 'https://rp.example/plain' });
    const [silent, elsewhere, disabled] = [
      await addClient(engine),
      await addClient(engine, { frontchannel_logout_uri: 'https://rp.example/elsewhere' }),
      await addClient(engine, { frontchannel_logout_uri: 'https://rp.example/disabled' }),
    ];
    for (const client of [plain, plain, silent, disabled]) await obtainTokens(engine, client, ada, { scope: 'openid' });
    await obtainTokens(engine, elsewhere, await signIn(engine, 'eve'), { scope: 'openid' });
    const { update } = engine.storage.stores.clientAdministration;
    await update(disabled.clientId, { status: 'disabled' }, engine.clock.now());
    const response = await engine.server.logout.signOut(ada, { network: null, traceId: 'trace' });
    const { frames, returnTo, client } = await shownBy(engine, response);
    expect(frames.map((frame) => new URL(frame).pathname).sort()).toEqual(['/frame', '/plain']);
    expect(frames).toContain('https://rp.example/plain');
    expect([returnTo, client]).toEqual([undefined, undefined]);
  });

  it('shows fifty frames at most', async () => {
    const { engine, ada } = await beginSignOut();
    for (let count = 0; count < 55; count += 1) {
      const client = await addClient(engine, { frontchannel_logout_uri: `https://rp.example/${count}` });
      await obtainTokens(engine, client, ada, { scope: 'openid' });
    }
    const response = await engine.server.logout.signOut(ada, { network: null, traceId: 'trace' });
    expect((await shownBy(engine, response)).frames).toHaveLength(50);
  });

  it('ends the request that waited for the confirmation, and leaves its page', async () => {
    const { engine, ada, client, end } = await beginSignOut(told);
    const { pending } = await end({ client_id: client.clientId, post_logout_redirect_uri: back });
    const response = await engine.server.logout.confirm(pending.id, pending.secret, ada);
    expect(response.headers.getSetCookie()).toContain(`binding.${pending.id}=`);
    expect((await shownBy(engine, response)).returnTo).toBe(back);
  });
});

describe('the page', () => {
  it('is for the browser that signed out, for five minutes, and may be loaded again', async () => {
    const { engine, ada } = await beginSignOut(told);
    const response = await engine.server.logout.signOut(ada, { network: null, traceId: 'trace' });
    const { id, secret } = await shownBy(engine, response);
    const { describeSignedOut } = engine.server.logout;
    expect((await describeSignedOut(id, secret)).frames).toHaveLength(1);
    await expect(describeSignedOut(id, undefined)).rejects.toMatchObject({ code: 'request-foreign' });
    await expect(describeSignedOut(id, 'forged')).rejects.toMatchObject({ code: 'request-foreign' });
    engine.clock.advance(300);
    await expect(describeSignedOut(id, secret)).rejects.toMatchObject({ code: 'request-expired' });
  });

  it('shows nothing of a request that waits for something else', async () => {
    const { engine, end } = await beginSignOut(told);
    const { pending } = await end({});
    await expect(engine.server.logout.describeSignedOut(pending.id, pending.secret)).rejects.toMatchObject({
      code: 'request-unknown',
    });
    const visit = await engine.server.interaction.start();
    await expect(engine.server.logout.describeSignedOut(visit.pending.id, visit.browserSecret)).rejects.toMatchObject({
      code: 'request-unknown',
    });
  });

  it('is left out when nobody is signed in or nobody wants to be told', async () => {
    const { engine, ada } = await beginSignOut();
    for (const session of [ada, undefined]) {
      const response = await engine.server.logout.signOut(session, { network: null, traceId: 'trace' });
      expect(response.headers.get('location')).toBe(`${issuer}/signed-out`);
      expect(readPending(response).id).toBe('');
    }
  });
});
