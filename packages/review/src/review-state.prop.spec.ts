import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { identifyFact } from './fact-identity.ts';
import type { ReviewState } from './review-state.ts';
import { beginTestReview, press } from './testing/harbour-draft.ts';

const START = beginTestReview();
const NAMES =
  'return escape left right up down home end backspace tab pagedown ctrl-u ctrl-w ctrl-r ' +
  'a r R s b u y d + e m f o n ? w S 0 . 9 x [ { é 🚢';
const KEYS = fc.array(fc.constantFrom(' ', ...NAMES.split(' ')), { maxLength: 60 });

/** Presses keys until they mean commands again, so that u is undo. */
function browse(state: ReviewState): ReviewState {
  return state.mode.kind === 'browse' ? state : press(state, 'escape');
}

describe('Any keys', () => {
  it('undoes every step', () => {
    fc.assert(
      fc.property(KEYS, (keys) => {
        const end = browse(press(START, ...keys));
        const steps = end.past.length;
        const undone = press(end, ...Array.from({ length: steps }, () => 'u'));
        expect(undone.content).toEqual(START.content);
        const repeated = press(undone, ...Array.from({ length: steps }, () => 'y'));
        expect(repeated.content).toEqual(end.content);
      }),
    );
  });

  it('stays at an item', () => {
    fc.assert(
      fc.property(KEYS, (keys) => {
        const { index, content, scroll } = press(START, ...keys);
        expect(index).toBeGreaterThanOrEqual(0);
        expect(index).toBeLessThanOrEqual(content.items.length);
        expect(scroll).toBeGreaterThanOrEqual(0);
      }),
    );
  });

  it('decides only on items', () => {
    fc.assert(
      fc.property(KEYS, (keys) => {
        const { content } = press(START, ...keys);
        const known = content.items.map(({ key }) => key);
        expect(new Set(known).size).toBe(known.length);
        expect(known).toEqual(expect.arrayContaining([...content.outcomes.keys()]));
        expect(known).toEqual(expect.arrayContaining([...content.edits.keys()]));
      }),
    );
  });

  it('never changes an earlier state', () => {
    fc.assert(
      fc.property(KEYS, (keys) => {
        const before = structuredClone(START.content);
        press(START, ...keys);
        expect(START.content).toEqual(before);
      }),
    );
  });
});

describe('The identity of a fact', () => {
  it('is the same for every order of its fields, and other values', () => {
    const fields = { type: 'DelegationAttended', state: { MLT: 'Malta' }, basis: 'named' };
    const place = [{ start: 3, end: 9 }];
    const key = identifyFact(fields, place);
    expect(identifyFact({ basis: 'class', state: 'MLT', type: fields.type }, place)).toBe(key);
    expect(identifyFact({ ...fields, state: { MLT: 'the Republic' } }, place)).toBe(key);
    expect(identifyFact({ ...fields, state: 'PRT' }, place)).not.toBe(key);
    expect(identifyFact(fields, [{ start: 4, end: 9 }])).not.toBe(key);
    expect(identifyFact({ ...fields, type: 'OrganAttended' }, place)).not.toBe(key);
  });
});
