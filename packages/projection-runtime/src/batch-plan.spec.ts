import { describe, expect, it } from 'vitest';
import { findTargets, planBatch } from './batch-plan.ts';
import { readDeclaredTables } from './declared-tables.ts';
import { toIndexedEvent } from './event-index.ts';
import type { Projection } from './projection.ts';
import {
  decodeSample,
  meetingHeld,
  recordCorrected,
  recordRetracted,
  type SampleFact,
} from './testing/sample-log.ts';
import { SAMPLE_PROJECTION } from './testing/sample-projection.ts';

const FIRST = 10;
const tables = readDeclaredTables(SAMPLE_PROJECTION, 'sample_v1');

function decode(events: readonly SampleFact[], first = FIRST) {
  return events.map((event, index) =>
    decodeSample(event, { commandId: 'c', n: first + index, pseq: first + index }),
  );
}

function plan(
  events: readonly SampleFact[],
  { projection = SAMPLE_PROJECTION, known = decode([]) } = {},
) {
  const before = known.map((event) => toIndexedEvent(0, event));
  return planBatch(projection, tables, { partition: 0, events: decode(events), known: before });
}

function venues(planned: ReturnType<typeof plan>) {
  return (planned.rows.get('meetings') ?? []).map((row) => ({
    event: `c.${row.eventNumber}`,
    venue: (row['details'] as { venue: string }).venue,
    from: row.recordedFrom,
    to: row.recordedTo,
    by: row.recordedBy,
    closedBy: row.closedBy,
  }));
}

