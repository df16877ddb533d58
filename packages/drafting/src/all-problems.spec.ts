import { describe, expect, it } from 'vitest';
import { anchorIncomplete, anchorSubmission } from './anchor-submission.ts';
import { parseSubmission } from './parse-submission.ts';
import { writeSampleSubmission } from './testing/sample-submission.ts';

const TEXT = 'Malta chaired. The Council met.';
const FACTS = [
  '{ type: MeetingHeld, meeting: harbour-council-7, body: harbour-council, ordnal: 7, quote: The Council met }',
  '{ type: Nonsense, meeting: lost-1, quote: x }',
  '{ type: MeetingChaired, meeting: m, chairs: [nobody], quote: Gozo chaired }',
  '{ type: MeetingHeld, meeting: m-2, body: m, occurredOn: 2023-02-30, quote: Malta chaired }',
  '{ type: MeetingChaired, meeting: harbour-council-7, chairs: MLT, quote: Malta chaired }',
  '{ type: MeetingChaired, meeting: lost-1, chairs: MLT, quote: Malta presided }',
];

function checkIncomplete() {
  const parsed = parseSubmission(writeSampleSubmission({ facts: FACTS }));
  if (parsed.ok || parsed.incomplete === undefined)
    throw new Error('The sample must be incomplete.');
  return { parsed, anchored: anchorIncomplete(parsed.incomplete, () => TEXT) };
}

describe('A submission with several problems', () => {
  it('reports unknown fields, types and actors, wrong values and missing words at once', () => {
    const { parsed, anchored } = checkIncomplete();
    expect([...parsed.problems, ...anchored.problems].map(({ message }) => message)).toEqual([
      'fact 1 (MeetingHeld): Unknown field `ordnal`.',
      'fact 2: Unknown type `Nonsense`.',
      'fact 3 (MeetingChaired): Unknown actor `nobody`: neither this file nor the record has it.',
      expect.stringContaining('fact 4 (MeetingHeld): occurredOn.edtf'),
      expect.stringContaining('fact 3 (MeetingChaired): The quote “Gozo chaired” does not occur'),
      expect.stringContaining('fact 6 (MeetingChaired): The quote “Malta presided” does not occur'),
    ]);
  });

  it('reports a missing field beside a wrong quote, but not beside a misspelled field', () => {
    const problemsOf = (fact: string) => {
      const parsed = parseSubmission(writeSampleSubmission({ facts: [fact] }));
      return parsed.ok ? [] : parsed.problems.map(({ message }) => message);
    };
    expect(problemsOf('{ type: MeetingChaired, meeting: m, quote: x, nth: 0 }')).toHaveLength(2);
    expect(problemsOf('{ type: MeetingChaired, meeting: m, chair: MLT, quote: x }')).toHaveLength(
      1,
    );
  });

  it('has a partial command with the facts that can be checked by the rules', () => {
    const { partial } = checkIncomplete().anchored;
    expect(partial?.body['facts']).toMatchObject([
      { type: 'MeetingChaired', meeting: 'harbour-council-7' },
      {
        type: 'MeetingChaired',
        meeting: 'lost-1',
        assertion: { passages: [{ end: expect.any(Number) }] },
      },
    ]);
    // Positions are those of the file, where the invalid facts count too.
    expect(partial?.findPosition('facts.1.meeting').line).toBe(11);
    // The first fact would introduce the meeting, and perhaps the second, whose type is unknown.
    expect(partial?.isExplained('facts.0.meeting')).toBe(true);
    expect(partial?.isExplained('facts.1.meeting')).toBe(true);
    expect(partial?.isExplained('facts.0.chairs.0.id')).toBe(false);
  });

  it('has no partial command without a valid source', () => {
    const parsed = parseSubmission('collection: harbour\nsource: { documnt: x }\nfacts: []');
    if (parsed.ok || parsed.incomplete === undefined) throw new Error('It must be incomplete.');
    expect(parsed.problems[0]?.message).toBe('source: Unknown field `documnt`.');
    expect(anchorIncomplete(parsed.incomplete, () => TEXT).partial).toBeUndefined();
  });

  it('has a partial command if only its words have problems', () => {
    const yaml = writeSampleSubmission({ facts: [FACTS[4] ?? '', FACTS[5] ?? ''] });
    const parsed = parseSubmission(yaml);
    if (!parsed.ok) throw new Error('Only the words must have problems.');
    const anchored = anchorSubmission(parsed.submission, () => TEXT);
    expect(anchored).toMatchObject({ ok: false, problems: [{ part: 'fact 2 (MeetingChaired)' }] });
    expect(anchored.ok ? 0 : anchored.partial?.body['facts']).toHaveLength(2);
  });
});
