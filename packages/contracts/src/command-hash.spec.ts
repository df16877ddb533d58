import { createHash } from 'node:crypto';
import canonicalize from 'canonicalize';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { toCanonicalJson, hashCommand, sha256Hex } from './command-hash.ts';

describe('The hash of a command', () => {
  it('covers the canonical form of RFC 8785', () => {
    // The example of RFC 8785, section 3.2.2, with the canonical form that section 3.2.3 gives.
    const body: unknown = JSON.parse(String.raw`{
      "numbers": [333333333.33333329, 1E30, 4.50, 2e-3, 0.000000000000000000000000001],
      "string": "\u20ac$\u000F\u000aA'\u0042\u0022\u005c\\\"\/",
      "literals": [null, true, false]
    }`);
    const canonical =
      '{"literals":[null,true,false],"numbers":[333333333.3333333,1e+30,4.5,0.002,1e-27],' +
      '"string":"\u20ac$\\u000f\\nA\'B\\"\\\\\\\\\\"/"}';
    expect(canonicalize(body)).toBe(canonical);
    expect(hashCommand('X', body)).toBe(
      createHash('sha256').update(`{"body":${canonical},"name":"X"}`, 'utf8').digest('hex'),
    );
  });

  it('sorts keys by UTF-16 units, as RFC 8785 does', () =>
    expect(
      canonicalize({
        '\u20ac': 1,
        '\r': 2,
        '\ufb33': 3,
        '1': 4,
        '\ud83d\ude00': 5,
        '\u0080': 6,
        ö: 7,
      }),
    ).toBe('{"\\r":2,"1":4,"\u0080":6,"ö":7,"€":1,"😀":5,"\ufb33":3}'));

  it('does not depend on the order of keys, and depends on name and values', () => {
    expect(hashCommand('X', { a: 1, b: { c: 2, d: 3 } })).toBe(
      hashCommand('X', { b: { d: 3, c: 2 }, a: 1 }),
    );
    expect(hashCommand('X', { a: 1 })).not.toBe(hashCommand('X', { a: 2 }));
    expect(hashCommand('X', { a: 1 })).not.toBe(hashCommand('Y', { a: 1 }));
  });

  it('distinguishes an omitted field from null, because it is computed before defaults', () =>
    expect(hashCommand('X', { a: null })).not.toBe(hashCommand('X', {})));
});

describe('The canonical form of JSON', () => {
  const names = fc.oneof(
    fc.string(),
    fc.nat().map(String),
    fc.constantFrom('a', 'b', 'ab', '__proto__', '_', '\ud83d\ude00'),
  );
  const { json } = fc.letrec((tie) => ({
    json: fc.oneof(
      { depthSize: 'small' },
      fc.oneof(
        fc.string({ unit: 'binary' }),
        fc.double({ noNaN: true, noDefaultInfinity: true }),
        fc.boolean(),
        fc.constant(null),
      ),
      fc.array(tie('json')),
      fc.dictionary(names, tie('json'), { maxKeys: 20 }),
    ),
  }));

  it('equals that of the reference library for all names', () => {
    fc.assert(
      fc.property(json, (value) => {
        expect(toCanonicalJson(value)).toBe(canonicalize(value));
      }),
    );
  });

  it('does not exist for values without a UTF-8 form', () => {
    for (const value of [{ a: '\ud800' }, { '\ud800': 1 }, [Number.NaN]])
      expect(() => toCanonicalJson(value)).toThrow('not allowed');
  });
});

describe('The SHA-256 of a text', () => {
  it('covers its UTF-8 bytes', () => {
    expect(sha256Hex('')).toBe('e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855');
    expect(sha256Hex('ü')).toBe(
      createHash('sha256').update(Uint8Array.of(0xc3, 0xbc)).digest('hex'),
    );
  });
});
