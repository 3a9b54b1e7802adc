/** SECURITY invariants 1, 2 and 5 over every way to hold something and every place to show it. */
import { describe, expect, it } from 'vitest';
import { responseTypes } from '../client-metadata/response-types';
import { registrableGrantTypes, responseModes } from '../client-metadata/vocabulary';
import { grants } from '../grants';
import { sendAs } from '../testing/token-request';
import { places, whereGood } from './places';
import type { World } from './ways';
import { addAbleClient, createWorld, ways } from './ways';

const named = ways.map((way) => [way.name, way] as const);
const hint = 'ID token hint';
const withoutHints = (good: string[]) => good.filter((one) => !one.endsWith(hint));

it('no grant, response type or response mode is missing from the tables', () => {
  const names = ways.map(({ name }) => name);
  const missing = (words: readonly string[], isNamed: (name: string, word: string) => boolean) =>
    words.filter((word) => !names.some((name) => isNamed(name, word)));
  expect(missing(Object.keys(grants), (name, word) => name.startsWith(word))).toEqual([]);
  expect(missing(responseTypes, (name, word) => name.startsWith(`${word} by`))).toEqual([]);
  expect(missing(responseModes, (name, word) => name.endsWith(` by ${word}`))).toEqual([]);
  expect(registrableGrantTypes.filter((grant) => !ways.some(({ needs }) => needs.includes(grant)))).toEqual([]);
});

describe('each kind is good in its own places alone, and showing it elsewhere does not use it up', () => {
  it.each(named)('%s', async (_name, { take }) => {
    const world = await createWorld();
    const held = await take(world);
    expect(held).not.toEqual([]);
    const good = await whereGood(world, held);
    for (const { kind } of held) expect(good.some((one) => one.startsWith(`${kind}: `))).toBe(true);
    for (const one of good) {
      const [kind, place] = one.split(': ') as [string, string];
      expect(places[place]?.right).toContain(kind);
    }
  });
});

const people = (world: World) => world.engine.storage.stores.people;
const clients = (world: World) => world.engine.storage.stores.clientAdministration;
const ends: [what: string, whose: 'person' | 'client', end: (world: World) => Promise<unknown>][] = [
  ['a person who is disabled', 'person', (world) => people(world).update(world.ada.personId, { status: 'disabled' })],
  ['a person who is locked', 'person', (world) => people(world).update(world.ada.personId, { status: 'locked' })],
  [
    'a client that is disabled',
    'client',
    (world) => {
      const at = world.engine.clock.now();
      return clients(world).update(world.client.clientId, { status: 'disabled', disabledAt: at }, at);
    },
  ],
  ['a client that is deleted', 'client', (world) => clients(world).delete(world.client.clientId)],
];

describe.each(ends)('%s has nothing in hand any more', (_what, whose, end) => {
  it.each(named)('%s', async (_name, { take, isOfPerson }) => {
    const world = await createWorld();
    const held = await take(world);
    await end(world);
    const good = withoutHints(await whereGood(world, held));
    // What a client has for itself is not the person's.
    if (whose === 'person' && !isOfPerson) return expect(good).not.toEqual([]);
    expect(good).toEqual([]);
    await expect(take(world)).rejects.toThrow();
  });
});

describe("another client's artefact is nothing, is not revoked, and stays good for its owner", () => {
  it.each(named)('%s', async (_name, { take }) => {
    const world = await createWorld();
    const held = await take(world);
    const thief = await addAbleClient(world.engine);
    const good = withoutHints(await whereGood({ ...world, apiServer: thief }, held, thief));
    // Whoever holds a bearer token may show it (RFC 6750).
    expect(good.filter((one) => one !== 'access token: bearer token at userinfo')).toEqual([]);
    for (const { value } of held) await sendAs(world.engine, thief, 'revocation', { token: value });
    const forOwner = await whereGood(world, held);
    for (const { kind } of held) expect(forOwner.some((one) => one.startsWith(`${kind}: `))).toBe(true);
  });
});

describe('fifty at once get one answer', () => {
  it.each(named)('%s', async (_name, { take }) => {
    const world = await createWorld();
    const held = await take(world);
    for (const { kind, value } of held) {
      const place = Object.values(places).find(({ spends, right }) => spends && right.includes(kind));
      if (place === undefined) continue;
      const answers = await Promise.all(Array.from({ length: 50 }, () => place.show(world, world.client, value)));
      expect(answers.filter(Boolean)).toHaveLength(1);
      // Whoever came too late ended what had been given.
      expect(withoutHints(await whereGood(world, held))).toEqual([]);
    }
  });
});

describe('a grant that a client is not registered for', () => {
  const needs = ways.flatMap((way) => way.needs.map((grant) => [grant, way.name, way] as const));

  it.each(needs)('%s: nothing comes by %s', async (grant, _name, { take }) => {
    const world = await createWorld();
    const without = await addAbleClient(
      world.engine,
      registrableGrantTypes.filter((other) => other !== grant),
    );
    await expect(take({ ...world, client: without })).rejects.toThrow('unauthorized_client');
  });

  it.each(needs)('%s: what was under way by %s is not redeemed', async (grant, _name, { take }) => {
    const world = await createWorld();
    const held = await take(world);
    const { metadata } = world.client.client;
    const left = metadata.grant_types.filter((other) => other !== grant);
    await clients(world).update(
      world.client.clientId,
      { metadata: { ...metadata, grant_types: left } },
      world.engine.clock.now(),
    );
    const good = await whereGood(world, held);
    const place =
      { authorization_code: 'code at', refresh_token: 'refresh token at' }[grant as string] ?? 'device code at';
    expect(good.filter((one) => one.includes(place))).toEqual([]);
  });
});

describe('a switch of the realm that is off', () => {
  const switched = ways.flatMap((way) => [
    ...(way.needs.includes('implicit') ? [['implicitAndHybrid', way.name, way] as const] : []),
    ...(way.needs.includes('password') ? [['passwordGrant', way.name, way] as const] : []),
  ]);

  it.each(switched)('%s: nothing comes by %s', async (option, _name, { take }) => {
    const world = await createWorld();
    world.engine.options[option] = false;
    await expect(take(world)).rejects.toThrow(/^unsupported_(?:response|grant)_type$/);
  });
});
