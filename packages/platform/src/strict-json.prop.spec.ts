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

/** Returns whether every reader gets the same value. */
function isUnambiguous(value: unknown): boolean {
  if (typeof value === 'string') return value.isWellFormed();
  if (typeof value !== 'object' || value === null) return isExact(value);
  return Object.entries(value).every(
    ([name, inner]) => name.isWellFormed() && name !== '__proto__' && isUnambiguous(inner),
  );
}

describe('The strict JSON parser', () => {
  it('accepts every unambiguous value unchanged, in any layout', () =>
    fc.assert(
      fc.property(
        fc.jsonValue({ maxDepth: 6 }).filter(isUnambiguous),
        fc.nat({ max: 4 }),
        (value, indent) => {
          expect(read(JSON.stringify(value, null, indent))).toEqual({ value });
        },
      ),
    ));

  it('rejects what JSON.parse rejects, and accepts only unambiguous values', () =>
    fc.assert(
      fc.property(fc.oneof(fc.json(), fc.string({ unit: 'binary' }), damagedJson), (text) => {
        const result = read(text);
        if ('problem' in result) {
          expect(result.problem).toMatchObject({
            status: 400,
            code: expect.stringMatching(/^JSON_/),
          });
          return;
        }
        expect(result.value).toEqual(JSON.parse(text));
        expect(isUnambiguous(result.value)).toBe(true);
      }),
      { numRuns: 1_000 },
    ));
});

/** JSON with a fragment inserted or a character removed. */
const damagedJson = fc
  .tuple(
    fc.json(),
    fc.nat(),
    fc.constantFrom('', '{', '}', ']', ',', ':', '"', '\\', '-', '9'.repeat(20), '\\ud800'),
  )
  .map(
    ([text, position, fragment]) =>
      text.slice(0, position % (text.length + 1)) +
      fragment +
      text.slice((position % (text.length + 1)) + 1),
  );
