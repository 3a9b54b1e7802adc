/** The steps of one sign-in are told under one trace, from the authorization request to the last refresh. */
import { describe, expect, it } from 'vitest';
import { authorize, obtainCode, readPending, step } from '../testing/browser';
import { addDeviceClient, decideDevice, poll, startDevice } from '../testing/device';
import { createTestEngine } from '../testing/engine';
import { addClient, signIn } from '../testing/registrations';
import { codeForm, codeQuery, obtainTokens, refresh, sendAs, userinfo } from '../testing/token-request';

async function begin() {
  const engine = await createTestEngine();
  return { engine, client: await addClient(engine), session: await signIn(engine) };
}

const stepsOf = ({ events }: Awaited<ReturnType<typeof createTestEngine>>) =>
  events.map(({ step: name, outcome, code }) => [name, outcome, code].join(' '));

describe('the timeline of a sign-in', () => {
  it('has every step of a person who signs in and allows, and all that its tokens are used for', async () => {
    const { engine, client, session } = await begin();
    const tokens = await obtainTokens(engine, client, session);
    await userinfo(engine, tokens.access_token);
    await refresh(engine, client, tokens.refresh_token);
    expect(stepsOf(engine)).toEqual([
      ...['authorize passed ok', 'consent passed ok', 'sign-in passed ok', 'code passed ok', 'token passed ok'],
      ...['userinfo passed ok', 'refresh passed ok'],
    ]);
    const [first] = engine.events;
    expect(engine.events.every(({ traceId }) => traceId === first?.traceId)).toBe(true);
    expect(engine.events.every(({ clientId }) => clientId === client.clientId)).toBe(true);
    expect(new Set(engine.events.map(({ subject }) => subject))).toEqual(new Set([undefined, session.subject]));
  });

  it('tells what happened on our pages, and how it ended', async () => {
    const { engine, client, session } = await begin();
    const pending = readPending(await authorize(engine, codeQuery(client)));
    const { interaction } = engine.server;
    const opened = await interaction.open(pending.id, pending.secret);
    await interaction.recordFailure(opened, { step: 'sign-in', code: 'wrong-name-or-password' });
    await interaction.record(opened, { signedInSessionId: session.id });
    await step(engine, pending, session, {
      signedInSessionId: session.id,
      consent: { sessionId: session.id, decision: 'deny', scopes: [] },
    });
    expect(stepsOf(engine)).toEqual([
      ...['authorize passed ok', 'sign-in failed wrong-name-or-password', 'sign-in passed ok', 'sign-in passed ok'],
      'consent stopped consent-denied',
    ]);
  });

  it('is joined by what fails with its code or its refresh token, and its error page too', async () => {
    const { engine, client, session } = await begin();
    const { code } = await obtainCode(engine, codeQuery(client), session);
    const refused = await sendAs(engine, client, 'token', codeForm(code, { code_verifier: 'x'.repeat(43) }));
    const [first] = engine.events;
    expect(engine.events.at(-1)).toMatchObject({ traceId: first?.traceId, code: 'pkce-verifier-mismatch' });
    expect(refused.body.error_uri).toContain(first?.traceId);
    const { refresh_token: token } = (await sendAs(engine, client, 'token', codeForm(code))).body;
    engine.clock.advance(3600 * 24 * 365);
    await refresh(engine, client, String(token));
    expect(engine.events.at(-1)).toMatchObject({ traceId: first?.traceId, outcome: 'failed' });
  });

  it('is joined by nothing of another client, whatever it presents', async () => {
    const { engine, client, session } = await begin();
    const { code } = await obtainCode(engine, codeQuery(client), session);
    const thief = await addClient(engine);
    await sendAs(engine, thief, 'token', codeForm(code));
    const { refresh_token: token } = (await sendAs(engine, client, 'token', codeForm(code))).body;
    await refresh(engine, thief, String(token));
    const stolen = engine.events.filter(({ clientId }) => clientId === thief.clientId);
    expect(stolen.map(({ code: why }) => why)).toEqual(['code-other-client', 'refresh-token-other-client']);
    expect(stolen.some(({ traceId }) => traceId === engine.events[0]?.traceId)).toBe(false);
  });

  it('goes from a device to the browser of its person and back', async () => {
    const { engine, session } = await begin();
    const device = await addDeviceClient(engine);
    const codes = await startDevice(engine, device);
    await poll(engine, device, codes.device_code);
    await decideDevice(engine, codes.user_code, session);
    await poll(engine, device, codes.device_code);
    expect(stepsOf(engine)).toEqual([
      ...['device passed ok', 'token passed device-code-pending', 'device passed ok', 'device passed ok'],
      'token passed ok',
    ]);
    expect(new Set(engine.events.map(({ traceId }) => traceId)).size).toBe(1);
  });
});
