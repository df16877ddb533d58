import { describe, expect, it } from 'vitest';
import { getAddressedStream } from './decide.ts';
import {
  BASIC_RECORD,
  given,
  transferChairmanship,
  recordMeetingHeld,
  statedDate,
  openCollection,
  parseTestCommand,
  buildState,
  assertionAt,
  type TestCommand,
  stateActor,
} from './testing/given-when-then.ts';
import { findSimilarIds } from './similar-ids.ts';
import { findLastRetraction } from './state.ts';

const evidence = { note: 'The communiqué of the day' };
const correct = (fields: Readonly<Record<string, unknown>>): TestCommand => ({
  name: 'CorrectRecord',
  body: {
    target: 'c5.1',
    field: 'occurredOn',
    oldValue: statedDate('2025-09-10'),
    newValue: statedDate('2025-09-11'),
    reason: 'Misread.',
    evidence,
    ...fields,
  },
});
const retract = (what: Readonly<Record<string, unknown>>): TestCommand => ({
  name: 'RetractRecord',
  body: { reason: 'Wrong document.', evidence, ...what },
});
const chaired: TestCommand = {
  name: 'RecordMeetingChaired',
  body: { meeting: 'council-44', chairs: [stateActor('KGZ')], ...assertionAt(60) },
};

describe('Correcting a value', () => {
  const record = given(...BASIC_RECORD, recordMeetingHeld());

  it('keeps the old one beside the new, with the whole fact after it', () => {
    const [event] = record.when(correct({})).events;
    expect(event?.data).toMatchObject({
      target: 'c5.1',
      oldValue: { edtf: '2025-09-10', asWritten: null, basis: 'stated', rule: null },
      newValue: { edtf: '2025-09-11', asWritten: null, basis: 'stated', rule: null },
      correctedType: 'org.rapporteur.meeting-held.v1',
      corrected: { meeting: 'council-44', occurredOn: { edtf: '2025-09-11' } },
    });
  });

  it('is refused where the old value no longer stands', () => {
    expect(
      given(...BASIC_RECORD, recordMeetingHeld(), correct({})).when(
        correct({ newValue: statedDate('2025-09-12') }),
      ).rejections,
    ).toEqual(['DOMAIN_VALUE_NO_LONGER_STANDS oldValue']);
  });

  it('goes on from the corrected value', () => {
    const again = correct({
      oldValue: statedDate('2025-09-11'),
      newValue: statedDate('2025-09-12'),
    });
    expect(given(...BASIC_RECORD, recordMeetingHeld(), correct({})).when(again).types).toEqual([
      'RecordCorrected',
    ]);
  });

  it.each([
    [
      'a value that the field does not take',
      correct({ newValue: statedDate('2025-02-29') }),
      'DOMAIN_VALUE_INVALID newValue',
    ],
    ['a field that is not there', correct({ field: 'happenedOn' }), 'DOMAIN_FIELD_UNKNOWN field'],
    ['an event that is not there', correct({ target: 'c9.1' }), 'DOMAIN_EVENT_UNKNOWN target'],
    [
      'a reference to the unknown',
      correct({ field: 'body', oldValue: 'council', newValue: 'counsil' }),
      'DOMAIN_BODY_UNKNOWN newValue.body',
    ],
    [
      'what would be about another meeting',
      correct({ field: 'meeting', oldValue: 'council-44', newValue: 'council-45' }),
      'DOMAIN_CORRECTION_MOVES_FACT field',
    ],
    [
      'evidence in an unknown document',
      correct({ evidence: { document: 'communique' } }),
      'DOMAIN_SOURCE_UNKNOWN evidence',
    ],
  ])('is refused for %s', (_, command, refusal) => {
    expect(record.when(command).rejections).toContain(refusal);
  });

  it('takes a nested field', () => {
    const nested = correct({
      field: 'assertion.modality',
      oldValue: 'reported',
      newValue: 'narrated',
    });
    expect(record.when(nested).events[0]?.data).toMatchObject({
      corrected: { assertion: { modality: 'narrated' } },
    });
  });

  it('changes nothing where the value is the same', () => {
    expect(record.when(correct({ newValue: statedDate('2025-09-10') })).decision.kind).toBe(
      'nothing',
    );
  });

  it('flags a conflict that the new value brings', () => {
    const second = given(...BASIC_RECORD, recordMeetingHeld(), recordMeetingHeld({}, 20));
    expect(second.when(correct({})).types).toEqual(['RecordCorrected', 'ConflictFlagged']);
  });

  it('moves a hand-over along the chair line', () => {
    const moved = correct({
      target: 'c5.1',
      field: 'to',
      oldValue: stateActor('KGZ'),
      newValue: stateActor('RUS'),
    });
    const line = given(
      ...BASIC_RECORD,
      transferChairmanship('CHN', 'KGZ', '2024-09-10', 0),
      transferChairmanship('KGZ', 'PAK', '2025-09-10', 20),
    );
    expect(line.when(moved).types).toEqual(['RecordCorrected', 'ConflictFlagged']);
  });
});

