import { COMMANDS, EXAMPLES, sha256Hex } from '@rapporteur/contracts';
import { describe, expect, it } from 'vitest';
import { isCommandFile, parseCommandFile } from './parse-command-file.ts';
import { formatProblem } from './problem.ts';
import type { NamedEvent } from './record-questions.ts';
import { createAnswers } from './testing/record-answers.ts';

const TEXT = 'The Council met on 4 May 2023.\nMalta took the chair, and Malta kept it.\n';
const SHA = sha256Hex(TEXT);
const at = (quote: string) => {
  const start = TEXT.indexOf(quote);
  const line = start < TEXT.indexOf('\n') ? 1 : 2;
  const place = { start, end: start + quote.length, line };
  return { document: 'note', documentSha256: SHA, ...place, sha256: sha256Hex(quote) };
};
const MALTA = { id: 'MLT', kind: 'state', nameAsWritten: 'Malta', of: null, office: null };

/** The events of the record. The parser asks for them, and the test answers by their content. */
const RECORD: readonly NamedEvent[] = [
  { id: 'a.1', type: 'SourceDocumentRegistered', data: { document: 'note', sha256: SHA } },
  {
    id: 'a.2',
    type: 'SourceDocumentRegistered',
    data: { document: 'lost', sha256: '0'.repeat(64) },
  },
  {
    id: 'b.1',
    type: 'MeetingHeld',
    data: {
      meeting: 'council-7',
      occurredOn: { edtf: '2023-05-04', asWritten: null, basis: 'stated', rule: null },
      ordinal: { value: 7 },
      assertion: { passages: [at('met on 4 May 2023')], modality: 'reported' },
    },
  },
  {
    id: 'b.2',
    type: 'MeetingChaired',
    data: {
      meeting: 'council-7',
      chairs: [MALTA],
      assertion: { passages: [at('Malta took the chair')], modality: 'reported' },
    },
  },
  {
    id: 'c.1',
    type: 'RecordCorrected',
    data: {
      target: 'b.1',
      field: 'ordinal',
      oldValue: { value: 6, basis: 'derived', rule: 'next' },
      newValue: { value: 7, basis: 'stated', rule: null },
    },
  },
  { id: 'd.3', type: 'RecordRetracted', data: { target: 'a.2' } },
];

const VELLA = { id: 'j-vella', kind: 'person' as const, names: ['J. Vella', 'Vella'] };

function parse(yaml: string) {
  return parseCommandFile(yaml, {
    defaultCollection: 'harbour',
    findActor: (id) => (id === VELLA.id ? VELLA : undefined),
    answers: createAnswers(RECORD, TEXT),
  });
}

/** Returns the body of a valid command. */
function bodyOf(yaml: string): unknown {
  const { name, body, problems, questions } = parse(yaml);
  expect(problems.map(formatProblem)).toEqual([]);
  expect(questions).toEqual({ events: [], texts: [], actors: [] });
  expect(COMMANDS.get(name)?.parse(body).ok).toBe(true);
  return body;
}

const problemsOf = (yaml: string): readonly string[] => parse(yaml).problems.map(formatProblem);

