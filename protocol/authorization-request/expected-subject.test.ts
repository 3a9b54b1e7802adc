import { describe, expect, it } from 'vitest';
import type { EndUserSession } from '../ports';
import { allow, authorize, readAnswer, readPending, step } from '../testing/browser';
import { createTestEngine } from '../testing/engine';
import { addClient, addPerson, openSession, signIn } from '../testing/registrations';
import { rotateSigningKeys } from '../testing/signing-keys';
import { codeQuery, obtainTokens, payloadOf, userinfo } from '../testing/token-request';

/** A client that Ada has allowed, and the tokens that it got. */
async function begin(metadata: Record<string, unknown> = {}) {
  const engine = await createTestEngine();
  const client = await addClient(engine, metadata);
  const ada = await signIn(engine);
  const tokens = await obtainTokens(engine, client, ada);
  const ask = async (more: Record<string, string>, session: EndUserSession | undefined = ada) =>
    readAnswer(await authorize(engine, codeQuery(client, more), session));
  const silently = (hint: string, session?: EndUserSession) => ask({ prompt: 'none', id_token_hint: hint }, session);
  return { engine, client, ada, tokens, ask, silently };
}

const encode = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');

describe('id_token_hint', () => {
  it('of the person who is signed in: silent success', async () => {
    const { silently, tokens } = await begin();
    expect((await silently(tokens.id_token)).code).toBeDefined();
  });

  it('is good after it expired, and after its key was replaced', async () => {
    const { engine, silently, tokens } = await begin();
    const keys = { signingKeys: engine.storage.stores.signingKeys, clock: engine.clock };
    await rotateSigningKeys(keys, { algs: ['RS256'], publishSeconds: 1 });
    engine.clock.advance(7_200);
    expect((await silently(tokens.id_token)).code).toBeDefined();
  });

  it('is refused once its key is gone for good', async () => {
    const { engine, silently, tokens } = await begin();
    const keys = { signingKeys: engine.storage.stores.signingKeys, clock: engine.clock };
    await rotateSigningKeys(keys, { algs: ['RS256'], publishSeconds: 1, retainSeconds: 60 });
    engine.clock.advance(120);
    expect((await silently(tokens.id_token)).error).toBe('invalid_request');
  });

  it('of another person: login_required when silent, else a new sign-in', async () => {
    const { engine, ask, silently, tokens } = await begin();
    const eve = await signIn(engine, 'eve');
    expect((await silently(tokens.id_token, eve)).error).toBe('login_required');
    expect((await ask({ id_token_hint: tokens.id_token }, eve)).step).toBe('sign-in');
  });

  it('of another person than the one who then signs in: login_required', async () => {
    const { engine, client, tokens } = await begin();
    const query = codeQuery(client, { id_token_hint: tokens.id_token });
    const pending = readPending(await authorize(engine, query));
    const eve = await signIn(engine, 'eve');
    const facts = { signedInSessionId: eve.id, ...allow(eve, ['openid']) };
    expect((await readAnswer(await step(engine, pending, eve, facts))).error).toBe('login_required');
  });

  it.each([
    ['an access token', async ({ tokens }: Awaited<ReturnType<typeof begin>>) => tokens.access_token],
    [
      'an altered one',
      async ({ tokens }) =>
        tokens.id_token.replace(/\.[^.]+\./, `.${encode({ ...payloadOf(tokens.id_token), sub: 'x' })}.`),
    ],
    ['an unsigned one', async ({ tokens }) => `${encode({ alg: 'none' })}.${tokens.id_token.split('.')[1]}.`],
    [
      'one of another client',
      async ({ engine, ada }) => (await obtainTokens(engine, await addClient(engine), ada)).id_token,
    ],
  ])('%s is refused', async (_what, makeHint) => {
    const situation = await begin();
    expect((await situation.silently(await makeHint(situation))).error).toBe('invalid_request');
  });

  it('a signed userinfo answer is no ID token', async () => {
    const { engine, silently, tokens } = await begin({ userinfo_signed_response_alg: 'RS256' });
    expect((await silently((await userinfo(engine, tokens.access_token)).text)).error).toBe('invalid_request');
  });

  it('is never stored, only what it says', async () => {
    const { engine, client, tokens } = await begin();
    const pending = readPending(await authorize(engine, codeQuery(client, { id_token_hint: tokens.id_token })));
    const stored = JSON.stringify(await engine.storage.stores.pendingRequests.find(pending.id));
    expect(stored).toContain(String(payloadOf(tokens.id_token).sub));
    expect(stored).not.toContain(tokens.id_token.split('.')[2]);
  });
});

describe('sub in the claims parameter', () => {
  const wish = (place: string, sub: unknown) => ({ claims: JSON.stringify({ [place]: { sub } }) });

  it.each(['id_token', 'userinfo'])('in %s: only that person gets an answer', async (place) => {
    const { ask, ada } = await begin();
    const mine = await ask({ prompt: 'none', ...wish(place, { value: ada.subject }) });
    expect(mine.code).toBeDefined();
    const list = await ask({ prompt: 'none', ...wish(place, { values: [ada.subject] }) });
    expect(list.code).toBeDefined();
    const other = await ask({ prompt: 'none', ...wish(place, { value: 'somebody-else' }) });
    expect(other.error).toBe('login_required');
  });

  it('without a value asks for nobody', async () => {
    const { ask } = await begin();
    expect((await ask({ prompt: 'none', ...wish('id_token', { essential: true }) })).code).toBeDefined();
  });

  it('that contradicts the hint is login_required', async () => {
    const { engine, ask, tokens } = await begin();
    const { subject } = await openSession(engine, await addPerson(engine, 'eve'));
    const both = { id_token_hint: tokens.id_token, ...wish('id_token', { value: subject }) };
    expect((await ask(both)).error).toBe('login_required');
  });
});
