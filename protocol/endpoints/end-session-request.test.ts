import { describe, expect, it } from 'vitest';
import { encode, readAnswer, readPending } from '../testing/browser';
import { issuer } from '../testing/engine';
import { signIn } from '../testing/registrations';
import { back, beginSignOut } from '../testing/sign-out';

describe('the end session endpoint', () => {
  it('with nobody signed in and nothing asked shows our page', async () => {
    const { engine } = await beginSignOut();
    const response = await engine.server.endSession(new Request(`${issuer}/x`), undefined);
    expect(response.headers.get('location')).toBe(`${issuer}/signed-out`);
  });

  it('with nobody signed in and a doubtful hint shows our page, whatever client is named', async () => {
    const { engine, client, hint } = await beginSignOut();
    const query = {
      id_token_hint: `${hint.slice(0, -6)}AAAAAA`,
      client_id: client.clientId,
      post_logout_redirect_uri: back,
    };
    const response = await engine.server.endSession(new Request(`${issuer}/x?${encode(query)}`), undefined);
    expect(response.headers.get('location')).toBe(`${issuer}/signed-out`);
  });

  it('takes a POST from anywhere, which waits for the cookie and then acts like a GET', async () => {
    const { engine, ada, hint, isOpen } = await beginSignOut();
    const body = encode({ id_token_hint: hint, post_logout_redirect_uri: back, state: 's' });
    const response = await engine.server.endSession(new Request(`${issuer}/x`, { method: 'POST', body }), undefined);
    const pending = readPending(response);
    expect(response.headers.get('location')).toBe(`${issuer}/interaction/${pending.id}`);
    expect(await isOpen()).toBe(true);
    const resumed = await engine.server.logout.resume(pending.id, pending.secret, ada);
    expect(resumed.headers.get('location')).toBe(`${back}?state=s`);
    expect(await isOpen()).toBe(false);
  });

  it('never stores the hint itself', async () => {
    const { engine, hint } = await beginSignOut();
    const eve = await signIn(engine, 'eve');
    const response = await engine.server.endSession(new Request(`${issuer}/x?${encode({ id_token_hint: hint })}`), eve);
    const stored = JSON.stringify(await engine.storage.stores.pendingRequests.find(readPending(response).id));
    expect(stored).not.toContain(hint.split('.')[2]);
  });

  it.each(['HEAD', 'PUT', 'DELETE'])('does not answer %s', async (method) => {
    const { engine, ada, isOpen } = await beginSignOut();
    const response = await engine.server.endSession(new Request(`${issuer}/x`, { method }), ada);
    expect((await readAnswer(response)).refusal).toBe('method-not-allowed');
    expect(response.headers.get('allow')).toBe('GET, POST');
    expect(await isOpen()).toBe(true);
  });

  it('refuses a repeated parameter on our own page', async () => {
    const { end } = await beginSignOut();
    expect(
      await end([
        ['state', 'a'],
        ['state', 'b'],
      ]),
    ).toMatchObject({ refusal: 'parameter-repeated', location: '' });
  });

  it('leaves something to try again when the database goes away', async () => {
    const { engine, client, ada, end, isOpen } = await beginSignOut();
    const { pending } = await end({ client_id: client.clientId });
    engine.outage.begin();
    await expect(engine.server.logout.confirm(pending.id, pending.secret, ada)).rejects.toMatchObject({
      kind: 'storage-unavailable',
    });
    engine.outage.end();
    await engine.server.logout.confirm(pending.id, pending.secret, ada);
    expect(await isOpen()).toBe(false);
  });
});