describe('A file with a command', () => {
  it('is one that has `command`', () => {
    expect(isCommandFile('command: CorrectRecord')).toBe(true);
    expect(isCommandFile('collection: x')).toBe(false);
  });

  it.each([
    ['{ type: MeetingHeld, meeting: council-7 }', 'b.1'],
    ['{ type: MeetingHeld, occurredOn: 2023-05-04, ordinal: 7, modality: reported }', 'b.1'],
    ['{ type: MeetingChaired, chairs: Malta }', 'b.2'],
    ['{ document: note, quote: met on 4 May 2023 }', 'b.1'],
    ['{ document: note, start: 12, end: 29 }', 'b.1'],
    ['{ document: note, passage: 12-29 }', 'b.1'],
    ['{ type: RecordCorrected, field: ordinal, target: { type: MeetingHeld } }', 'c.1'],
    ['b.2', 'b.2'],
  ])('names an event: %s', (target, id) =>
    expect(
      bodyOf(`command: RetractRecord\ntarget: ${target}\nreason: Why\nevidence: A letter`),
    ).toEqual({
      collection: 'harbour',
      target: id,
      reason: 'Why',
      evidence: { note: 'A letter' },
    }),
  );

  it('names everything that one command recorded by one of its events', () =>
    expect(
      bodyOf(
        'command: RetractRecord\ncommandOf: { type: RecordRetracted, target: ' +
          '{ type: SourceDocumentRegistered, document: lost } }\nreason: Why\nevidence: A letter',
      ),
    ).toMatchObject({ command: 'd' }));

  it('quotes its evidence', () =>
    expect(
      bodyOf(
        'command: MergeRecords\nkind: actor\nmerged: vella\ninto: other\nreason: One man\n' +
          'actors: { vella: { id: j-vella, kind: person, nameAsWritten: J. Vella } }\n' +
          'evidence: { document: note, quotes: [{ quote: Malta, nth: 2 }, on 4 May 2023] }',
      ),
    ).toMatchObject({
      merged: 'j-vella',
      evidence: {
        passages: [
          { ...at('Malta kept'), end: at('Malta kept').start + 5, sha256: sha256Hex('Malta') },
          at('on 4 May 2023'),
        ],
      },
    }));

  it('corrects a value in the shorthand of its field', () => {
    const correct = (lines: string) =>
      bodyOf(`command: CorrectRecord\nreason: Why\nevidence: A letter\n${lines}`);
    expect(
      correct(
        'target: { type: MeetingHeld }\nfield: occurredOn\noldValue: 2023-05-04\nnewValue: 2023-05',
      ),
    ).toMatchObject({
      target: 'b.1',
      oldValue: { edtf: '2023-05-04', asWritten: null, basis: 'stated', rule: null },
      newValue: { edtf: '2023-05' },
    });
    expect(
      correct('target: b.2\nfield: chairs\noldValue: MLT\nnewValue: [j-vella, Portugal]'),
    ).toMatchObject({
      oldValue: [MALTA],
      newValue: [
        { id: 'j-vella', kind: 'person', nameAsWritten: 'J. Vella' },
        { id: 'PRT', kind: 'state', nameAsWritten: 'Portugal' },
      ],
    });
    expect(
      correct('target: b.2\nfield: modality\noldValue: reported\nnewValue: stated'),
    ).toMatchObject({ field: 'assertion.modality', oldValue: 'reported', newValue: 'stated' });
    expect(
      correct(
        'target: b.1\nfield: passages\noldValue: { document: note, quote: met on 4 May 2023 }\n' +
          'newValue: { document: note, quote: The Council met on 4 May 2023 }',
      ),
    ).toMatchObject({
      field: 'assertion.passages',
      oldValue: [at('met on 4 May 2023')],
      newValue: [at('The Council met on 4 May 2023')],
    });
  });

  it('has the old value before the same correction, if that is recorded already', () => {
    const correct = (oldValue: number, newValue: number) =>
      bodyOf(
        'command: CorrectRecord\nreason: Why\nevidence: A letter\ntarget: b.1\nfield: ordinal\n' +
          `oldValue: ${oldValue}\nnewValue: ${newValue}`,
      );
    const before = { value: 6, basis: 'derived', rule: 'next' };
    expect(correct(6, 7)).toMatchObject({ oldValue: before });
    expect(correct(6, 8)).not.toMatchObject({ oldValue: before });
    expect(correct(5, 7)).not.toMatchObject({ oldValue: before });
  });

  it('leaves an old value that is not the current one to the rules of the record', () => {
    const wrong = (field: string, oldValue: string) =>
      parse(
        `command: CorrectRecord\ntarget: b.2\nfield: ${field}\noldValue: ${oldValue}\n` +
          'newValue: null\nreason: Why\nevidence: A letter',
      ).body['oldValue'];
    expect(wrong('chairs', '[]')).toEqual([]);
    expect(wrong('chairs', '[MLT, PRT]')).toMatchObject([{ id: 'MLT' }, { id: 'PRT' }]);
    expect(wrong('unheard', '12')).toBe(12);
  });

  it('can be one of any kind, also that of a single fact', () =>
    expect(
      bodyOf(
        'command: RecordMeetingHeld\nmeeting: council-8\nbody: council\nordinal: 8\n' +
          'occurredOn: 2023-05-04\n' +
          'assertion: { document: note, modality: reported, quote: met on 4 May 2023 }',
      ),
    ).toMatchObject({
      ordinal: { value: 8 },
      assertion: { modality: 'reported', passages: [at('met on 4 May 2023')] },
    }));

  it.each(Object.keys(EXAMPLES).filter((type) => COMMANDS.has(`Record${type}`)))(
    'leaves a fact that is written in full as it is: %s',
    (type) => {
      const fact: unknown = JSON.parse(JSON.stringify(Reflect.get(EXAMPLES, type)));
      const full = { command: `Record${type}`, collection: 'sco', ...(fact as object) };
      const { command: _, ...body } = full;
      expect(bodyOf(JSON.stringify(full))).toEqual(body);
    },
  );
});

