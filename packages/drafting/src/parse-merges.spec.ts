import { describe, expect, it } from 'vitest';
import { parseSubmission } from './parse-submission.ts';
import { writeSampleSubmission } from './testing/sample-submission.ts';

const FACTS = [
  '{ type: MeetingHeld, meeting: council-2031-05-04, body: harbour-council, quote: met }',
  '{ type: MeetingChaired, meeting: council-2031-05-04, chairs: vella, quote: chaired }',
  '{ type: IncidentCondemned, condemner: council, strength: condemned, ' +
    'target: { incident: pier-fire-2 }, quote: fire }',
];
const ACTORS = ', vella: { id: j-vella-2, kind: person, nameAsWritten: J. Vella }';

function parseMerges(merges: string) {
  return parseSubmission(
    writeSampleSubmission({
      actors: ACTORS,
      defaults: ', meeting: council-2031-05-04',
      facts: FACTS,
      more: `merges:\n${merges}`,
    }),
  );
}

function fieldsOf(merges: string) {
  const parsed = parseMerges(merges);
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.problems, null, 1));
  return parsed.submission;
}

function problemsOf(merges: string) {
  const parsed = parseMerges(merges);
  return parsed.ok ? [] : parsed.problems.map(({ message }) => message);
}

describe('A proposal of a draft that the record has a thing', () => {
  it('replaces the id in all fields of all facts once it is taken', () => {
    const { facts } = fieldsOf(
      [
        '  - { kind: meeting, id: council-2031-05-04, known: harbour-council-7, take: true }',
        '  - { kind: incident, id: pier-fire-2, known: pier-fire, take: true }',
        '  - { kind: actor, id: j-vella-2, known: j-vella, take: true }',
      ].join('\n'),
    );
    expect(facts.map(({ fields }) => fields['meeting'])).toEqual([
      'harbour-council-7',
      'harbour-council-7',
      'harbour-council-7',
    ]);
    expect(facts[1]?.fields['chairs']).toMatchObject([
      { id: 'j-vella', nameAsWritten: 'J. Vella' },
    ]);
    expect(facts[2]?.fields['target']).toEqual({ incident: 'pier-fire' });
  });

  it('changes nothing while it is not taken', () => {
    const { facts } = fieldsOf(
      '  - { kind: meeting, id: council-2031-05-04, known: harbour-council-7, take: false }',
    );
    expect(facts[0]?.fields['meeting']).toBe('council-2031-05-04');
  });

  it('makes a document a version of the known one, and no part of it', () => {
    const { source } = fieldsOf('  - { kind: document, id: note, known: note-en, take: true }');
    expect(source.fields).toMatchObject({ document: 'note', versionOf: 'note-en' });
  });

  it.each([
    [
      'two of one thing that are taken',
      '  - { kind: incident, id: pier-fire-2, known: pier-fire, take: true }\n' +
        '  - { kind: incident, id: pier-fire-2, known: dock-fire, take: true }',
      'merge 2: The incident `pier-fire-2` is taken as `pier-fire` already.',
    ],
    [
      'one without a decision',
      '  - { kind: incident, id: pier-fire-2, known: pier-fire, take: perhaps }',
      'merge 1: A proposal must have kind, id, known, take.',
    ],
    [
      'one that is left although the file uses the id of the record',
      '  - { kind: meeting, id: harbour-council-7, known: harbour-council-7, take: false }',
      'merge 1: The file uses the id `harbour-council-7` of the record itself.',
    ],
    [
      'an unknown field',
      '  - { kind: incident, id: a, known: b, take: true, tkae: false }',
      'merge 1: Unknown field `tkae`.',
    ],
  ])('rejects %s', (_, merges, problem) => expect(problemsOf(merges)).toEqual([problem]));
});
