import fc from 'fast-check';
import { describe, expect, it, vi } from 'vitest';
import { EDITS_MAX, listPieceKeys, listSimilarPieceKeys, toShape } from './id-shape.ts';
import { findSimilarId } from './similar-ids.ts';
import type { CollectionState } from './state.ts';
import { buildState, openCollection, type TestCommand } from './testing/given-when-then.ts';

function buildRecord(...commands: readonly TestCommand[]): CollectionState {
  const state = buildState(openCollection, ...commands);
  if (state === undefined) throw new Error('The collection is not open.');
  return state;
}

const registerBody = (body: string) => ({
  name: 'RegisterBody',
  body: { body, name: body, kind: 'organ' },
});

describe('The pieces of a shape', () => {
  const letters = fc.string({ unit: fc.constantFrom('a', 'b', 'c', '-', '#'), maxLength: 20 });
  const edit = fc.record({
    at: fc.nat({ max: 20 }),
    kind: fc.constantFrom('insert', 'delete', 'replace'),
    letter: fc.constantFrom('x', 'a'),
  });

  it('find every shape that is at most two edits away', () => {
    fc.assert(
      fc.property(letters, fc.array(edit, { maxLength: EDITS_MAX }), (shape, edits) => {
        const edited = edits.reduce((text, { at, kind, letter }) => {
          const start = Math.min(at, text.length);
          const inserted = kind === 'delete' ? '' : letter;
          return text.slice(0, start) + inserted + text.slice(start + (kind === 'insert' ? 0 : 1));
        }, shape);
        const keys = listSimilarPieceKeys(edited);
        expect(listPieceKeys(shape).some((key) => keys.has(key))).toBe(true);
      }),
    );
  });
});

describe('A similar id', () => {
  const state = buildRecord(
    registerBody('counter-terrorism-committee'),
    registerBody('working-group-2'),
    registerBody('working-group-7'),
  );
  const find = (id: string) => findSimilarId(state, 'body', id);

  it('is at most two letters away, whatever the case', () => {
    expect(find('counter-terorism-comittee')).toBe('counter-terrorism-committee');
    expect(find('Counter-Terrorism-Comitte')).toBe('counter-terrorism-committee');
    expect(find('counter-terorism-comitte')).toBeUndefined();
    expect(find('committee')).toBeUndefined();
  });

  it('has the same numbers, if one of its series has them', () => {
    expect(find('workin-group-7')).toBe('working-group-7');
    expect(find('workin-group-2')).toBe('working-group-2');
    expect(find('workin-group-5')).toMatch(/^working-group-[27]$/);
  });

  it('is no other member of a series', () => {
    expect(find('working-group-8')).toBeUndefined();
    expect(toShape('Working-Group-11')).toBe('working-group-#');
  });
});

it('A search compares the id with few others, however many are known', () => {
  const words = Array.from({ length: 400 }, (_, n) =>
    registerBody(
      `committee-on-${String.fromCodePoint(97 + (n % 26), 97 + Math.floor(n / 26))}-of-the-union`,
    ),
  );
  const state = buildRecord(...words, registerBody('budget-office'));
  const reads = vi.spyOn(state.facts, 'get');
  expect(findSimilarId(state, 'body', 'budjet-office')).toBe('budget-office');
  expect(findSimilarId(state, 'body', 'committee-on-aa-of-te-union')).toBe(
    'committee-on-aa-of-the-union',
  );
  expect(reads.mock.calls.length).toBeLessThan(400);
});
