import {
  anchorSubmission,
  parseSubmission,
  previewSubmission,
  SourceText,
} from '@rapporteur/drafting';
import { describe, expect, it } from 'vitest';
import { type ComposedFact, composeSubmission } from './composed-submission.ts';
import { findMissingThings, readFieldName, viewFacts } from './fact-views.ts';
import { getFields, listAccepted, listFacts, type ReviewContent } from './review-content.ts';
import { getItem, type ReviewState } from './review-state.ts';
import { addFact } from './review-steps.ts';
import { beginTestReview, DRAFT, NOTE, press } from './testing/harbour-draft.ts';

const TEXT = new SourceText(NOTE);

function compose(content: ReviewContent, items = listAccepted(content), yaml = DRAFT) {
  const kept = items.map((item): ComposedFact => ({ item, fields: getFields(content, item) }));
  return composeSubmission(yaml, listFacts(content), { kept, header: ' Reviewed.' });
}

function view(content: ReviewContent, yaml = DRAFT) {
  const composed = compose(content, listFacts(content), yaml);
  return viewFacts(composed, previewSubmission(composed.yaml, TEXT));
}

/** Returns the types of the facts that a submission would record. */
function submit(yaml: string): readonly string[] {
  const parsed = parseSubmission(yaml);
  if (!parsed.ok) throw new Error(parsed.problems.map(({ message }) => message).join('\n'));
  const anchored = anchorSubmission(parsed.submission, () => NOTE);
  if (!anchored.ok) throw new Error(anchored.problems.map(({ message }) => message).join('\n'));
  return parsed.submission.facts.map(({ type }) => type);
}

