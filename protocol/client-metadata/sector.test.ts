import { describe, expect, it } from 'vitest';
import { parseClientMetadata } from './metadata';
import { findSubjectChange, findUnprovenSector, sectorOf } from './sector';
import { checkSectorDocument, fetchSectorDocument } from './sector-document';

const sector = 'https://sector.example/uris.json';
const callback = 'https://rp.example/cb';

function parse(members: Record<string, unknown>) {
  const parsed = parseClientMetadata({ redirect_uris: [callback], ...members });
  return parsed.ok ? parsed.metadata : parsed.problems.map(({ field, code }) => `${field} ${code}`).join();
}

function metadataOf(members: Record<string, unknown>) {
  const metadata = parse({ subject_type: 'pairwise', ...members });
  if (typeof metadata === 'string') throw new Error(metadata);
  return metadata;
}

describe('the sector of a pairwise client', () => {
  it.each<[redirectUris: string[], uri: string | undefined, expected: string]>([
    [[callback], undefined, 'rp.example'],
    [[callback, 'https://rp.example:8443/other'], undefined, 'rp.example'],
    [[callback, 'https://RP.example/other'], undefined, 'rp.example'],
    [[callback], sector, 'sector.example'],
    [[callback, 'https://other.example/cb'], sector, 'sector.example'],
    [['http://127.0.0.1/cb'], sector, 'sector.example'],
  ])('%j with %s: %s', (redirect_uris, sector_identifier_uri, expected) => {
    expect(sectorOf(metadataOf({ redirect_uris, sector_identifier_uri }))).toBe(expected);
  });

  it.each<[what: string, members: Record<string, unknown>]>([
    ['hosts differ', { redirect_uris: [callback, 'https://other.example/cb'] }],
    ['one is a sub-domain of the other', { redirect_uris: [callback, 'https://a.rp.example/cb'] }],
    ['the host is everybody', { redirect_uris: ['http://localhost:3000/cb'] }],
    ['the host is everybody, over https', { redirect_uris: ['https://localhost/cb'] }],
    ['one of the hosts is everybody', { redirect_uris: [callback, 'http://localhost/cb'] }],
    ['there is no host', { redirect_uris: ['com.example.app:/cb'], application_type: 'native' }],
    ['the scheme is private', { redirect_uris: ['com.example.app://rp.example/cb'], application_type: 'native' }],
    ['there is no address', { redirect_uris: [], grant_types: ['client_credentials'], response_types: [] }],
  ])('must be named where %s', (_, members) => {
    expect(parse({ subject_type: 'pairwise', ...members })).toBe('sector_identifier_uri sector-required');
    expect(parse(members)).toBeTypeOf('object');
  });

  it.each(['http://sector.example/x', 'http://localhost/x', 'sector.example', 'https://u:p@sector.example/'])(
    'is never named by %s',
    (sector_identifier_uri) => {
      expect(parse({ sector_identifier_uri })).toMatch(/^sector_identifier_uri /);
    },
  );

  it('goes with one of two subject types', () => {
    expect(parse({ subject_type: 'public' })).toMatchObject({ subject_type: 'public' });
    expect(parse({ subject_type: 'private' })).toBe('subject_type unknown-value');
  });
});

describe('a client that registers itself', () => {
  it.each<[told: string | undefined, problem: string | undefined]>([
    [undefined, undefined],
    ['https://rp.example/told', undefined],
    ['https://evil.example/told', 'backchannel_logout_uri'],
    ['https://rp.example:8443/told', 'backchannel_logout_uri'],
  ])('is told of sign-outs, which name people as its sector knows them, at %s: %s', (told, field) => {
    const problems = findUnprovenSector(metadataOf({ backchannel_logout_uri: told }));
    expect(problems).toEqual(field === undefined ? [] : [{ field, code: 'sector-unproven' }]);
  });
});

describe('a change of metadata', () => {
  const before = metadataOf({});

  it.each<[what: string, members: Record<string, unknown>, problem: string | undefined]>([
    ['keeps every sub', { redirect_uris: [callback, 'https://rp.example/b'] }, undefined],
    ['keeps every sub, by name', { sector_identifier_uri: 'https://rp.example/uris.json' }, undefined],
    ['to public subjects', { subject_type: 'public' }, 'subject_type'],
    ['to no type at all', { subject_type: undefined }, 'subject_type'],
    ['to another host', { redirect_uris: ['https://other.example/cb'] }, 'redirect_uris'],
    ['to another sector', { sector_identifier_uri: sector }, 'sector_identifier_uri'],
  ])('%s', (_, members, field) => {
    const problems = field === undefined ? [] : [{ field, code: 'changes-subjects' }];
    expect(findSubjectChange(metadataOf(members), before)).toEqual(problems);
  });

  it('of a public client may move it, but not make it pairwise', () => {
    const open = metadataOf({ subject_type: undefined });
    const moved = metadataOf({ subject_type: 'public', redirect_uris: ['https://other.example/cb'] });
    expect(findSubjectChange(moved, open)).toEqual([]);
    expect(findSubjectChange(before, open)).toEqual([{ field: 'subject_type', code: 'changes-subjects' }]);
  });
});

describe('the document of a sector', () => {
  const metadata = metadataOf({ sector_identifier_uri: sector });
  const answering = (body: string) => async () => body;
  const failing = async () => {
    throw new Error('away');
  };
  const check = async (fetch: () => Promise<string>) =>
    checkSectorDocument(metadata, undefined, await fetchSectorDocument(metadata, undefined, fetch));

  it.each<[body: string, problem: string | undefined]>([
    [JSON.stringify([callback]), undefined],
    [JSON.stringify(['https://more.example/', callback]), undefined],
    [JSON.stringify([`${callback}/`]), 'sector_identifier_uri not-in-sector'],
    ['[]', 'sector_identifier_uri not-in-sector'],
    ['', 'sector_identifier_uri sector-malformed'],
    ['<html>', 'sector_identifier_uri sector-malformed'],
    [JSON.stringify({ 0: callback }), 'sector_identifier_uri sector-malformed'],
    [JSON.stringify([callback, 1]), 'sector_identifier_uri sector-malformed'],
  ])('%s: %s', async (body, problem) => {
    const problems = await check(answering(body));
    expect(problems.map(({ field, code }) => `${field} ${code}`)).toEqual(problem === undefined ? [] : [problem]);
  });

  it('must be there', async () => {
    expect(await check(failing)).toEqual([{ field: 'sector_identifier_uri', code: 'sector-unreachable' }]);
  });

  it('is not asked for again until an address or a redirect URI is new', async () => {
    const renamed = { ...metadata, client_name: 'Other' };
    expect(await fetchSectorDocument(renamed, metadata, failing)).toBeUndefined();
    expect(checkSectorDocument(renamed, metadata, undefined)).toEqual([]);
    const grown = { ...metadata, redirect_uris: [callback, 'https://other.example/cb'] };
    const document = await fetchSectorDocument(grown, metadata, answering(JSON.stringify(grown.redirect_uris)));
    expect(checkSectorDocument(grown, metadata, document)).toEqual([]);
    expect(checkSectorDocument(grown, metadata, undefined)).toHaveLength(1);
  });

  it('of one address proves nothing about another', async () => {
    const document = await fetchSectorDocument(metadata, undefined, answering(JSON.stringify([callback])));
    const moved = { ...metadata, sector_identifier_uri: 'https://sector.example/other.json' };
    expect(checkSectorDocument(moved, undefined, document)).toHaveLength(1);
  });
});
