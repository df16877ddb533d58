import { describe, expect, it } from 'vitest';
import { listChoices } from './choice-keys.ts';
import { countOutcomes, getFields, listFacts } from './review-content.ts';
import { getItem, type ReviewState } from './review-state.ts';
import { replaceFields } from './review-steps.ts';
import { beginTestReview, press } from './testing/harbour-draft.ts';

const begin = (): ReviewState => beginTestReview();
const count = ({ content }: ReviewState) => countOutcomes(content);
const currentType = (state: ReviewState): unknown => {
  const item = getItem(state);
  return item?.kind === 'fact' ? getFields(state.content, item)['type'] : item?.kind;
};

describe('The keys of a review', () => {
  it('accept with Return, and go on to the next open fact', () => {
    const state = press(begin(), 'return');
    expect(count(state)).toMatchObject({ accepted: 1, open: 3 });
    expect(currentType(state)).toBe('MeetingChaired');
    expect(currentType(press(state, 'b', 'return'))).toBe('MeetingChaired');
  });

  it('reject at once, or with a reason', () => {
    const state = press(begin(), 'r', 'R', '"no chair"', 'return');
    expect([...state.content.outcomes.values()]).toEqual([
      { status: 'rejected', reason: null },
      { status: 'rejected', reason: 'no chair' },
    ]);
  });

  it('undo and repeat each step', () => {
    const state = press(begin(), 'return', 'r', 'u');
    expect(count(state)).toMatchObject({ accepted: 1, rejected: 0 });
    expect(count(press(state, 'u'))).toMatchObject({ accepted: 0 });
    expect(count(press(state, 'u', 'y', 'y'))).toMatchObject({ accepted: 1, rejected: 1 });
  });

  it('forget the steps to repeat after another step', () => {
    const state = press(begin(), 'return', 'u', 'r', 'y');
    expect(count(state)).toMatchObject({ accepted: 0, rejected: 1 });
    expect(state.message).toBe('No step is left to repeat.');
  });

  it('find the next doubtful fact, also one before', () => {
    expect(currentType(press(begin(), 'd'))).toBe('MeetingChaired');
    expect(currentType(press(begin(), 'f', 'd'))).toBe('MeetingChaired');
    expect(press(begin(), 's', 'return', 'd').message).toBe('No open fact is doubtful.');
    const invalid = { ...begin(), invalid: new Set([listFacts(begin().content)[3]?.key ?? '']) };
    expect(currentType(press(invalid, 'd', 'return', 'd'))).toBe('AgreementReached');
  });

  it('accept all facts above a confidence in one step', () => {
    const state = press(begin(), '+', 'return');
    expect(count(state)).toMatchObject({ accepted: 2, open: 2 });
    expect(count(press(state, 'u'))).toMatchObject({ accepted: 0 });
    const lower = press(begin(), '+', 'ctrl-u', '"0.5"', 'return');
    expect(count(lower)).toMatchObject({ accepted: 4 });
    expect(press(begin(), '+', 'ctrl-u', '"7"', 'return').message).toMatch(/from 0 to 1/);
  });

  it('do not accept a fact with a problem by its confidence', () => {
    const [first] = listFacts(begin().content);
    const state = press({ ...begin(), invalid: new Set([first?.key ?? '']) }, '+', 'return');
    expect(state.content.outcomes.has(first?.key ?? '')).toBe(false);
  });

  it('edit one field of a fact', () => {
    const state = press(begin(), 'e', '"ordinal"', 'return', 'ctrl-u', '"8"', 'return');
    const [first] = listFacts(state.content);
    expect(first === undefined ? {} : getFields(state.content, first)).toMatchObject({
      ordinal: 8,
    });
    expect(press(state, 'u').content.edits.size).toBe(0);
  });

  it('offer the fields of the type with their help, and remove a field by an empty line', () => {
    const choosing = press(begin(), 'e');
    const choices = choosing.mode.kind === 'choice' ? listChoices(choosing, choosing.mode) : [];
    const host = choices.find(({ name }) => name === 'host');
    expect(host?.help).toContain('it need not be the chair');
    const removed = press(begin(), 'e', '"ordinal"', 'return', 'ctrl-u', 'return');
    const [first] = listFacts(removed.content);
    expect(removed.content.edits.get(first?.key ?? '')).not.toHaveProperty('ordinal');
  });

  it('keep a line that is no value, and name its fault', () => {
    const state = press(begin(), 'e', '"places"', 'return', '"[Valletta"', 'return');
    expect(state.message).toMatch(/^The YAML is invalid/);
    expect(state.mode).toMatchObject({ kind: 'line', line: { text: '[Valletta' } });
    expect(press(state, 'escape').content.edits.size).toBe(0);
  });

  it('take a text as it is, whatever it looks like', () => {
    const state = press(begin(), 'e', '"venue"', 'return', '"Pier 4: the #2 hall"', 'return');
    const [first] = listFacts(state.content);
    expect(state.content.edits.get(first?.key ?? '')).toMatchObject({
      venue: 'Pier 4: the #2 hall',
    });
  });

  it('make a fact of a sentence, and ask for its required fields only', () => {
    const sentence = press(begin(), 'end', 'b');
    expect(currentType(sentence)).toBe('sentence');
    const asking = press(sentence, 'm', '"ActivityRep"', 'return');
    expect(asking.mode).toMatchObject({
      purpose: { kind: 'make', fields: { type: 'ActivityReported' } },
    });
    let made = asking;
    while (made.mode.kind === 'line') made = press(made, '"band"', 'return');
    expect(currentType(made)).toBe('ActivityReported');
    const item = getItem(made);
    expect(item).toMatchObject({
      isMade: true,
      fields: { quote: 'A band played at the pier.' },
      ranges: [{ start: 217, line: 6 }],
    });
    expect(item?.kind === 'fact' ? item.fields : {}).not.toHaveProperty('modality');
    expect(made.content.outcomes.get(sentence.content.items.at(-1)?.key ?? '')?.status).toBe(
      'seen',
    );
    expect(press(made, 'u').content.items).toHaveLength(6);
  });

  it('scroll a list of keys, and leave it by any other key', () => {
    const keys = press(begin(), 'down', '?', 'down', 'down', 'up');
    expect(keys).toMatchObject({ mode: { kind: 'keys' }, scroll: 1 });
    expect(press(keys, 'return')).toMatchObject({ mode: { kind: 'browse' }, scroll: 0, index: 0 });
  });

  it('open a decided item again', () => {
    expect(count(press(begin(), 'return', 'b', 'o'))).toMatchObject({ accepted: 0, open: 4 });
  });

  it('request what only the caller can do, once', () => {
    expect(press(begin(), 'q').request).toBe('leave');
    expect(press(begin(), 'e', 'ctrl-c').request).toBe('interrupt');
    expect(press(begin(), 'E').request).toBe('editor');
    expect(press(begin(), 'f', 'S').request).toBe('submit');
    expect(press(begin(), 'f', 'w').request).toBe('write');
    expect(press(begin(), 'q', 's').request).toBeNull();
    expect(press(begin(), 'S').request).toBeNull();
  });

  it('replace the fields that an editor returns', () => {
    const state = replaceFields(begin(), { type: 'MeetingHeld', body: 'harbour-council' });
    expect(state.content.edits.size).toBe(1);
    const [first] = listFacts(state.content);
    expect(replaceFields(state, first?.fields ?? {}).content.edits.size).toBe(0);
  });
});
