/** SIGTERM: what a client has begun to ask is answered and kept, nothing more is taken in, and the end is a clean one. */
import type { IncomingMessage } from 'node:http';
import { request as openRequest } from 'node:http';
import { expect, it } from 'vitest';
import type { Instance } from '../harness/instance';
import { patience } from '../harness/patience';
import { basicCredentials } from '../harness/relying-party';
import { createWire } from '../harness/wire';
import { createEmptyInstance, query } from './databases';
import { isSignedIn, openSignInForm } from './sign-in-form';
import { populate, securitySite } from './site';
import { takeTokens } from './visitor';

interface HeldRequest {
  /** Sends the rest and returns the answer. */
  finish(): Promise<{ status: number | undefined; members: Record<string, unknown> }>;
}

/** A form of which the server has taken the head, and waits for the body. */
async function hold(instance: Instance, path: string, authorization: string, body: string): Promise<HeldRequest> {
  const headers = {
    host: new URL(instance.issuer).host,
    authorization,
    'content-type': 'application/x-www-form-urlencoded',
    'content-length': body.length,
    expect: '100-continue',
  };
  const request = openRequest(new URL(path, instance.address), { method: 'POST', agent: false, headers });
  const answered = new Promise<IncomingMessage>((resolve, reject) =>
    request.once('response', resolve).once('error', reject),
  );
  await new Promise<void>((resolve, reject) => {
    request.once('continue', resolve).once('error', reject).flushHeaders();
  });
  return {
    async finish() {
      request.end(body);
      const answer = await answered;
      let text = '';
      for await (const chunk of answer.setEncoding('utf8')) text += chunk;
      return { status: answer.statusCode, members: JSON.parse(text) };
    },
  };
}

const cases = [
  { kind: 'sqlite', workers: 1 },
  { kind: 'sqlite', workers: 2 },
  { kind: 'postgresql', workers: 1 },
] as const;

it.each(cases)(
  'on $kind with $workers processes a refresh in flight is finished, and kept',
  async ({ kind, workers }) => {
    const instance = await createEmptyInstance(kind, securitySite(kind), { env: { WORKERS: String(workers) } });
    try {
      const site = await populate(instance);
      const { party, tokens } = await takeTokens(site, { application: 'own' });
      const { client_id: id, client_secret: secret = '' } = party.client;
      const form = new URLSearchParams({ grant_type: 'refresh_token', refresh_token: tokens.refreshToken });
      const held = await hold(instance, '/oauth2/token', basicCredentials(id, secret), form.toString());

      const stopped = instance.stop();
      const anew = () => site.wire(`${site.issuer}/healthz`, { headers: { connection: 'close' } });
      await expect.poll(() => anew().catch((error) => error.code), patience).toBe('ECONNREFUSED');
      const { status, members } = await held.finish();
      expect(status).toBe(200);
      expect(await stopped).toBe(0);

      await instance.start();
      expect((await party.refresh(String(members.refresh_token))).status).toBe(200);
      expect(instance.logs()).not.toMatch(/"level":"(?:error|fatal)"/);
    } finally {
      await instance.remove();
    }
  },
);

/** How a client's work ended: the code of the failure that it met. */
const untilFailure = async (work: () => Promise<void>): Promise<string> => {
  for (;;) {
    const failure = await work().then(
      () => undefined,
      // An answer that breaks off has the code of a reset.
      (error) => (error.message === 'aborted' ? 'cut off' : String(error.code ?? error)),
    );
    if (failure !== undefined) return failure;
  }
};

/** Only the kernel may reset, and only what was never read; record 0014. */
const decentEnds = ['ECONNREFUSED', 'ECONNRESET', 'EPIPE'];

it.each([1, 2])('a burst of sign-ins: %i processes answer whatever they do, and do nothing else', async (workers) => {
  const env = { RATE_LIMITS: 'off', LOG_LEVEL: 'warn', WORKERS: String(workers) };
  const instance = await createEmptyInstance('sqlite', securitySite(), { env });
  try {
    const { issuer, address, ada: person } = await populate(instance);
    const answered = { visits: 0, signIns: 0 };
    // Each has a connection of its own and keeps it.
    const clients = Array.from({ length: 20 }, () => {
      const wire = createWire(issuer, address);
      return untilFailure(async () => {
        const form = await openSignInForm({ issuer, wire });
        answered.visits += Number(form.request !== '');
        const answer = await form.send(person.username, person.password);
        answered.signIns += Number(isSignedIn(answer));
      });
    });
    await expect.poll(() => answered.signIns, patience).toBeGreaterThan(20);
    expect(await instance.stop()).toBe(0);
    for (const end of await Promise.all(clients)) expect(decentEnds).toContain(end);

    const [done] = await query(
      instance,
      'SELECT (SELECT count(*) FROM pending_authorization_request) AS visits, ' +
        '(SELECT count(*) FROM end_user_session) AS "signIns"',
    );
    expect(done).toEqual(answered);
    expect(instance.logs()).not.toMatch(/"level":"(?:error|fatal)"/);
  } finally {
    await instance.remove();
  }
});
