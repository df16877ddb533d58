import { describe, expect, it } from 'vitest';
import { Problem } from './problem.ts';
import { JSON_DEPTH_MAX, parseStrictJson } from './strict-json.ts';

function findProblem(source: string | Uint8Array): Problem {
  try {
    parseStrictJson(source);
  } catch (error) {
    if (error instanceof Problem) return error;
    throw error;
  }
  throw new Error('The parser accepted the text.');
}

describe('The strict JSON parser', () => {
  it.each([
    ['an unfinished text', '{"a": ', 'JSON_MALFORMED'],
    ['an empty text', '', 'JSON_MALFORMED'],
    ['more than one value', '{} {}', 'JSON_MALFORMED'],
    ['a trailing comma', '[1,]', 'JSON_MALFORMED'],
    ['a comment', '{} // no', 'JSON_MALFORMED'],
    ['a control character within a text', '"\u0001"', 'JSON_MALFORMED'],
    ['a byte order mark', '\uFEFF{}', 'JSON_MALFORMED'],
    ['a name that is used twice', '{"a":1,"b":{"a":1},"a":2}', 'JSON_NAME_TWICE'],
    ['a name that is used twice, once escaped', '{"a":1,"\\u0061":2}', 'JSON_NAME_TWICE'],
    ['the name __proto__', '{"__proto__":{}}', 'JSON_NAME_RESERVED'],
    ['a lone surrogate', '"\\ud800"', 'JSON_LONE_SURROGATE'],
    ['a lone surrogate in a name', '{"\\udc00":1}', 'JSON_LONE_SURROGATE'],
    ['negative zero', '-0', 'JSON_NEGATIVE_ZERO'],
    ['negative zero with decimals', '[-0.0]', 'JSON_NEGATIVE_ZERO'],
    ['2^53', '9007199254740992', 'JSON_NUMBER_TOO_LARGE'],
    ['an infinite number', '1e999', 'JSON_NUMBER_TOO_LARGE'],
    ['a number of 19 digits', '{"a":1234567890123456789}', 'JSON_NUMBER_TOO_LARGE'],
    ['a number with too many decimals', '[0.12345678901234567890]', 'JSON_NUMBER_INEXACT'],
    ['a number that is nearly one', '1.0000000000000000001', 'JSON_NUMBER_INEXACT'],
    ['a number that is nearly zero', '1e-999', 'JSON_NUMBER_INEXACT'],
  ])('rejects %s', (_name, source, code) =>
    expect(findProblem(source)).toMatchObject({ status: 400, code }),
  );

  it('reports the place and the remedy', () =>
    expect(findProblem('{\n  "facts": [\n    {"ordinal": -0}\n  ]\n}').toJSON()).toMatchObject({
      line: 3,
      column: 17,
      errors: [{ field: 'facts.0.ordinal', rule: 'JSON_NEGATIVE_ZERO', remedy: 'Write 0.' }],
    }));

  it('rejects bytes that are not UTF-8', () =>
    expect(findProblem(Buffer.from('{\n"a": "Caf\xE9"}', 'latin1')).toJSON()).toMatchObject({
      code: 'JSON_NOT_UTF8',
      detail: expect.stringMatching(/^The body is not a text in UTF-8: byte 0xE9 at offset 11 /),
      offset: 11,
      line: 2,
      column: 10,
    }));

  it('accepts a byte order mark before the text', () =>
    expect(parseStrictJson(Buffer.from('\uFEFF{"a":1}'))).toEqual({ a: 1 }));

  it('rejects deep nesting, however long the text', () => {
    const deep = (depth: number): string => '['.repeat(depth) + ']'.repeat(depth);
    expect(findProblem(deep(1_000_000))).toMatchObject({ code: 'JSON_TOO_DEEP' });
    expect(findProblem(deep(JSON_DEPTH_MAX + 1))).toMatchObject({ code: 'JSON_TOO_DEEP' });
    expect(parseStrictJson(deep(JSON_DEPTH_MAX))).toBeInstanceOf(Array);
  });

  it('accepts other JSON', () => {
    const value = {
      a: [1, -1, 0, 0.5, 9_007_199_254_740_991, true, null],
      b: { a: '𐍈 “quoted” \u0000' },
      '': {},
    };
    expect(parseStrictJson(Buffer.from(JSON.stringify(value)))).toEqual(value);
  });
});
