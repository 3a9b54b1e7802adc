/** A realm, a client and a person to whom something can go wrong, and every way to ask for it. */
import type { AuthorizationServerOptions } from '../../options';
import type { EndUserSession } from '../../ports';
import type { Query } from '../browser';
import { authorize, obtainCode } from '../browser';
import { createTestEngine, issuer, refusalHeader } from '../engine';
import type { TestClient } from '../registrations';
import { addApi, addClient, signIn } from '../registrations';
import type { MachineEndpoint } from '../token-request';
import { codeForm, codeQuery, obtainTokens, send, sendAs } from '../token-request';

type More = Record<string, string | undefined>;

export type Story = Awaited<ReturnType<typeof beginStory>>;
/** Makes it go wrong. */
export type Provoke = (story: Story) => Promise<unknown>;

/** With an API, a confidential client and Ada, who is signed in. */
export async function beginStory(options: Partial<AuthorizationServerOptions> = {}) {
  const engine = await createTestEngine({ registrationOpen: false, ...options });
  await addApi(engine);
  const client = await addClient(engine, { scope: 'openid offline_access read' });
  const session = await signIn(engine);
  const shown: string[] = [];
  const keep = (response: Response) => {
    const code = response.headers.get(refusalHeader);
    if (code !== null) shown.push(code);
    return response;
  };
  return {
    ...{ engine, client, session, keep },
    /** What was told, and what was shown on our own page, which the server tells. */
    codes: () => [...engine.events.map(({ code }) => code), ...shown],
    another: (metadata: Record<string, unknown> = {}, settings = {}) => addClient(engine, metadata, settings),
    /** An authorization request, of nobody unless it is said whose. */
    ask: async (more: More = {}, who?: EndUserSession, of: TestClient = client) =>
      keep(await authorize(engine, codeQuery(of, more), who)),
    askRaw: async (query: Query | string, method = 'GET') => {
      const text = typeof query === 'string' ? query : new URLSearchParams(query as Record<string, string>).toString();
      return keep(
        await engine.server.authorize(new Request(`${issuer}/oauth2/authorize?${text}`, { method }), undefined),
      );
    },
    code: async (more: More = {}, of: TestClient = client) =>
      (await obtainCode(engine, codeQuery(of, more), session)).code,
    tokens: (more: More = {}, of: TestClient = client) => obtainTokens(engine, of, session, more),
    token: (form: More, as: TestClient = client) => sendAs(engine, as, 'token', form),
    redeem: (code: string | undefined, more: More = {}, as: TestClient = client) =>
      sendAs(engine, as, 'token', codeForm(code, more)),
    /** Exactly as given. */
    post: (endpoint: MachineEndpoint, form: Query | string, headers: Record<string, string> = {}, method = 'POST') =>
      send(engine, endpoint, form, headers, method),
  };
}
