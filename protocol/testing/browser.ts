/** What a browser and the pages do between an authorization request and its response. */
import type { EndUserSession, InteractionFacts } from '../ports';
import type { TestEngine } from './engine';
import { issuer, refusalHeader } from './engine';

export type Query = Record<string, string | undefined> | [string, string][];

/** A challenge and its verifier (RFC 7636 appendix B). */
export const pkce = {
  verifier: 'dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk',
  challenge: 'E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM',
};

export function encode(query: Query): URLSearchParams {
  const pairs = Array.isArray(query) ? query : Object.entries(query);
  return new URLSearchParams(pairs.filter((pair): pair is [string, string] => pair[1] !== undefined));
}

/** `GET /oauth2/authorize` by a browser that is signed in with `session`, if at all. */
export function authorize({ server }: TestEngine, query: Query | string, session?: EndUserSession): Promise<Response> {
  const text = typeof query === 'string' ? query : encode(query).toString();
  return server.authorize(new Request(`${issuer}/oauth2/authorize?${text}`), session);
}

/** Where an answer leads, and what it says there; a form post's fields count as what it says. */
export async function readAnswer(response: Response) {
  const location = response.headers.get('location') ?? '';
  const fields = response.headers.get('content-type')?.startsWith('text/html') === true ? await response.text() : '';
  const posted = [...fields.matchAll(/name="([^"]*)" value="([^"]*)"/g)].map(([, name = '', value = '']) => [
    name,
    value,
  ]);
  const parts = location.split(/[?#]/).slice(1).join('&');
  return {
    status: response.status,
    location,
    refusal: response.headers.get(refusalHeader),
    /** The step of the interaction that the browser was sent to. */
    step: /^https:\/\/id\.example\/([a-z-]+)\?request=/.exec(location)?.[1],
    ...Object.fromEntries([...new URLSearchParams(parts), ...posted]),
  } as { status: number; location: string; refusal: string | null; step?: string } & Record<string, string | undefined>;
}

/** The request that waits behind a redirect to a page, and the secret that the browser was given for it. */
export function readPending(response: Response): { id: string; secret: string } {
  const [, id = '', secret = ''] =
    /^binding\.([a-z2-7]{26})=(.+)$/.exec(response.headers.getSetCookie()[0] ?? '') ?? [];
  return { id, secret };
}

/** Records what a page would record, and goes back to the dispatcher. */
export async function step(
  { server }: TestEngine,
  { id, secret }: { id: string; secret: string },
  session: EndUserSession | undefined,
  facts: Partial<InteractionFacts> = {},
): Promise<Response> {
  if (Object.keys(facts).length > 0) {
    await server.interaction.record(await server.interaction.open(id, secret), facts);
  }
  return server.resume(id, secret, session);
}

/** The consent of one session; by default to all that was asked for. */
export function allow(session: EndUserSession, scopes: string[]): Partial<InteractionFacts> {
  return { consent: { sessionId: session.id, decision: 'allow', scopes } };
}

/** A whole authorization request of a signed-in person who allows everything; returns what the client gets. */
export async function obtainCode(
  engine: TestEngine,
  query: Record<string, string | undefined>,
  session: EndUserSession,
) {
  const first = await authorize(engine, query, session);
  const answer = await readAnswer(first.clone());
  if (answer.step !== 'consent') return answer;
  const scopes = (query.scope ?? '').split(' ');
  return readAnswer(await step(engine, readPending(first), session, allow(session, scopes)));
}
