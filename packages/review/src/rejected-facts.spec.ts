import { describe, expect, it } from 'vitest';
import { addRejections } from './rejected-facts.ts';
import { countOutcomes } from './review-content.ts';
import { resumeReview } from './resumed-review.ts';
import { saveReview } from './saved-review.ts';
import { beginTestReview, press, readTestDraft } from './testing/harbour-draft.ts';

const TEXT = 'a'.repeat(64);
const reading = readTestDraft();
const [held = '', chaired = ''] = reading.facts.map(({ key }) => key);

const count = (saved: ReturnType<typeof addRejections>) =>
  countOutcomes(resumeReview(reading, saved, { showRejected: true }).content);

describe('The rejections of another review', () => {
  it('are those of a review that decided nothing', () => {
    const added = addRejections(reading, undefined, { text: TEXT, rejected: new Set([chaired]) });
    expect(count(added)).toMatchObject({ accepted: 0, rejected: 1, open: 3 });
  });

  it('leave the decisions of this one', () => {
    const { content } = press(beginTestReview(), 'return');
    const saved = saveReview(content, { text: TEXT, current: chaired, previous: undefined });
    const rejected = new Set([held, chaired]);
    const added = addRejections(reading, saved, { text: TEXT, rejected });
    expect(added?.current).toBe(chaired);
    expect(count(added)).toMatchObject({ accepted: 1, rejected: 1, open: 2 });
  });

  it('change nothing if the draft has none of the facts', () => {
    const rejected = new Set(['VoteTaken 0-4']);
    expect(addRejections(reading, undefined, { text: TEXT, rejected })).toBeUndefined();
  });
});
