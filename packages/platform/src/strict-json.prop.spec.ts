import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Problem } from './problem.ts';
import { parseStrictJson } from './strict-json.ts';

function read(text: string): { readonly value: unknown } | { readonly problem: Problem } {
  try {
    return { value: parseStrictJson(text) };
  } catch (error) {
    if (error instanceof Problem) return { problem: error };
    throw error;
  }
}

const isExact = (value: unknown): boolean =>
  typeof value !== 'number' ||
  (Math.abs(value) <= Number.MAX_SAFE_INTEGER && !Object.is(value, -0));

/** Whether everyone would read this value alike. */
function isSound(value: unknown): boolean {
  if (typeof value === 'string') return value.isWellFormed();
  if (typeof value !== 'object' || value === null) return isExact(value);
  return Object.entries(value).every(
    ([name, inner]) => name.isWellFormed() && name !== '__proto__' && isSound(inner),
  );
}

describe('The JSON door', () => {
  it('lets every sound value through as it is, however it is laid out', () =>
    fc.assert(
      fc.property(
        fc.jsonValue({ maxDepth: 6 }).filter(isSound),
        fc.nat({ max: 4 }),
        (value, indent) => {
          expect(read(JSON.stringify(value, null, indent))).toEqual({ value });
        },
      ),
    ));

  it('refuses whatever JSON.parse refuses, and of the rest lets through only what is sound', () =>
    fc.assert(
      fc.property(fc.oneof(fc.json(), fc.string({ unit: 'binary' }), spoiltJson), (text) => {
        const result = read(text);
        if ('problem' in result) {
          expect(result.problem).toMatchObject({
            status: 400,
            code: expect.stringMatching(/^JSON_/),
          });
          return;
        }
        expect(result.value).toEqual(JSON.parse(text));
        expect(isSound(result.value)).toBe(true);
      }),
      { numRuns: 1_000 },
    ));
});

/** JSON with one of its characters taken out or put in. */
const spoiltJson = fc
  .tuple(
    fc.json(),
    fc.nat(),
    fc.constantFrom('', '{', '}', ']', ',', ':', '"', '\\', '-', '9'.repeat(20), '\\ud800'),
  )
  .map(
    ([text, at, put]) =>
      text.slice(0, at % (text.length + 1)) + put + text.slice((at % (text.length + 1)) + 1),
  );
