/** Every place where something can be shown to get something for it. */
import { authorize, readAnswer } from '../testing/browser';
import { poll } from '../testing/device';
import type { TestClient } from '../testing/registrations';
import type { Answer } from '../testing/token-request';
import { codeForm, codeQuery, refresh, sendAs, userinfo } from '../testing/token-request';
import type { Artefact, Kind, World } from './ways';

interface Place {
  /** What is good there; an access token for an API is not good at userinfo. */
  right: Kind[];
  /** Uses it up when it is good there. */
  spends: boolean;
  /** True when something is got for it. */
  show(world: World, as: TestClient, value: string): Promise<boolean>;
}

const isGood = ({ status, body }: Answer) => status === 200 && body.active !== false;
const introspect = async ({ engine }: World, caller: TestClient, token: string) =>
  isGood(await sendAs(engine, caller, 'introspection', { token }));

export const places: Record<string, Place> = {
  'code at the token endpoint': {
    ...{ right: ['code'], spends: true },
    show: async ({ engine }, as, code) => isGood(await sendAs(engine, as, 'token', codeForm(code))),
  },
  'device code at the token endpoint': {
    ...{ right: ['device code'], spends: true },
    show: async ({ engine }, as, code) => isGood(await poll(engine, as, code)),
  },
  'refresh token at the token endpoint': {
    ...{ right: ['refresh token'], spends: true },
    show: async ({ engine }, as, token) => isGood(await refresh(engine, as, token)),
  },
  'bearer token at userinfo': {
    ...{ right: ['access token'], spends: false },
    show: async ({ engine }, _as, token) => isGood(await userinfo(engine, token)),
  },
  'token at introspection by its client': {
    ...{ right: ['access token', 'refresh token'], spends: false },
    show: introspect,
  },
  'token at introspection by an API': {
    ...{ right: ['access token'], spends: false },
    show: (world, _as, token) => introspect(world, world.apiServer, token),
  },
  'ID token hint': {
    ...{ right: ['ID token'], spends: false },
    async show({ engine, ada }, as, hint) {
      const query = codeQuery(as, { prompt: 'none', id_token_hint: hint });
      return (await readAnswer(await authorize(engine, query, ada))).error !== 'invalid_request';
    },
  },
};

/** Where each of these is good, as `kind: place`; what is not used up is shown first. */
export async function whereGood(world: World, held: Artefact[], as: TestClient = world.client): Promise<string[]> {
  const good: string[] = [];
  for (const [name, { show }] of Object.entries(places).sort(([, a], [, b]) => Number(a.spends) - Number(b.spends)))
    for (const { kind, value } of held) if (await show(world, as, value)) good.push(`${kind}: ${name}`);
  return good;
}
