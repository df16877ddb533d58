import { describe, expect, it } from 'vitest';
import { addressedStream } from './decide.ts';
import {
  basics,
  given,
  handOver,
  meetingHeld,
  on,
  opened,
  parsed,
  recordOf,
  says,
  type Sent,
  state,
} from './given-when-then.ts';
import { findSimilarIds } from './near-misses.ts';
import { lastRetractionOf } from './state.ts';

const evidence = { note: 'The communiqué of the day' };
const correct = (fields: Readonly<Record<string, unknown>>): Sent => ({
  name: 'CorrectRecord',
  body: {
    target: 'c5.1',
    field: 'occurredOn',
    oldValue: on('2025-09-10'),
    newValue: on('2025-09-11'),
    reason: 'Misread.',
    evidence,
    ...fields,
  },
});
const retract = (what: Readonly<Record<string, unknown>>): Sent => ({
  name: 'RetractRecord',
  body: { reason: 'Wrong document.', evidence, ...what },
});
const chaired: Sent = {
  name: 'RecordMeetingChaired',
  body: { meeting: 'council-44', chairs: [state('KGZ')], ...says(60) },
};

describe('Correcting a value', () => {
  const record = given(...basics, meetingHeld());

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
      given(...basics, meetingHeld(), correct({})).when(correct({ newValue: on('2025-09-12') }))
        .refusals,
    ).toEqual(['DOMAIN_VALUE_NO_LONGER_STANDS oldValue']);
  });

  it('goes on from the corrected value', () => {
    const again = correct({ oldValue: on('2025-09-11'), newValue: on('2025-09-12') });
    expect(given(...basics, meetingHeld(), correct({})).when(again).types).toEqual([
      'RecordCorrected',
    ]);
  });

  it.each([
    [
      'a value that the field does not take',
      correct({ newValue: on('2025-02-29') }),
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
    expect(record.when(command).refusals).toContain(refusal);
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
    expect(record.when(correct({ newValue: on('2025-09-10') })).decision.kind).toBe('nothing');
  });

  it('flags a conflict that the new value brings', () => {
    const second = given(...basics, meetingHeld(), meetingHeld({}, 20));
    expect(second.when(correct({})).types).toEqual(['RecordCorrected', 'ConflictFlagged']);
  });

  it('moves a hand-over along the chair line', () => {
    const moved = correct({
      target: 'c5.1',
      field: 'to',
      oldValue: state('KGZ'),
      newValue: state('RUS'),
    });
    const line = given(
      ...basics,
      handOver('CHN', 'KGZ', '2024-09-10', 0),
      handOver('KGZ', 'PAK', '2025-09-10', 20),
    );
    expect(line.when(moved).types).toEqual(['RecordCorrected', 'ConflictFlagged']);
  });
});

describe('Retracting', () => {
  it('takes one fact back, once', () => {
    expect(given(...basics, meetingHeld()).when(retract({ target: 'c5.1' })).types).toEqual([
      'RecordRetracted',
    ]);
    expect(
      given(...basics, meetingHeld(), retract({ target: 'c5.1' })).when(retract({ target: 'c5.1' }))
        .decision.kind,
    ).toBe('nothing');
  });

  it('takes a whole meeting back', () => {
    const outcome = given(...basics, meetingHeld(), chaired).when(
      retract({ meeting: 'council-44' }),
    );
    expect(outcome.events.map(({ data }) => data)).toMatchObject([
      { target: 'c5.1' },
      { target: 'c6.1' },
    ]);
  });

  it('takes a document back with all that rests on it', () => {
    expect(
      given(...basics, meetingHeld(), chaired).when(retract({ document: 'note' })).types,
    ).toEqual(['RecordRetracted', 'RecordRetracted', 'RecordRetracted']);
  });

  it('leaves nothing pointing at what is gone', () => {
    expect(
      given(...basics, meetingHeld(), chaired).when(retract({ target: 'c5.1' })).refusals,
    ).toEqual(['DOMAIN_STILL_REFERRED_TO -']);
    expect(given(...basics, meetingHeld()).when(retract({ target: 'c4.1' })).refusals).toEqual([
      'DOMAIN_STILL_REFERRED_TO -',
    ]);
    expect(
      given(...basics, meetingHeld(), chaired, meetingHeld({}, 80)).when(
        retract({ target: 'c5.1' }),
      ).types,
    ).toEqual(['RecordRetracted']);
  });

  it('lets the fact be recorded anew, and says which retraction was last', () => {
    const record = given(...basics, meetingHeld(), retract({ target: 'c5.1' }));
    expect(record.when(meetingHeld()).types).toEqual(['MeetingHeld']);
    expect(record.state && lastRetractionOf(record.state, ['c5.1'])).toBe('c6.1');
    expect(record.state && lastRetractionOf(record.state, ['c4.1'])).toBeUndefined();
  });

  it('cannot be corrected any more', () => {
    expect(
      given(...basics, meetingHeld(), retract({ target: 'c5.1' })).when(correct({})).refusals,
    ).toEqual(['DOMAIN_RECORD_RETRACTED target']);
  });
});

