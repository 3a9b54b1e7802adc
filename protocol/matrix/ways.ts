/**
 * Every way in which somebody comes to hold something: each response type by each response mode, each grant. The tables
 * of this folder run over them all, and a test says that none is missing.
 */
import type { ResponseType } from '../client-metadata/response-types';
import { grantsOfResponseType, isFrontChannel, responseTypes } from '../client-metadata/response-types';
import type { RegistrableGrantType, ResponseMode } from '../client-metadata/vocabulary';
import { deviceCodeGrantType, registrableGrantTypes, responseModes } from '../client-metadata/vocabulary';
import type { EndUserSession } from '../ports';
import { allow, authorize, readAnswer, readPending, step } from '../testing/browser';
import { unescapeHtml } from '../testing/carrier-page';
import { decideDevice, poll, startDevice } from '../testing/device';
import type { TestEngine } from '../testing/engine';
import { createTestEngine, refusalHeader } from '../testing/engine';
import { rightPassword } from '../testing/password-grant';
import type { TestClient } from '../testing/registrations';
import { addApi, addClient, signIn } from '../testing/registrations';
import { codeForm, codeQuery, refresh, sendAs } from '../testing/token-request';

export type Kind = 'code' | 'device code' | 'refresh token' | 'access token' | 'ID token';
export interface Artefact {
  kind: Kind;
  value: string;
}

/** A realm with everything switched on, a client that may do everything, an API's server, and Ada, who is signed in. */
export interface World {
  engine: TestEngine;
  client: TestClient;
  apiServer: TestClient;
  ada: EndUserSession;
}

export interface Way {
  name: string;
  /** What a client must be registered for. */
  needs: readonly RegistrableGrantType[];
  isOfPerson: boolean;
  /** Goes the way, and returns what is good then. Throws the error when it is refused. */
  take(world: World): Promise<Artefact[]>;
}

const scope = 'openid profile offline_access';
const [jwtApi, opaqueApi] = ['https://api.example', 'https://opaque.example'];

export async function createWorld(): Promise<World> {
  const engine = await createTestEngine({ implicitAndHybrid: true, passwordGrant: true });
  const apiServer = await addClient(engine);
  const introspectionClientIds = [apiServer.clientId];
  await addApi(engine, { identifier: jwtApi, introspectionClientIds });
  await addApi(engine, { identifier: opaqueApi, accessTokenFormat: 'opaque', introspectionClientIds });
  const ada = await signIn(engine);
  await engine.storage.stores.passwords.set(ada.personId, rightPassword, engine.clock.now());
  return { engine, client: await addAbleClient(engine), apiServer, ada };
}

/** A client that may do everything that its grants allow, and whose refresh tokens have no replay window. */
export function addAbleClient(engine: TestEngine, grants: readonly RegistrableGrantType[] = registrableGrantTypes) {
  const types = responseTypes.filter((type) => grantsOfResponseType(type).every((grant) => grants.includes(grant)));
  const able = { grant_types: grants, response_types: types, scope: `${scope} read` };
  return addClient(engine, able, { replayWindowSeconds: 0 });
}

const members = {
  code: 'code',
  access_token: 'access token',
  id_token: 'ID token',
  refresh_token: 'refresh token',
} as const;

function readArtefacts(answer: Record<string, unknown>): Artefact[] {
  if (typeof answer.error === 'string') throw new Error(answer.error);
  return Object.entries(members).flatMap(([member, kind]) => {
    const value = answer[member];
    return typeof value === 'string' ? [{ kind, value }] : [];
  });
}

/** What one authorization request yields when Ada allows everything. */
async function respond({ engine, client, ada }: World, type: ResponseType, mode: ResponseMode, resource?: string) {
  const query = codeQuery(client, { response_type: type, response_mode: mode, scope, prompt: 'consent', resource });
  const first = await authorize(engine, query, ada);
  const { id, secret } = readPending(first);
  const response = id === '' ? first : await step(engine, { id, secret }, ada, allow(ada, scope.split(' ')));
  const refused = response.headers.get(refusalHeader);
  if (refused !== null) throw new Error(refused);
  const [, message] = /data-message="([^"]*)"/.exec(await response.clone().text()) ?? [];
  return readArtefacts(message ? JSON.parse(unescapeHtml(message)).response : await readAnswer(response));
}

async function askToken({ engine, client }: World, form: Record<string, string | undefined>) {
  return readArtefacts((await sendAs(engine, client, 'token', form)).body);
}

async function redeemed(world: World, resource?: string): Promise<Artefact[]> {
  const [code] = await respond(world, 'code', 'query', resource);
  return askToken(world, codeForm(code?.value, { resource }));
}

async function approvedDeviceCode({ engine, client, ada }: World): Promise<string> {
  const device = await startDevice(engine, client, { scope });
  await decideDevice(engine, device.user_code, ada, 'allow', scope.split(' '));
  engine.clock.advance(device.interval);
  return device.device_code;
}

async function refreshed(world: World): Promise<Artefact[]> {
  const held = (await redeemed(world)).find(({ kind }) => kind === 'refresh token')?.value ?? 'none';
  return readArtefacts((await refresh(world.engine, world.client, held)).body);
}

const byResponse: Way[] = responseTypes.flatMap((type) =>
  responseModes
    .filter((mode) => !(mode === 'query' && isFrontChannel(type)))
    .map((mode) => ({
      name: `${type} by ${mode}`,
      needs: grantsOfResponseType(type),
      isOfPerson: true,
      take: (world: World) => respond(world, type, mode),
    })),
);
const codeGrant = { needs: ['authorization_code'], isOfPerson: true } as const;
const deviceGrant = { needs: [deviceCodeGrantType], isOfPerson: true } as const;
const clientCredentials = { needs: ['client_credentials'], isOfPerson: false } as const;

export const ways: Way[] = [
  ...byResponse,
  { name: 'authorization_code', ...codeGrant, take: (world) => redeemed(world) },
  { name: 'authorization_code for an API with JWTs', ...codeGrant, take: (world) => redeemed(world, jwtApi) },
  {
    name: 'authorization_code for an API with opaque tokens',
    ...codeGrant,
    take: (world) => redeemed(world, opaqueApi),
  },
  { name: 'refresh_token', needs: ['authorization_code', 'refresh_token'], isOfPerson: true, take: refreshed },
  {
    ...{ name: 'a device that was approved', ...deviceGrant },
    take: async (world) => [{ kind: 'device code', value: await approvedDeviceCode(world) }],
  },
  {
    ...{ name: deviceCodeGrantType, ...deviceGrant },
    async take(world) {
      const { body } = await poll(world.engine, world.client, await approvedDeviceCode(world));
      return readArtefacts(body);
    },
  },
  {
    ...{ name: 'password', needs: ['password'], isOfPerson: true },
    take: (world) => askToken(world, { grant_type: 'password', username: 'ada', password: rightPassword, scope }),
  },
  ...[jwtApi, opaqueApi].map((resource) => ({
    ...{ name: `client_credentials for ${resource}`, ...clientCredentials },
    take: (world: World) => askToken(world, { grant_type: 'client_credentials', resource, scope: 'read' }),
  })),
];
