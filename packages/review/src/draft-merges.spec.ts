import { parseSubmission, previewSubmission, SourceText } from '@rapporteur/drafting';
import { describe, expect, it } from 'vitest';
import { type ComposedFact, composeSubmission } from './composed-submission.ts';
import { viewFacts } from './fact-views.ts';
import { resumeReview } from './resumed-review.ts';
import {
  countOutcomes,
  getFields,
  listAccepted,
  listFacts,
  listTakes,
  type ReviewContent,
} from './review-content.ts';
import { getItem } from './review-state.ts';
import { parseSavedReview, formatSavedReview, saveReview } from './saved-review.ts';
import { beginTestReview, DRAFT, NOTE, press, readTestDraft } from './testing/harbour-draft.ts';

const MERGES = `merges:
  # The record may have this decision as \`breakwater-survey\` (the same title).
  - kind: decision
    id: breakwater-survey-7
    known: breakwater-survey
    take: false # true: the facts use the known id
    exact: false
    relation: conflict
    evidence: [{ same: title, value: survey the breakwaters }]
    sources: [harbour-minutes]
    values: [{ fact: 4, field: verb, draft: agreed, record: decided, sources: [harbour-minutes] }]
  # The record may have this decision as \`pier-survey\` (the same title).
  - { kind: decision, id: breakwater-survey-7, known: pier-survey, take: false }
  # The record has this meeting as \`harbour-council-7\` (the same body and number).
  - { kind: meeting, id: harbour-council-7, known: harbour-council-7, take: true, exact: true }
`;
const MERGED = DRAFT.replace('defaults:', `${MERGES}defaults:`);

const begin = () => beginTestReview(MERGED);

function compose(content: ReviewContent, items = listAccepted(content)): string {
  const kept = items.map((item): ComposedFact => ({ item, fields: getFields(content, item) }));
  const takes = listTakes(content);
  return composeSubmission(MERGED, listFacts(content), { kept, header: '', takes }).yaml;
}

describe('The proposals that the record has a thing', () => {
  it('come first, with their sentence; those by an exact identifier are taken', () => {
    const state = begin();
    expect(getItem(state)).toMatchObject({
      kind: 'merge',
      sentence: 'The record may have this decision as `breakwater-survey` (the same title).',
      fields: { evidence: [{ same: 'title', value: 'survey the breakwaters' }] },
    });
    expect([...listTakes(state.content).values()]).toEqual([true]);
    expect(countOutcomes(state.content)).toMatchObject({ accepted: 0, open: 4, unseen: 4 });
  });

  it('are taken one for each thing, and undone in one step', () => {
    const state = press(begin(), 'return');
    expect([...listTakes(state.content).values()]).toEqual([true, false, true]);
    expect(press(state, 'u').content).toEqual(begin().content);
    const other = press(begin(), 's', 'return', 'home', 'return');
    expect(compose(other.content)).toContain('known: pier-survey, take: false');
  });

  it('change the facts of the result, and of the sentences', () => {
    const state = press(begin(), 'return', '+', 'ctrl-u', '"0"', 'return');
    const yaml = compose(state.content);
    const parsed = parseSubmission(yaml);
    const facts = parsed.ok ? parsed.submission.facts : [];
    expect(facts.at(-1)?.fields['decision']).toBe('breakwater-survey');
    const left = parseSubmission(
      compose(press(begin(), 'r', 'r', '+', 'ctrl-u', '"0"', 'return').content),
    );
    const others = left.ok ? left.submission.facts : [];
    expect(others.at(-1)?.fields['decision']).toBe('breakwater-survey-7');
  });

  it('name the facts of the result by their new numbers, and none that is left out', () => {
    const state = press(begin(), 's', 's', 's', 'r', 'r', '+', 'ctrl-u', '"0"', 'return');
    expect(compose(state.content)).toContain('fact: 2, field: verb');
    const without = press(begin(), 'f', 'b', 'b', 'b', 'r', '+', 'ctrl-u', '"0"', 'return');
    expect(compose(without.content)).not.toContain('values:');
  });

  it('cannot be left if the facts use the id of the record', () => {
    const state = press(begin(), 's', 's', 'r');
    expect(state.message).toMatch(/^The facts use the id of the record/);
    expect(listTakes(state.content).get(state.content.items[2]?.key ?? '')).toBe(true);
  });

  it('keep their decision the next time', () => {
    const { content } = press(begin(), 's', 'return');
    const options = { text: 'a'.repeat(64), current: null, previous: undefined };
    const saved = parseSavedReview(formatSavedReview(saveReview(content, options)));
    const resumed = resumeReview(readTestDraft(MERGED), saved, { showRejected: false });
    expect(listTakes(resumed.content)).toEqual(listTakes(content));
  });

  it('leave no problem in the views of the facts', () => {
    const { content } = begin();
    const kept = listFacts(content).map((item) => ({ item, fields: item.fields }));
    const composed = composeSubmission(MERGED, listFacts(content), { kept, header: '' });
    const { problems } = viewFacts(
      composed,
      previewSubmission(composed.yaml, new SourceText(NOTE)),
    );
    expect(problems).toEqual([]);
  });
});
