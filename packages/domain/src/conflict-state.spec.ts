import { describe, expect, it } from 'vitest';
import {
  BASIC_RECORD,
  buildState,
  given,
  listOpenConflicts,
  recordFact,
  recordMeetingHeld,
  retractFact,
  statedDate,
  type TestCommand,
} from './testing/given-when-then.ts';

const evidence = { note: 'A letter' };
const heldOn = (day: string, start: number): TestCommand =>
  recordMeetingHeld({ occurredOn: statedDate(day) }, start);
const killed = (incident: string, count: object, start: number): TestCommand =>
  recordFact('CasualtiesReported', { incident, killed: count }, start);

describe('Merging', () => {
  const merge = (kind: string, merged: string, into: string): TestCommand => ({
    name: 'MergeRecords',
    body: { kind, merged, into, reason: 'One thing.', evidence },
  });
  const two = [
    killed('blast', { min: 7, max: 7 }, 0),
    killed('explosion', { min: 12, max: 12 }, 20),
  ];

  it('flags the contradictions of the two things', () => {
    const outcome = given(...BASIC_RECORD, ...two).when(merge('incident', 'explosion', 'blast'));
    expect(outcome.types).toEqual(['RecordsMerged', 'ConflictFlagged']);
    expect(outcome.events[1]?.data).toMatchObject({
      field: 'killed',
      events: ['c5.1', 'c6.1'],
      thing: { kind: 'incident', id: 'blast' },
    });
  });

  it('compares later facts under either id', () => {
    const merged = given(...BASIC_RECORD, ...two, merge('incident', 'explosion', 'blast'));
    const outcome = merged.when(killed('explosion', { min: 7, max: 7 }, 40));
    expect(outcome.types).toEqual(['CasualtiesReported', 'ConflictFlagged', 'ConflictEnded']);
    expect(outcome.events[1]?.data).toMatchObject({ events: ['c5.1', 'c6.1', 'new.1'] });
  });

  it('ends the conflict when the merger is retracted', () => {
    const merged = given(...BASIC_RECORD, ...two, merge('incident', 'explosion', 'blast'));
    expect(merged.when(retractFact('c7.1')).events).toMatchObject([
      { type: 'RecordRetracted' },
      { type: 'ConflictEnded', data: { conflict: 'c7.2', field: 'killed', replacedBy: null } },
    ]);
  });

  it('ends a conflict between two ids of one actor', () => {
    const chairedBy = (id: string, start: number) =>
      recordFact(
        'MeetingChaired',
        { meeting: 'council-44', chairs: [{ id, kind: 'person', nameAsWritten: id }] },
        start,
      );
    const chaired = [
      ...BASIC_RECORD,
      recordMeetingHeld(),
      chairedBy('m-ivanova', 20),
      chairedBy('mariya-ivanova', 40),
    ];
    expect(listOpenConflicts(buildState(...chaired))).toHaveLength(1);
    expect(given(...chaired).when(merge('actor', 'm-ivanova', 'mariya-ivanova')).types).toEqual([
      'RecordsMerged',
      'ConflictEnded',
    ]);
  });
});

describe('A conflict', () => {
  const both = [...BASIC_RECORD, heldOn('2025-09-10', 0), heldOn('2025-09-11', 20)];
  const correctDay = (target: string, from: string, to: string): TestCommand => ({
    name: 'CorrectRecord',
    body: {
      target,
      field: 'occurredOn',
      oldValue: statedDate(from),
      newValue: statedDate(to),
      reason: 'Misread.',
      evidence,
    },
  });

  it('ends when one side is retracted', () => {
    expect(given(...both).when(retractFact('c6.1')).events).toMatchObject([
      { type: 'RecordRetracted' },
      { type: 'ConflictEnded', data: { conflict: 'c6.2', replacedBy: null } },
    ]);
  });

  it('ends when a correction makes the values compatible', () => {
    const outcome = given(...both).when(correctDay('c6.1', '2025-09-11', '2025-09'));
    expect(outcome.types).toEqual(['RecordCorrected', 'ConflictEnded']);
  });

  it('is replaced when its values change, and is not flagged twice', () => {
    const corrected = correctDay('c6.1', '2025-09-11', '2025-09-12');
    const outcome = given(...both).when(corrected);
    expect(outcome.types).toEqual(['RecordCorrected', 'ConflictFlagged', 'ConflictEnded']);
    expect(given(...both).when(heldOn('2025-09', 40)).types).toEqual(['MeetingHeld']);
  });

  it('keeps the facts that still contradict each other', () => {
    const three = given(...both, heldOn('2025-09-12', 40));
    expect(three.when(retractFact('c5.1')).events.slice(1)).toMatchObject([
      { type: 'ConflictFlagged', data: { events: ['c6.1', 'c7.1'] } },
      { type: 'ConflictEnded', data: { conflict: 'c7.2', replacedBy: 'new.2' } },
    ]);
  });

  const resolve = (fields: object, conflict = 'c6.2'): TestCommand => ({
    name: 'ResolveConflict',
    body: { conflict, resolution: 'The minutes give the day.', ...fields },
  });

  it('can be resolved by the fact whose value holds', () => {
    expect(given(...both).when(resolve({ holds: 'c5.1' })).events).toMatchObject([
      { type: 'ConflictResolved', data: { conflict: 'c6.2', holds: 'c5.1' } },
    ]);
    expect(given(...both).when(resolve({ holds: 'c4.1' })).rejections).toEqual([
      'DOMAIN_CONFLICT_OTHER_FACT holds',
    ]);
    expect(given(...both, retractFact('c6.1')).when(resolve({})).rejections).toEqual([
      'DOMAIN_CONFLICT_ENDED conflict',
    ]);
  });

  it('that is resolved is flagged again only by another fact', () => {
    const settled = given(...both, resolve({ holds: 'c5.1' }));
    expect(settled.when(heldOn('2025-09-10', 40)).types).toEqual(['MeetingHeld']);
    const outcome = settled.when(heldOn('2025-09-11', 40));
    expect(outcome.types).toEqual(['MeetingHeld', 'ConflictFlagged']);
    expect(outcome.events[1]?.data).toMatchObject({ events: ['c5.1', 'new.1'] });
  });

  it('is flagged again when the fact whose value held is retracted', () => {
    const three = [...both, heldOn('2025-09-12', 40), resolve({ holds: 'c5.1' }, 'c7.2')];
    expect(given(...three).when(retractFact('c5.1')).events).toMatchObject([
      { type: 'RecordRetracted' },
      { type: 'ConflictFlagged', data: { events: ['c6.1', 'c7.1'] } },
    ]);
  });
});
