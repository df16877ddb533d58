import { describe, expect, it } from 'vitest';
import type { LogEvent } from '../../api/event-lines.ts';
import { foldStream, listChangedFields } from './stream-state.ts';

function createEvent(id: string, type: string, data: LogEvent['data']): LogEvent {
  return {
    id,
    type: `org.rapporteur.${type}.v1`,
    source: '/collections/harbours',
    subject: 'meeting-council-7',
    time: '2031-05-04T10:00:00.000Z',
    streamversion: 1,
    pseq: 1,
    term: 1,
    specversion: '1.0',
    commandid: 'c',
    data,
  };
}

const HELD = createEvent('c.1', 'meeting-held', { meeting: 'council-7', venue: 'the pier' });
const MEETING = 'org.rapporteur.meeting-held.v1';
const CORRECTION = createEvent('d.1', 'record-corrected', {
  target: 'c.1',
  correctedType: MEETING,
  corrected: { meeting: 'council-7', venue: 'the quay' },
});
const RETRACTION = createEvent('e.1', 'record-retracted', { target: 'c.1', restores: null });

describe('The state of a stream', () => {
  it('has the values of the last correction', () => {
    const [none, held, corrected] = foldStream([HELD, CORRECTION]);
    expect(none?.size).toBe(0);
    expect(held?.get('c.1')?.data).toMatchObject({ venue: 'the pier' });
    expect(corrected?.get('c.1')).toEqual({
      event: 'c.1',
      type: MEETING,
      data: { meeting: 'council-7', venue: 'the quay' },
    });
  });

  it('does not have a fact that was retracted', () =>
    expect(foldStream([HELD, RETRACTION]).map(({ size }) => size)).toEqual([0, 1, 0]));

  it('has a fact again if its retraction or correction was taken back', () => {
    const restores = { event: 'c.1', type: MEETING, recordedBy: 'c.1', data: HELD.data };
    const back = createEvent('f.1', 'record-retracted', { target: 'd.1', restores });
    const [, , , last] = foldStream([HELD, CORRECTION, back]);
    expect(last?.get('c.1')?.data).toEqual(HELD.data);
    expect(last?.size).toBe(1);
  });

  it('is not changed by an event about the record', () => {
    const flag = createEvent('g.1', 'conflict-flagged', { events: ['c.1'] });
    const [, held, flagged] = foldStream([HELD, flag]);
    expect(flagged).toBe(held);
  });

  it('tells which fields an event changed', () => {
    const [, held, corrected] = foldStream([HELD, CORRECTION]);
    const [before, now] = [held?.get('c.1'), corrected?.get('c.1')];
    if (before === undefined || now === undefined) throw new Error('The fact is in both states.');
    expect(listChangedFields(before, now)).toEqual(new Set(['venue']));
    expect(listChangedFields(undefined, before)).toEqual(new Set(['meeting', 'venue']));
  });
});
