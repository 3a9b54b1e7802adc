import { describe, expect, it } from 'vitest';
import { parseFlatJson } from './flat-json';

describe('a flat object of texts', () => {
  it.each<[json: string, pairs: [string, string][]]>([
    ['{}', []],
    [' { \n } ', []],
    ['{"a":"b"}', [['a', 'b']]],
    [
      '\t{ "a" : "b" , "c":"" }\r\n',
      [
        ['a', 'b'],
        ['c', ''],
      ],
    ],
    [
      '{"a":"1","a":"2"}',
      [
        ['a', '1'],
        ['a', '2'],
      ],
    ],
    ['{"\\u0061":"\\"\\\\\\/\\n\\u00e9"}', [['a', '"\\/\né']]],
    ['{"a":"😀 } , : { "}', [['a', '😀 } , : { ']]],
    ['{"a":"\\ud83d\\ude00"}', [['a', '😀']]],
    ['{"__proto__":"x"}', [['__proto__', 'x']]],
  ])('%s is read', (json, pairs) => {
    expect(parseFlatJson(json)).toEqual(pairs);
  });

  it.each([
    '',
    'null',
    '"a"',
    '[]',
    '[{"a":"b"}]',
    '{"a":1}',
    '{"a":true}',
    '{"a":null}',
    '{"a":["b"]}',
    '{"a":{"b":"c"}}',
    '{"a":"b",}',
    '{,"a":"b"}',
    '{"a":"b"',
    '{"a":"b"}}',
    '{"a":"b"} {"c":"d"}',
    '{"a" "b"}',
    "{'a':'b'}",
    '{a:"b"}',
    '{"a":"b\n"}',
    '{"a":"\\x"}',
    '{"a":"\\u12"}',
    '{"a":"\\ud800"}',
    '{"a":"b"}//',
    '\ufeff\u00a0x',
    '{"a":'.repeat(12_000),
    '['.repeat(60_000),
    `{"a":"${'\\'.repeat(60_001)}`,
  ])('%j is none', (json) => {
    expect(parseFlatJson(json)).toBeUndefined();
  });

  it('is what JSON.parse reads, too', () => {
    const json = JSON.stringify({ grant_type: 'authorization_code', code: 'a"b\\c/d\u2028', ü: '\t' }, null, 2);
    expect(Object.fromEntries(parseFlatJson(json) ?? [])).toEqual(JSON.parse(json));
  });
});
