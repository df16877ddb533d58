import { EventCriteria, sha256Hex } from '@rapporteur/contracts';
import { describe, expect, it } from 'vitest';
import { findEvents } from './find-events.ts';
import {
  BASIC_RECORD,
  buildState,
  recordFact,
  recordMeetingHeld,
  retractFact,
  stateActor,
  statedDate,
  type TestCommand,
} from './testing/given-when-then.ts';

const WHY = { reason: 'A letter says so.', evidence: { note: 'A letter' } };
const attend = (state: string, start: number) =>
  recordFact(
    'DelegationAttended',
    { meeting: 'council-44', basis: 'named', state: stateActor(state) },
    start,
  );
const send = (name: string, body: object): TestCommand => ({ name, body: { ...body, ...WHY } });

const record = buildState(
  ...BASIC_RECORD,
  recordMeetingHeld(),
  attend('MLT', 20),
  attend('PRT', 40),
  recordMeetingHeld({ occurredOn: statedDate('2025-09-12') }, 0, 'article'),
  send('CorrectRecord', {
    target: 'c5.1',
    field: 'occurredOn.asWritten',
    oldValue: null,
    newValue: '10 September',
  }),
  retractFact('c7.1'),
  recordFact('IncidentRecorded', { incident: 'blast', name: 'blast' }, 60),
  recordFact('IncidentRecorded', { incident: 'explosion', name: 'explosion' }, 80),
  send('MergeRecords', { kind: 'incident', merged: 'blast', into: 'explosion' }),
  send('LinkRecords', {
    kind: 'incident',
    id: 'explosion',
    relation: 'same',
    other: { scheme: 'wikidata', value: 'Q1' },
  }),
);
const find = (criteria: object): readonly string[] =>
  record === undefined ? [] : findEvents(record, EventCriteria.parse(criteria)).map(({ id }) => id);

describe('The events with some content are', () => {
  it('the facts of a type and of some fields', () => {
    expect(find({ type: 'MeetingHeld' }).toSorted()).toEqual(['c5.1', 'c8.1']);
    expect(find({ type: 'MeetingHeld', fields: { occurredOn: { edtf: '2025-09-12' } } })).toEqual([
      'c8.1',
    ]);
    expect(find({ type: 'DelegationAttended', fields: { state: { id: 'MLT' } } })).toEqual([
      'c6.1',
    ]);
    expect(find({ type: 'DelegationAttended', fields: { state: { id: 'FRA' } } })).toEqual([]);
    expect(find({ type: 'Unheard' })).toEqual([]);
  });

  it('the facts with some words of a document', () => {
    const words = [{ start: 0, end: 10 }];
    expect(find({ document: 'note', words })).toEqual(['c5.1']);
    expect(find({ document: 'note', words: [{ sha256: sha256Hex('20') }] })).toEqual(['c6.1']);
    expect(find({ document: 'article', words })).toEqual(['c8.1']);
    expect(find({ type: 'SourceDocumentRegistered', document: 'article' })).toEqual(['c3.1']);
  });

  it('retracted facts only if they are asked for', () => {
    const portugal = { type: 'DelegationAttended', fields: { state: { id: 'PRT' } } };
    expect(find(portugal)).toEqual([]);
    expect(find({ ...portugal, retracted: true })).toEqual(['c7.1']);
    expect(find({ event: 'c7.1' })).toEqual([]);
    expect(find({ event: 'c6.1' })).toEqual(['c6.1']);
  });

  it('amendments by the facts that they are about', () => {
    expect(
      find({ type: 'RecordCorrected', fields: { target: 'c5.1', field: 'occurredOn.asWritten' } }),
    ).toEqual(['c9.1']);
    expect(find({ type: 'RecordRetracted', fields: { target: 'c7.1' } })).toEqual(['c10.1']);
    expect(find({ type: 'RecordsMerged', fields: { merged: 'blast' } })).toEqual(['c13.1']);
    expect(find({ type: 'RecordsLinked', fields: { id: 'explosion' } })).toEqual(['c14.1']);
  });

  it('conflicts by their thing', () =>
    expect(
      find({
        type: 'ConflictFlagged',
        fields: { field: 'occurredOn', thing: { id: 'council-44' }, events: ['c5.1'] },
      }),
    ).toEqual(['c9.2']));
});