describe('Merging', () => {
  const incident = (id: string, start: number): Sent => ({
    name: 'RecordIncidentRecorded',
    body: { incident: id, name: id, ...says(start) },
  });
  const merge = (merged: string, into: string): Sent => ({
    name: 'MergeRecords',
    body: { kind: 'incident', merged, into, reason: 'Two spellings.', evidence },
  });
  const both = [...basics, incident('jaffer-express', 0), incident('jaffar-express', 20)];

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
    expect(given(...both).when(merge('jaffor-express', 'jaffer-express')).refusals).toEqual([
      'DOMAIN_MERGE_UNKNOWN merged',
    ]);
    expect(
      given(...both, merge('jaffar-express', 'jaffer-express')).when(
        merge('jaffer-express', 'jaffar-express'),
      ).refusals,
    ).toEqual(['DOMAIN_MERGE_INTO_MERGED into']);
  });
});

describe('Settling a conflict', () => {
  const resolve: Sent = {
    name: 'ResolveConflict',
    body: { conflict: 'c6.2', resolution: 'The second source corrected itself.' },
  };
  const conflict = [...basics, meetingHeld(), meetingHeld({ occurredOn: on('2025-09-11') }, 20)];

  it('says how, once', () => {
    expect(given(...conflict).when(resolve).events[0]?.data).toMatchObject({
      conflict: 'c6.2',
      events: ['c5.1', 'c6.1'],
      field: 'occurredOn',
    });
    expect(given(...conflict, resolve).when(resolve).refusals).toEqual([
      'DOMAIN_CONFLICT_RESOLVED conflict',
    ]);
    expect(given(...basics).when(resolve).refusals).toEqual(['DOMAIN_CONFLICT_UNKNOWN conflict']);
  });
});

describe('What a command addresses', () => {
  it.each([
    [opened, 'collection-sco'],
    [meetingHeld(), 'meeting-council-44'],
    [handOver('KGZ', 'PAK', '2025-09-10', 20), 'body-council'],
    [correct({}), 'meeting-council-44'],
    [retract({ meeting: 'council-44' }), 'meeting-council-44'],
    [retract({ target: 'c5.1' }), 'meeting-council-44'],
  ])('is a stream: %#', (sent, stream) => {
    expect(addressedStream(parsed(sent), recordOf(...basics, meetingHeld()))).toBe(stream);
  });
});

describe('An id that nearly equals a known one', () => {
  it('is pointed out where it would come in anew, unless only a number differs', () => {
    const record = recordOf(...basics, meetingHeld());
    const slip = parsed({
      name: 'RegisterBody',
      body: { body: 'counsil', name: 'Council', kind: 'organ' },
    });
    expect(findSimilarIds(record, slip)).toEqual([
      { field: 'body', referent: 'body', id: 'counsil', near: 'council' },
    ]);
    expect(findSimilarIds(record, parsed(meetingHeld({ meeting: 'council-45' }, 20)))).toEqual([]);
  });
});