describe('Planning a batch', () => {
  it('adds the numbered rows of an event, current from its position on', () => {
    const { rows, closings, index } = plan([meetingHeld('m', 'hall', ['Almaty', 'Osh'])]);
    expect(
      [...rows.values()].flat().map((row) => [row.n, row.recordedFrom, row.recordedTo]),
    ).toEqual([
      [1, FIRST, null],
      [2, FIRST, null],
      [3, FIRST, null],
    ]);
    expect(closings).toEqual([]);
    expect(index).toMatchObject([
      { eventId: `c.${FIRST}`, type: 'MeetingHeld', collection: 'sco' },
    ]);
  });

  it('closes the rows of a corrected fact, and adds the corrected rows of the fact', () => {
    const planned = plan([
      meetingHeld('m', 'hall'),
      recordCorrected(`c.${FIRST}`, meetingHeld('m', 'palace')),
    ]);
    expect(venues(planned)).toEqual([
      { event: 'c.10', venue: 'hall', from: 10, to: 11, by: null, closedBy: 'c.11' },
      { event: 'c.10', venue: 'palace', from: 11, to: null, by: 'c.11', closedBy: null },
    ]);
    expect(planned.rows.get('changes')).toMatchObject([{ eventNumber: 11, target: 'c.10' }]);
  });

  it('applies several corrections and a retraction of one fact in order', () => {
    const target = `c.${FIRST}`;
    const planned = plan([
      meetingHeld('m', 'hall'),
      recordCorrected(target, meetingHeld('m', 'palace')),
      recordCorrected(target, meetingHeld('m', 'garden')),
      recordRetracted(target),
    ]);
    expect(venues(planned).map(({ venue, from, to }) => [venue, from, to])).toEqual([
      ['hall', 10, 11],
      ['palace', 11, 12],
      ['garden', 12, 13],
    ]);
  });

  it('restores the rows of a fact whose correction is taken back, and closes those of both', () => {
    const target = `c.${FIRST}`;
    const planned = plan([
      meetingHeld('m', 'hall'),
      recordCorrected(target, meetingHeld('m', 'palace')),
      recordRetracted('c.11', { event: target, fact: meetingHeld('m', 'hall') }),
    ]);
    expect(venues(planned)).toEqual([
      { event: target, venue: 'hall', from: 10, to: 11, by: null, closedBy: 'c.11' },
      { event: target, venue: 'palace', from: 11, to: 12, by: 'c.11', closedBy: 'c.12' },
      { event: target, venue: 'hall', from: 12, to: null, by: null, closedBy: null },
    ]);
    expect(planned.rows.get('changes')).toMatchObject([
      { eventNumber: 11, recordedTo: 12 },
      { eventNumber: 12, target: 'c.11', recordedTo: null },
    ]);
  });

  it('restores the rows of a fact whose retraction is taken back, also from an earlier batch', () => {
    const known = decode([meetingHeld('m', 'hall'), recordRetracted('c.8')], 8);
    const planned = plan(
      [recordRetracted('c.9', { event: 'c.8', fact: meetingHeld('m', 'hall') })],
      { known },
    );
    expect(venues(planned)).toMatchObject([{ event: 'c.8', venue: 'hall', from: 10, to: null }]);
    expect(planned.closings.map(({ eventId }) => eventId)).toEqual(['c.9', 'c.8']);
  });

  it('closes a row once, also if it is retracted again', () => {
    const target = `c.${FIRST}`;
    const planned = plan([
      meetingHeld('m', 'hall'),
      recordRetracted(target),
      recordRetracted(target),
    ]);
    expect(venues(planned)).toMatchObject([{ venue: 'hall', to: 11, closedBy: 'c.11' }]);
  });

  it('closes the rows of a fact from before the batch once, at the first change', () => {
    const known = decode([meetingHeld('m', 'hall')], 3);
    const planned = plan(
      [recordCorrected('c.3', meetingHeld('m', 'palace')), recordRetracted('c.3')],
      { known },
    );
    expect(planned.closings).toMatchObject([
      { collection: 'sco', eventId: 'c.3', recordedTo: 10, closedBy: 'c.10' },
    ]);
    expect(venues(planned)).toEqual([
      { event: 'c.3', venue: 'palace', from: 10, to: 11, by: 'c.10', closedBy: 'c.11' },
    ]);
    expect(planned.rows.get('meetings')).toMatchObject([
      { eventPseq: 3, eventAt: '2026-01-01T03:00:00.000Z' },
    ]);
  });

  it('passes corrected data to the projection in the envelope of the fact', () => {
    const known = decode([meetingHeld('m', 'hall')], 3);
    const [row] =
      plan([recordCorrected('c.3', meetingHeld('m', 'palace'))], { known }).rows.get('meetings') ??
      [];
    expect(row?.['details']).toMatchObject({ subject: 'stream-of-MeetingHeld' });
  });

  it('keeps facts of two collections apart that have the same id', () => {
    const other = { ...meetingHeld('n', 'office'), collection: 'eaeu' };
    const [theirs] = decode([other], 3);
    const [ours] = decode([meetingHeld('m', 'hall')], 3);
    if (!theirs || !ours) throw new Error('Two events are expected.');
    const known = [toIndexedEvent(0, ours), { ...toIndexedEvent(0, theirs), pseq: 4 }];
    const events = decode([{ ...recordRetracted('c.3'), collection: 'eaeu' }]);
    const planned = planBatch(SAMPLE_PROJECTION, tables, { partition: 0, events, known });
    expect(planned.closings).toMatchObject([{ collection: 'eaeu', eventId: 'c.3' }]);
    expect(findTargets(events)).toEqual([{ collection: 'eaeu', eventId: 'c.3' }]);
  });

  it('rejects a change of an unknown fact', () => {
    expect(() => plan([recordRetracted('c.99')])).toThrow(
      expect.objectContaining({ code: 'PROJECTION_TARGET_UNKNOWN' }),
    );
  });

  it('names the event for which the projection throws', () => {
    const failing: Projection = {
      ...SAMPLE_PROJECTION,
      project() {
        throw new RangeError('no such place');
      },
    };
    expect(() => plan([meetingHeld('m', 'hall')], { projection: failing })).toThrow(
      expect.objectContaining({
        code: 'PROJECTION_EVENT_FAILED',
        message: 'MeetingHeld c.10 at 0:10 cannot be projected: no such place',
      }),
    );
  });

  it.each([
    ['a table', { table: 'halls', values: {} }],
    ['a column', { table: 'meetings', values: { hall: 1 } }],
    ['a version column', { table: 'meetings', values: { recordedTo: 1 } }],
  ])('rejects %s that the projection may not write', (_, row) => {
    const projection: Projection = { ...SAMPLE_PROJECTION, project: () => [row] };
    expect(() => plan([meetingHeld('m', 'hall')], { projection })).toThrow(
      expect.objectContaining({ code: 'PROJECTION_ROW_REFUSED' }),
    );
  });
});