describe('The result of a review', () => {
  it('has the accepted facts only, and is a valid submission', () => {
    const { yaml } = compose(press(beginTestReview(), 'return', 'r', 's', 'return').content);
    expect(submit(yaml)).toEqual(['MeetingHeld', 'AgreementReached']);
    expect(yaml).toMatch(/^# Reviewed\.\n/);
    expect(yaml).not.toContain('Sentences without a fact');
    expect(yaml).toContain('# Look at this one.');
  });

  it('is the draft but for its comments if every fact is accepted', () => {
    const { yaml } = compose(press(beginTestReview(), '+', 'ctrl-u', '"0"', 'return').content);
    expect(submit(yaml)).toEqual(submit(DRAFT));
    expect(yaml).toContain('# delegations, 0.90');
  });

  it('has a fact that a person made of words, after those before them', () => {
    const words = TEXT.find('A band played at the pier')[0];
    if (words === undefined) throw new Error('The note has these words.');
    const start = press(beginTestReview(), 'return');
    const fields = { type: 'AgreementReached', quote: 'A band played at the pier' };
    const made = addFact(start, { ...fields, decision: 'band-7', topic: 'band', what: 'music' }, [
      words,
    ]);
    const item = getItem(made);
    expect(item).toMatchObject({ kind: 'fact', isMade: true });
    // The sentence that has the words needs no other look.
    const sentence = made.content.items[made.index - 1];
    expect(sentence?.kind).toBe('sentence');
    expect(made.content.outcomes.get(sentence?.key ?? '')?.status).toBe('seen');
    expect(press(made, 'u').content).toEqual(start.content);

    const again = addFact(made, fields, [words]);
    expect(getItem(again)?.key).not.toBe(item?.key);
    const { yaml } = compose(
      press(made, 'e', '"verb"', 'return', '"agreed"', 'return', 'a').content,
    );
    expect(submit(yaml)).toEqual(['MeetingHeld', 'AgreementReached']);
  });

  it('has edited fields, marked with their rule', () => {
    const state = press(
      beginTestReview(),
      'e',
      '"ordinal"',
      'return',
      'ctrl-u',
      '"8"',
      'return',
      'return',
    );
    const { yaml } = compose(state.content);
    expect(yaml).toContain('- type: MeetingHeld # meeting-held, 0.95; edited');
    expect(yaml).toContain('ordinal: 8');
    expect(submit(yaml)).toEqual(['MeetingHeld']);
  });

  it('has facts that were made of sentences, in the order of the text', () => {
    let state = press(beginTestReview(), '+', 'ctrl-u', '"0"', 'return', 'end', 'b');
    state = press(state, 'm', '"OrganAttended"', 'return');
    while (state.mode.kind === 'line') state = press(state, '"harbour-council"', 'return');
    const { yaml } = compose(press(state, 'return').content);
    expect(submit(yaml).at(-1)).toBe('OrganAttended');
    expect(yaml).toContain('- type: OrganAttended # reviewer');
  });

  it('has no empty group', () => {
    const grouped = DRAFT.replace(
      /  - basis: named # delegations, 0.90\n    type: DelegationAttended\n    states: \[MLT, PRT\]\n/,
      '  - basis: named\n    facts:\n      - { type: DelegationAttended, state: MLT }\n      - { type: DelegationAttended, state: PRT }\n',
    );
    const begun = beginTestReview(grouped);
    expect(listFacts(begun.content)).toHaveLength(5);
    const one = compose(
      press(begun, 'return', 'r', 'return', 'r').content,
      undefined,
      grouped,
    ).yaml;
    expect(submit(one)).toEqual(['MeetingHeld', 'DelegationAttended']);
    const none = compose(press(begun, 'return', 'r', 'r', 'r').content, undefined, grouped).yaml;
    expect(submit(none)).toEqual(['MeetingHeld']);
    expect(none).not.toContain('basis: named');
  });

  it('may have no fact', () => {
    expect(compose(beginTestReview().content).yaml).toContain('facts: []');
  });
});

describe('The view of a fact', () => {
  const keyOf = ({ content }: ReviewState, type: string): string =>
    listFacts(content).find(({ fields }) => fields['type'] === type)?.key ?? '';

  it('is the sentence of the record, one for each actor of a list', () => {
    const state = beginTestReview();
    const { facts, problems } = view(state.content);
    expect(problems).toEqual([]);
    expect(facts.get(keyOf(state, 'MeetingChaired'))?.sentences).toEqual([
      'Malta chaired the 7th meeting of the Harbour Council. [reported, line 3]',
    ]);
    expect(facts.get(keyOf(state, 'DelegationAttended'))?.sentences).toHaveLength(2);
  });

  it('names the problems of the fact that has them', () => {
    const state = beginTestReview(DRAFT.replace('chairs: MLT', 'chairs: the-mayor'));
    const { facts, problems } = view(
      state.content,
      DRAFT.replace('chairs: MLT', 'chairs: the-mayor'),
    );
    expect(problems).toEqual([]);
    expect(facts.get(keyOf(state, 'MeetingChaired'))?.problems.join()).toContain('the-mayor');
    expect(facts.get(keyOf(state, 'MeetingHeld'))?.problems).toEqual([]);
  });

  it('names the field of a problem', () => {
    const yaml = DRAFT.replace('occurredOn: 2031-05-04', 'occurredOn: soon');
    const state = beginTestReview(yaml);
    const { facts } = view(state.content, yaml);
    const { fieldProblems } = facts.get(keyOf(state, 'MeetingHeld')) ?? {};
    expect([...(fieldProblems?.keys() ?? [])]).toEqual(['occurredOn']);
    expect(readFieldName('facts.3.assertion.modality')).toBe('modality');
    expect(readFieldName('facts.3.facts.1.places.0.name')).toBe('places');
  });

  it('names words that the text does not have', () => {
    const yaml = DRAFT.replace('quote: Malta chaired it', 'quote: Malta led it');
    const state = beginTestReview(yaml);
    const { facts } = view(state.content, yaml);
    expect(facts.get(keyOf(state, 'MeetingChaired'))?.problems.join()).toContain('does not occur');
  });

  it('finds the facts that need a rejected one', () => {
    const state = press(beginTestReview(), 'r', 'return');
    const missing = findMissingThings(
      view(state.content).facts,
      (key) => state.content.outcomes.get(key)?.status === 'accepted',
    );
    expect(missing).toEqual([
      {
        key: keyOf(state, 'MeetingChaired'),
        thing: 'meeting `harbour-council-7`',
        introducedBy: [keyOf(state, 'MeetingHeld')],
      },
    ]);
  });
});
