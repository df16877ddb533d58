import { describe, expect, it } from 'vitest';
import { countOutcomes, getFields, listFacts } from './review-content.ts';
import { resumeReview } from './resumed-review.ts';
import { getItem, type ReviewState } from './review-state.ts';
import {
  formatSavedReview,
  parseSavedReview,
  saveReview,
  type SavedReview,
} from './saved-review.ts';
import { beginTestReview, DRAFT, press, readTestDraft } from './testing/harbour-draft.ts';

const TEXT = 'a'.repeat(64);

function save(state: ReviewState, previous?: SavedReview): SavedReview {
  const current = getItem(state)?.key ?? null;
  const saved = saveReview(state.content, { text: TEXT, current, previous });
  const parsed = parseSavedReview(formatSavedReview(saved));
  if (parsed === undefined) throw new Error('The saved review cannot be read.');
  return parsed;
}

const resume = (saved: SavedReview, yaml = DRAFT, showRejected = false) =>
  resumeReview(readTestDraft(yaml), saved, { showRejected });

describe('A review that goes on', () => {
  it('has the decisions, edits and made facts of the last time', () => {
    let state = press(beginTestReview(), 'e', '"ordinal"', 'return', 'ctrl-u', '"8"', 'return');
    state = press(state, 'return', 'end', 'b', 'm', '"ActivityRep"', 'return');
    while (state.mode.kind === 'line') state = press(state, '"band"', 'return');
    state = press(state, 'return', 'home', 's');

    const { content, index, changes } = resume(save(state));
    expect(content).toEqual(state.content);
    expect(index).toBe(1);
    expect(changes).toEqual([]);
    expect(save({ ...state, content })).toEqual(save(state));
  });

  it('leaves out what was rejected, unless it is to be shown', () => {
    const saved = save(press(beginTestReview(), 'r', 's', 'r'));
    const { content, changes } = resume(saved);
    expect(listFacts(content)).toHaveLength(2);
    expect(changes).toEqual([
      '2 facts were rejected before and are left out; --rejected shows them.',
    ]);
    expect(countOutcomes(resume(saved, DRAFT, true).content)).toMatchObject({
      rejected: 2,
      open: 2,
    });
  });

  it('keeps what was rejected through further reviews', () => {
    const saved = save(press(beginTestReview(), 'r'));
    const { content } = resume(saved);
    const again = save({ ...beginTestReview(), content }, saved);
    expect(listFacts(resume(again).content)).toHaveLength(3);
  });

  it('opens a fact again that was changed in the draft, and tells so', () => {
    const saved = save(press(beginTestReview(), 'return', 'return'));
    const { content, changes } = resume(
      saved,
      DRAFT.replace('occurredOn: 2031-05-04', 'occurredOn: 2031-05'),
    );
    expect(countOutcomes(content)).toMatchObject({ accepted: 1, open: 3 });
    expect(changes).toEqual([
      'Changed in the draft: MeetingHeld, line 3. It was accepted and is open again.',
    ]);
  });

  it('knows a fact of which the draft changed a key field', () => {
    const saved = save(press(beginTestReview(), 's', 's', 'return'));
    const { changes } = resume(saved, DRAFT.replace('[MLT, PRT]', '[MLT, PRT, GRC]'));
    expect(changes).toEqual([
      'Changed in the draft: DelegationAttended, line 4. It was accepted and is open again.',
    ]);
  });

  it('shows an edit that the draft has replaced', () => {
    const saved = save(
      press(beginTestReview(), 'e', '"ordinal"', 'return', 'ctrl-u', '"8"', 'return'),
    );
    const { content, changes } = resume(saved, DRAFT.replace('ordinal: 7', 'ordinal: 9'));
    expect(changes.join()).toContain('ordinal: 8');
    const [first] = listFacts(content);
    expect(first === undefined ? {} : getFields(content, first)).toMatchObject({ ordinal: 9 });
  });

  it('tells of new facts and of accepted ones that are gone', () => {
    const chair = /  - type: MeetingChaired[\s\S]*?(?=  - basis)/;
    const saved = save(press(beginTestReview(DRAFT.replace(chair, '')), 'return'));
    expect(resume(saved).changes).toEqual(['New in the draft: MeetingChaired, line 3.']);

    const accepted = save(press(beginTestReview(), 's', 'return'));
    expect(resume(accepted, DRAFT.replace(chair, '')).changes).toEqual([
      'No longer in the draft: MeetingChaired, line 3, accepted.',
    ]);
  });

  it('rejects a stored review that is damaged', () => {
    expect(parseSavedReview('{')).toBeUndefined();
    expect(parseSavedReview('{"schemaVersion":2}')).toBeUndefined();
  });
});