describe('Retracting', () => {
  it('takes one fact back, once', () => {
    expect(
      given(...BASIC_RECORD, recordMeetingHeld()).when(retract({ target: 'c5.1' })).types,
    ).toEqual(['RecordRetracted']);
    expect(
      given(...BASIC_RECORD, recordMeetingHeld(), retract({ target: 'c5.1' })).when(
        retract({ target: 'c5.1' }),
      ).decision.kind,
    ).toBe('nothing');
  });

  it('takes a whole meeting back', () => {
    const outcome = given(...BASIC_RECORD, recordMeetingHeld(), chaired).when(
      retract({ meeting: 'council-44' }),
    );
    expect(outcome.events.map(({ data }) => data)).toMatchObject([
      { target: 'c5.1' },
      { target: 'c6.1' },
    ]);
  });

  it('takes a document back with all that rests on it', () => {
    expect(
      given(...BASIC_RECORD, recordMeetingHeld(), chaired).when(retract({ document: 'note' }))
        .types,
    ).toEqual(['RecordRetracted', 'RecordRetracted', 'RecordRetracted']);
  });

  it('leaves nothing pointing at what is gone', () => {
    expect(
      given(...BASIC_RECORD, recordMeetingHeld(), chaired).when(retract({ target: 'c5.1' }))
        .rejections,
    ).toEqual(['DOMAIN_STILL_REFERRED_TO -']);
    expect(
      given(...BASIC_RECORD, recordMeetingHeld()).when(retract({ target: 'c4.1' })).rejections,
    ).toEqual(['DOMAIN_STILL_REFERRED_TO -']);
    expect(
      given(...BASIC_RECORD, recordMeetingHeld(), chaired, recordMeetingHeld({}, 80)).when(
        retract({ target: 'c5.1' }),
      ).types,
    ).toEqual(['RecordRetracted']);
  });

  it('lets the fact be recorded anew, and says which retraction was last', () => {
    const record = given(...BASIC_RECORD, recordMeetingHeld(), retract({ target: 'c5.1' }));
    expect(record.when(recordMeetingHeld()).types).toEqual(['MeetingHeld']);
    expect(record.state && findLastRetraction(record.state, ['c5.1'])).toBe('c6.1');
    expect(record.state && findLastRetraction(record.state, ['c4.1'])).toBeUndefined();
  });

  it('cannot be corrected any more', () => {
    expect(
      given(...BASIC_RECORD, recordMeetingHeld(), retract({ target: 'c5.1' })).when(correct({}))
        .rejections,
    ).toEqual(['DOMAIN_RECORD_RETRACTED target']);
  });
});

describe('Merging', () => {
  const incident = (id: string, start: number): TestCommand => ({
    name: 'RecordIncidentRecorded',
    body: { incident: id, name: id, ...assertionAt(start) },
  });
  const merge = (merged: string, into: string): TestCommand => ({
    name: 'MergeRecords',
    body: { kind: 'incident', merged, into, reason: 'Two spellings.', evidence },
  });
  const both = [...BASIC_RECORD, incident('jaffer-express', 0), incident('jaffar-express', 20)];

  it('joins two ids, once', () => {
    expect(given(...both).when(merge('jaffar-express', 'jaffer-express')).types).toEqual([
      'RecordsMerged',
    ]);
    expect(
      given(...both, merge('jaffar-express', 'jaffer-express')).when(
        merge('jaffar-express', 'jaffer-express'),
      ).decision.kind,
    ).toBe('nothing');
  });

  it('takes known ids, and never leads into a circle', () => {
    expect(given(...both).when(merge('jaffor-express', 'jaffer-express')).rejections).toEqual([
      'DOMAIN_MERGE_UNKNOWN merged',
    ]);
    expect(
      given(...both, merge('jaffar-express', 'jaffer-express')).when(
        merge('jaffer-express', 'jaffar-express'),
      ).rejections,
    ).toEqual(['DOMAIN_MERGE_INTO_MERGED into']);
  });
});

describe('Settling a conflict', () => {
  const resolve: TestCommand = {
    name: 'ResolveConflict',
    body: { conflict: 'c6.2', resolution: 'The second source corrected itself.' },
  };
  const conflict = [
    ...BASIC_RECORD,
    recordMeetingHeld(),
    recordMeetingHeld({ occurredOn: statedDate('2025-09-11') }, 20),
  ];

  it('says how, once', () => {
    expect(given(...conflict).when(resolve).events[0]?.data).toMatchObject({
      conflict: 'c6.2',
      events: ['c5.1', 'c6.1'],
      field: 'occurredOn',
    });
    expect(given(...conflict, resolve).when(resolve).rejections).toEqual([
      'DOMAIN_CONFLICT_RESOLVED conflict',
    ]);
    expect(given(...BASIC_RECORD).when(resolve).rejections).toEqual([
      'DOMAIN_CONFLICT_UNKNOWN conflict',
    ]);
  });
});

describe('What a command addresses', () => {
  it.each([
    [openCollection, 'collection-sco'],
    [recordMeetingHeld(), 'meeting-council-44'],
    [transferChairmanship('KGZ', 'PAK', '2025-09-10', 20), 'body-council'],
    [correct({}), 'meeting-council-44'],
    [retract({ meeting: 'council-44' }), 'meeting-council-44'],
    [retract({ target: 'c5.1' }), 'meeting-council-44'],
  ])('is a stream: %#', (sent, stream) => {
    expect(
      getAddressedStream(parseTestCommand(sent), buildState(...BASIC_RECORD, recordMeetingHeld())),
    ).toBe(stream);
  });
});

describe('An id that nearly equals a known one', () => {
  it('is pointed out where it would come in anew, unless only a number differs', () => {
    const record = buildState(...BASIC_RECORD, recordMeetingHeld());
    const slip = parseTestCommand({
      name: 'RegisterBody',
      body: { body: 'counsil', name: 'Council', kind: 'organ' },
    });
    expect(findSimilarIds(record, slip)).toEqual([
      { field: 'body', referent: 'body', id: 'counsil', near: 'council' },
    ]);
    expect(
      findSimilarIds(record, parseTestCommand(recordMeetingHeld({ meeting: 'council-45' }, 20))),
    ).toEqual([]);
  });
});
