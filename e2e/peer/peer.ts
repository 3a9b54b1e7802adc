/** oidc-provider, the certified engine that ours is measured against, as a running server. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { hash } from '@node-rs/argon2';
import type { RegisteredPerson } from '../harness/command-line';
import type { PersonData } from '../harness/data';
import { freePort } from '../harness/free-port';
import type { Wire } from '../harness/wire';
import { createWire } from '../harness/wire';

export interface PeerOptions {
  /** What it signs with; the first also signs access tokens. */
  algorithms: readonly string[];
  clients: readonly object[];
  person: PersonData;
  /** The one API that tokens can be for. */
  resource: { identifier: string; scope: string };
  scopes?: readonly string[];
  responseTypes?: readonly string[];
  /** A module with `createAdapter(databaseUrl)`; without it everything is kept in memory. */
  adapter?: { module: string; databaseUrl: string };
}

export interface Peer {
  issuer: string;
  wire: Wire;
  person: RegisteredPerson;
  processId: number | undefined;
  stop(): Promise<void>;
}

const entry = fileURLToPath(new URL('./server.mjs', import.meta.url));
// What Gatehouse hashes with (identity/password-hash.ts), so that a sign-in costs both the same.
const argon2Parameters = { memoryCost: 19_456, timeCost: 2, parallelism: 1, outputLen: 32 };

/** Starts it and waits until it listens. Throws with what it said when it ends before that. */
export async function startPeer({ person, ...options }: PeerOptions): Promise<Peer> {
  const issuer = `http://localhost:${await freePort()}`;
  const sub = `peer-${person.claims.preferred_username}`;
  const username = person.claims.preferred_username;
  const settings = {
    ...options,
    issuer,
    person: { sub, username, hash: await hash(person.password, argon2Parameters), claims: person.claims },
  };
  const env = { ...process.env, NODE_ENV: 'production' as const };
  const child = spawn(process.execPath, [entry, JSON.stringify(settings)], { env, stdio: ['ignore', 'pipe', 'pipe'] });
  let complaints = '';
  child.stderr.setEncoding('utf8').on('data', (text: string) => (complaints += text));
  const ended = once(child, 'close');
  const failed = ended.then(() => Promise.reject(new Error(`The peer ended:\n${complaints}`)));
  await Promise.race([once(child.stdout, 'data'), failed]);
  return {
    ...{ issuer, wire: createWire(issuer, issuer), processId: child.pid },
    person: { sub, username, password: person.password, claims: person.claims },
    async stop() {
      child.kill();
      await ended;
    },
  };
}
