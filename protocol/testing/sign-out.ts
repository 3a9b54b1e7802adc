/** A person who is signed in at a client, and requests to sign out. */
import type { EndUserSession } from '../ports';
import type { Query } from './browser';
import { encode, readAnswer, readPending } from './browser';
import { createTestEngine, issuer } from './engine';
import { addClient, signIn } from './registrations';
import { obtainTokens } from './token-request';

/** The address that the client registered for afterwards. */
export const back = 'https://rp.example/signed-out';

/** `end` sends a GET by the browser of `ada`; `isOpen` tells whether her session still is. */
export async function beginSignOut(metadata: Record<string, unknown> = {}) {
  const engine = await createTestEngine();
  const client = await addClient(engine, metadata);
  const ada = await signIn(engine);
  const tokens = await obtainTokens(engine, client, ada, { scope: 'openid' });
  const end = async (query: Query, session: EndUserSession | undefined = ada) => {
    const response = await engine.server.endSession(new Request(`${issuer}/x?${encode(query)}`), session);
    return {
      ...(await readAnswer(response.clone())),
      pending: readPending(response),
      cookies: response.headers.getSetCookie(),
    };
  };
  const isOpen = () => engine.storage.stores.sessionLookup.isLive(ada.id, engine.clock.now());
  return { engine, client, ada, tokens, hint: tokens.id_token, end, isOpen };
}
