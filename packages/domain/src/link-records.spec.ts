import { describe, expect, it } from 'vitest';
import { findLastRetraction } from './state.ts';
import {
  assertionAt,
  BASIC_RECORD,
  given,
  recordMeetingHeld,
  stateActor,
  type TestCommand,
} from './testing/given-when-then.ts';

const evidence = { note: 'The yearbooks of both bodies' };

function link(fields: Readonly<Record<string, unknown>> = {}): TestCommand {
  return {
    name: 'LinkRecords',
    body: {
      kind: 'body',
      id: 'council',
      relation: 'part-of',
      other: { collection: 'csto', id: 'csto-council' },
      reason: 'It meets for both organizations.',
      evidence,
      ...fields,
    },
  };
}

function merge(merged: string, into: string): TestCommand {
  return {
    name: 'MergeRecords',
    body: { kind: 'incident', merged, into, reason: 'Two names.', evidence },
  };
}

const retract = (target: string | Readonly<Record<string, unknown>>): TestCommand => ({
  name: 'RetractRecord',
  body: { ...(typeof target === 'string' ? { target } : target), reason: 'A mistake.', evidence },
});

const incident = (id: string, start: number): TestCommand => ({
  name: 'RecordIncidentRecorded',
  body: { incident: id, name: id, ...assertionAt(start) },
});

const person: TestCommand = {
  name: 'RecordPositionStated',
  body: {
    by: [{ id: 'a-speaker', kind: 'person', nameAsWritten: 'A. Speaker' }, stateActor('KGZ')],
    verb: 'said',
    topic: 'trade',
    summary: 'Trade grows.',
    ...assertionAt(40),
  },
};

describe('Linking a thing to another collection', () => {
  it('records the link once for each other thing', () => {
    const record = given(...BASIC_RECORD, link());
    const other = { collection: 'cis', id: 'csto-council' };
    expect(given(...BASIC_RECORD).when(link()).types).toEqual(['RecordsLinked']);
    expect(record.when(link({ reason: 'Said twice.' })).decision).toEqual({
      kind: 'nothing',
      already: ['c5.1'],
    });
    expect(record.when(link({ other })).types).toEqual(['RecordsLinked']);
    expect(record.when(link({ relation: 'same' })).types).toEqual(['RecordsLinked']);
  });

  it.each([
    ['body', 'council'],
    ['document', 'note'],
    ['meeting', 'council-44'],
    ['incident', 'rail-attack'],
    ['actor', 'a-speaker'],
  ])('accepts a known %s and rejects an unknown one', (kind, id) => {
    const record = given(...BASIC_RECORD, recordMeetingHeld(), incident('rail-attack', 20), person);
    const other = { collection: 'csto', id: 'other' };
    expect(record.when(link({ kind, id, relation: 'same', other })).types).toEqual([
      'RecordsLinked',
    ]);
    expect(record.when(link({ kind, id: `${id}s`, relation: 'same', other })).rejections).toEqual([
      'DOMAIN_LINK_UNKNOWN id',
    ]);
  });

  it('rejects evidence in an unknown document', () => {
    expect(
      given(...BASIC_RECORD).when(link({ evidence: { document: 'letter' } })).rejections,
    ).toEqual(['DOMAIN_SOURCE_UNKNOWN evidence']);
  });
});

describe('Retracting a link or merger', () => {
  const incidents = [...BASIC_RECORD, incident('rail-attack', 0), incident('train-attack', 20)];

  it('retracts it once, in its stream, and allows recording it again', () => {
    const before = [...BASIC_RECORD, link()];
    const [event] = given(...before).when(retract('c5.1')).events;
    expect(event).toMatchObject({ data: { target: 'c5.1' }, stream: 'body-council' });
    const after = given(...before, retract('c5.1'));
    expect(after.when(retract('c5.1')).decision.kind).toBe('nothing');
    expect(after.when(link()).types).toEqual(['RecordsLinked']);
    expect(after.state && findLastRetraction(after.state, ['c5.1'])).toBe('c6.1');
  });

  it('allows merging the other way round after a merger is retracted', () => {
    const merged = [...incidents, merge('train-attack', 'rail-attack')];
    const reversed = merge('rail-attack', 'train-attack');
    expect(given(...merged).when(reversed).rejections).toEqual(['DOMAIN_MERGE_INTO_MERGED into']);
    expect(given(...merged, retract('c7.1')).when(reversed).types).toEqual(['RecordsMerged']);
  });

  it('returns an id to its earlier merger if the later one is retracted', () => {
    const twice = [
      ...incidents,
      incident('station-attack', 60),
      merge('train-attack', 'rail-attack'),
      merge('train-attack', 'station-attack'),
      retract('c9.1'),
    ];
    expect(given(...twice).when(merge('train-attack', 'rail-attack')).decision).toEqual({
      kind: 'nothing',
      already: ['c8.1'],
    });
  });

  it('is needed before the linked thing is retracted alone, and part of retracting all of it', () => {
    const meeting = { kind: 'meeting', id: 'council-44', relation: 'same' };
    const record = given(...BASIC_RECORD, recordMeetingHeld(), link(meeting));
    expect(record.when(retract('c5.1')).rejections).toEqual(['DOMAIN_STILL_REFERRED_TO -']);
    expect(
      record.when(retract({ meeting: 'council-44' })).events.map(({ data }) => data),
    ).toMatchObject([{ target: 'c5.1' }, { target: 'c6.1' }]);
  });

  it('is not needed before the document of its evidence is retracted', () => {
    const record = given(...BASIC_RECORD, link({ evidence: { document: 'article' } }));
    expect(record.when(retract({ document: 'article' })).types).toEqual(['RecordRetracted']);
  });

  it('is the only change: a link cannot be corrected', () => {
    const correct: TestCommand = {
      name: 'CorrectRecord',
      body: {
        target: 'c5.1',
        field: 'id',
        oldValue: 'council',
        newValue: 'sco',
        reason: 'Misread.',
        evidence,
      },
    };
    expect(given(...BASIC_RECORD, link()).when(correct).rejections).toEqual([
      'DOMAIN_NOT_A_FACT target',
    ]);
  });
});