describe('A problem of a file with a command', () => {
  const retract = (target: string, evidence = 'A letter') =>
    problemsOf(`command: RetractRecord\ntarget: ${target}\nreason: Why\nevidence: ${evidence}`);

  it.each([
    ['{ type: MeetingHold }', '2:9', 'Unknown type `MeetingHold`. Did you mean `MeetingHeld`?'],
    ['{ meeting: council-7 }', '2:11', 'must have a type. Write its `type`'],
    ['{ type: MeetingHeld, meetin: council-7 }', '2:30', 'Did you mean `meeting`?'],
    ['{ type: MeetingHeld, meeting: council-9 }', '2:9', 'The record has no MeetingHeld'],
    ['{ document: note }', '2:9', 'names 3 events: `a.1`'],
    ['{ quote: Malta took the chair }', '2:9', 'Give `document`'],
    ['{ document: nowhere, quote: Malta }', '2:9', 'The record has no document `nowhere`.'],
    ['{ document: note, quote: Gozo, nth: 1 }', '2:34', 'does not occur in the text'],
    ['{ document: note, quote: Malta, nth: 3 }', '2:34', 'Give an `nth` from 1 to 2'],
  ])('with the place of the event: %s', (target, place, message) => {
    const [problem] = retract(target);
    expect(problem).toMatch(new RegExp(`^${place} `));
    expect(problem).toContain(message);
  });

  it('with the place of the evidence', () => {
    expect(retract('b.1', '{ document: lost, quote: Malta }')).toEqual([
      expect.stringMatching(/^4:36 .*cannot be found.*Put the text beside this file/),
    ]);
    expect(retract('b.1', '{ document: note, quote: Malta }')).toEqual([
      expect.stringMatching(/^4:36 .*occurs 2 times.*Give `nth`/),
    ]);
    expect(retract('b.1', '{ }')).toEqual([expect.stringMatching(/^4:11 .*must give passages/)]);
  });

  it('is reported with all others', () =>
    expect(
      problemsOf(
        'command: LinkRecords\nkind: boddy\nid: Pier\nother: { collection: coast, id: fire }\n' +
          'reasn: Why\nevidence: { note: A letter, adress: x }',
      ),
    ).toEqual([
      expect.stringMatching(/^2:7 LinkRecords: kind .*body/),
      expect.stringMatching(/^3:5 LinkRecords: id must be a slug/),
      expect.stringMatching(/^5:1 .*`reasn`.*`reason`/),
      expect.stringMatching(/^6:29 .*`adress`.*`address`/),
    ]));

  it.each([
    ['command: CorrectRecrd', 'Did you mean `CorrectRecord`?'],
    ['command: [CorrectRecord]', '`command` must be the name of a command.'],
    ['command: RetractRecord\nreason: &a Why\nevidence: *a', 'anchors and aliases'],
    ['command: RetractRecord\nreason: !!str Why', 'tags'],
    ['command: RetractRecord\nreason: Why\nreason: How', 'the same key twice'],
  ])('is what the reader of submissions rejects: %s', (yaml, message) =>
    expect(problemsOf(yaml).join('\n')).toContain(message),
  );

  it('is none while the record has not answered', () => {
    const unanswered = { findEvents: () => undefined, findText: () => undefined };
    const { problems, questions } = parseCommandFile(
      'command: CorrectRecord\ntarget: { type: MeetingHeld, document: note, quote: met }\n' +
        'field: ordinal\noldValue: 7\nnewValue: 8\nreason: Why\nevidence: A letter',
      { defaultCollection: 'harbour', answers: unanswered },
    );
    expect(problems).toEqual([]);
    expect(questions).toEqual({
      events: [
        { type: 'SourceDocumentRegistered', fields: { document: 'note' }, retracted: false },
      ],
      texts: [],
      actors: [],
    });
  });
});
