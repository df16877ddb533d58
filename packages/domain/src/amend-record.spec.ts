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

  it('records the old value, the new value and the whole corrected data', () => {
    const [event] = record.when(correct({})).events;
    expect(event?.data).toMatchObject({
      target: 'c5.1',
      oldValue: { edtf: '2025-09-10', asWritten: null, basis: 'stated', rule: null },
      newValue: { edtf: '2025-09-11', asWritten: null, basis: 'stated', rule: null },
      correctedType: 'org.rapporteur.meeting-held.v1',
      corrected: { meeting: 'council-44', occurredOn: { edtf: '2025-09-11' } },
    });
  });

  it('rejects a stale old value', () => {
    expect(
      given(...BASIC_RECORD, recordMeetingHeld(), correct({})).when(
        correct({ newValue: statedDate('2025-09-12') }),
      ).rejections,
    ).toEqual(['DOMAIN_VALUE_NO_LONGER_STANDS oldValue']);
  });

  it('corrects a corrected value', () => {
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
      'a value that the schema of the field rejects',
      correct({ newValue: statedDate('2025-02-29') }),
      'DOMAIN_VALUE_INVALID newValue',
    ],
    ['an unknown field', correct({ field: 'happenedOn' }), 'DOMAIN_FIELD_UNKNOWN field'],
    ['an unknown event', correct({ target: 'c9.1' }), 'DOMAIN_EVENT_UNKNOWN target'],
    [
      'a reference to an unknown body',
      correct({ field: 'body', oldValue: 'council', newValue: 'counsil' }),
      'DOMAIN_BODY_UNKNOWN newValue.body',
    ],
    [
      'a correction that changes the meeting of the fact',
      correct({ field: 'meeting', oldValue: 'council-44', newValue: 'council-45' }),
      'DOMAIN_CORRECTION_MOVES_FACT field',
    ],
    [
      'evidence in an unknown document',
      correct({ evidence: { document: 'communique' } }),
      'DOMAIN_SOURCE_UNKNOWN evidence',
    ],
  ])('rejects %s', (_, command, refusal) => {
    expect(record.when(command).rejections).toContain(refusal);
  });

  it('corrects a nested field', () => {
    const nested = correct({
      field: 'assertion.modality',
      oldValue: 'reported',
      newValue: 'narrated',
    });
    expect(record.when(nested).events[0]?.data).toMatchObject({
      corrected: { assertion: { modality: 'narrated' } },
    });
  });

  it('records nothing if the value is already current', () => {
    expect(record.when(correct({ newValue: statedDate('2025-09-10') })).decision.kind).toBe(
      'nothing',
    );
  });

  it('flags a conflict with the new value', () => {
    const second = given(...BASIC_RECORD, recordMeetingHeld(), recordMeetingHeld({}, 20));
    expect(second.when(correct({})).types).toEqual(['RecordCorrected', 'ConflictFlagged']);
  });

  it('flags a conflict between a corrected transfer and another one of the day', () => {
    const moved = correct({
      target: 'c5.1',
      field: 'to',
      oldValue: stateActor('KGZ'),
      newValue: stateActor('RUS'),
    });
    const line = given(
      ...BASIC_RECORD,
      transferChairmanship({ from: 'CHN', to: 'KGZ', day: '2024-09-10', start: 0 }),
      transferChairmanship({ from: null, to: 'KGZ', day: '2024-09-10', start: 20 }),
    );
    expect(line.when(moved).types).toEqual(['RecordCorrected', 'ConflictFlagged']);
  });
});

describe('Retracting', () => {
  it('retracts a fact only once', () => {
    expect(
      given(...BASIC_RECORD, recordMeetingHeld()).when(retract({ target: 'c5.1' })).types,
    ).toEqual(['RecordRetracted']);
    expect(
      given(...BASIC_RECORD, recordMeetingHeld(), retract({ target: 'c5.1' })).when(
        retract({ target: 'c5.1' }),
      ).decision.kind,
    ).toBe('nothing');
  });

  it('retracts all facts of a meeting', () => {
    const outcome = given(...BASIC_RECORD, recordMeetingHeld(), chaired).when(
      retract({ meeting: 'council-44' }),
    );
    expect(outcome.events.map(({ data }) => data)).toMatchObject([
      { target: 'c5.1' },
      { target: 'c6.1' },
    ]);
  });

  it('retracts a document with all facts from its text', () => {
    expect(
      given(...BASIC_RECORD, recordMeetingHeld(), chaired).when(retract({ document: 'note' }))
        .types,
    ).toEqual(['RecordRetracted', 'RecordRetracted', 'RecordRetracted']);
  });

  it('rejects a retraction that would leave a reference to a retracted id', () => {
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

  it('allows recording the fact again, and reports its last retraction', () => {
    const record = given(...BASIC_RECORD, recordMeetingHeld(), retract({ target: 'c5.1' }));
    expect(record.when(recordMeetingHeld()).types).toEqual(['MeetingHeld']);
    expect(record.state && findLastRetraction(record.state, ['c5.1'])).toBe('c6.1');
    expect(record.state && findLastRetraction(record.state, ['c4.1'])).toBeUndefined();
  });

  it('makes the fact impossible to correct', () => {
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

  it('merges two ids only once', () => {
    expect(given(...both).when(merge('jaffar-express', 'jaffer-express')).types).toEqual([
      'RecordsMerged',
    ]);
    expect(
      given(...both, merge('jaffar-express', 'jaffer-express')).when(
        merge('jaffar-express', 'jaffer-express'),
      ).decision.kind,
    ).toBe('nothing');
  });

  it('rejects unknown ids and cycles', () => {
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

describe('Resolving a conflict', () => {
  const resolve: TestCommand = {
    name: 'ResolveConflict',
    body: { conflict: 'c6.2', resolution: 'The second source corrected itself.' },
  };
  const conflict = [
    ...BASIC_RECORD,
    recordMeetingHeld(),
    recordMeetingHeld({ occurredOn: statedDate('2025-09-11') }, 20),
  ];

  it('records the resolution only once', () => {
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

describe('The addressed stream of a command', () => {
  it.each([
    [openCollection, 'collection-sco'],
    [recordMeetingHeld(), 'meeting-council-44'],
    [
      transferChairmanship({ from: 'KGZ', to: 'PAK', day: '2025-09-10', start: 20 }),
      'body-council',
    ],
    [correct({}), 'meeting-council-44'],
    [retract({ meeting: 'council-44' }), 'meeting-council-44'],
    [retract({ target: 'c5.1' }), 'meeting-council-44'],
  ])('%#', (sent, stream) => {
    expect(
      getAddressedStream(parseTestCommand(sent), buildState(...BASIC_RECORD, recordMeetingHeld())),
    ).toBe(stream);
  });
});

describe('Similar ids of a command', () => {
  it('are new ids that are similar to known ones, unless only a number differs', () => {
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
