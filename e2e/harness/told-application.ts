/** A small application that is told of a sign-out in both ways: in a frame, by the browser, and by a post of the provider. */
import { randomUUID } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { decodeJwt } from 'jose';
import type { RegisteredClient } from './command-line';

export interface ToldApplication {
  origin: string;
  /** How it was told, and of which `sid`. */
  told: { by: 'frame' | 'post'; sid: unknown }[];
  /** Register it with this. */
  metadata: Record<string, unknown>;
  connect(issuer: string, client: RegisteredClient): void;
  /** From now on its frame never loads. */
  hang(): void;
  /** It was told nothing, and does not hang. */
  reset(): void;
  close(): Promise<void>;
}

interface SignedIn {
  idToken: string;
  sessionState: string;
}

/** Listens on a free port of localhost. */
export async function startToldApplication(name: string): Promise<ToldApplication> {
  const sessions = new Map<string, SignedIn>();
  const told: ToldApplication['told'] = [];
  let hangs = false;
  let provider: { issuer: string; client: RegisteredClient } | undefined;
  const server = createServer((request, response) => {
    answer(request, response).catch((error: unknown) => response.writeHead(500).end(String(error)));
  });
  await new Promise<void>((done) => server.listen(0, 'localhost', done));
  const { port } = server.address() as AddressInfo;
  const origin = `http://localhost:${port}`;
  // Cookies ignore ports.
  const cookieName = `application-${port}`;

  const answer = async (request: IncomingMessage, response: ServerResponse) => {
    if (provider === undefined) throw new Error(`${name} is not registered yet`);
    const { issuer, client } = provider;
    const url = new URL(`${origin}${request.url}`);
    const id = new RegExp(`${cookieName}=([\\w-]+)`).exec(request.headers.cookie ?? '')?.[1] ?? '';
    const signedIn = sessions.get(id);
    const go = (location: string, query: Record<string, string>, headers = {}) =>
      response.writeHead(303, { location: `${location}?${new URLSearchParams(query)}`, ...headers }).end();
    const common = { client_id: client.client_id, redirect_uri: `${origin}/callback` };
    if (url.pathname === '/sign-in')
      return go(`${issuer}/oauth2/authorize`, { ...common, response_type: 'code', scope: 'openid' });
    if (url.pathname === '/callback') {
      const idToken = await redeem(issuer, client, url.searchParams.get('code') ?? '', common.redirect_uri);
      const fresh = randomUUID();
      sessions.set(fresh, { idToken, sessionState: url.searchParams.get('session_state') ?? '' });
      return go('/', {}, { 'set-cookie': `${cookieName}=${fresh}; Path=/; HttpOnly; SameSite=Lax` });
    }
    if (url.pathname === '/sign-out') {
      const hint = { id_token_hint: signedIn?.idToken ?? '', post_logout_redirect_uri: `${origin}/` };
      return go(`${issuer}/oauth2/end_session`, hint);
    }
    if (url.pathname === '/frame') {
      told.push({ by: 'frame', sid: url.searchParams.get('sid') });
      sessions.delete(id);
      if (hangs) return;
    }
    if (url.pathname === '/ended') {
      const { sid } = decodeJwt(new URLSearchParams(await text(request)).get('logout_token') ?? '');
      told.push({ by: 'post', sid });
    }
    const word = signedIn === undefined || !sessions.has(id) ? 'signed out' : 'signed in';
    const data = `data-client="${client.client_id}" data-state="${signedIn?.sessionState ?? ''}"`;
    response.writeHead(200, { 'content-type': 'text/html; charset=utf-8' });
    response.end(`<!doctype html><link rel="icon" href="data:,"><title>${name}</title><h1 ${data}>${word}</h1>`);
  };
  return {
    ...{ origin, told },
    metadata: {
      ...{ client_name: name, redirect_uris: [`${origin}/callback`], post_logout_redirect_uris: [`${origin}/`] },
      ...{ backchannel_logout_uri: `${origin}/ended`, backchannel_logout_session_required: true },
      ...{ frontchannel_logout_uri: `${origin}/frame`, frontchannel_logout_session_required: true },
      settings: { firstParty: true },
    },
    connect(issuer, client) {
      provider = { issuer, client };
    },
    hang() {
      hangs = true;
    },
    reset() {
      hangs = false;
      told.length = 0;
    },
    close: () =>
      new Promise((done) => {
        server.closeAllConnections();
        server.close(() => done());
      }),
  };
}

async function redeem(issuer: string, client: RegisteredClient, code: string, redirectUri: string): Promise<string> {
  const answer = await fetch(`${issuer}/oauth2/token`, {
    method: 'POST',
    headers: { authorization: `Basic ${btoa(`${client.client_id}:${client.client_secret}`)}` },
    body: new URLSearchParams({ grant_type: 'authorization_code', code, redirect_uri: redirectUri }),
  });
  return ((await answer.json()) as { id_token: string }).id_token;
}
