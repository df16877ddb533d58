import { describe, expect, it } from 'vitest';
import { foldStoredRecords, checkAcceptance, type StoredRecord } from './fold.ts';
import { EMPTY_HEAD, type Head } from './port.ts';
import { sampleEnvelope, sampleEvent, type SampleEventFields } from './testing/sample-events.ts';

const head: Head = { pseq: 7, term: 3, time: '2026-05-05T00:00:00.000Z' };
const opened = { type: 'org.rapporteur.writer-opened.v1', source: '/log', subject: 'writer-0' };
const judged = (given: SampleEventFields, from = head): string =>
  checkAcceptance(from, sampleEnvelope({ after: from, ...given })).kind;

describe('The acceptance rule', () => {
  it('accepts the next event of the current term', () => {
    const time = '2026-05-05T00:00:00.001Z';
    expect(checkAcceptance(head, sampleEnvelope({ after: head, time }))).toEqual({
      kind: 'valid',
      head: { pseq: 8, term: 3, time },
    });
    expect(judged({ time: head.time })).toBe('valid');
  });

  it.each([
    ['a sequence number already used', { pseq: 7 }],
    ['a sequence number that skips one', { pseq: 9 }],
    ['an earlier term', { term: 2 }],
    ['a later term without a WriterOpened', { term: 4 }],
  ])('ignores %s', (_, given) => expect(judged(given)).toBe('ignored'));

  it('accepts the next WriterOpened of any greater term and version', () => {
    expect(judged({ ...opened, term: 4 })).toBe('valid');
    expect(judged({ ...opened, term: 9 })).toBe('valid');
    expect(judged({ ...opened, type: 'org.rapporteur.writer-opened.v2', term: 4 })).toBe('valid');
  });

  it.each([
    ['the current term', { ...opened, term: 3 }],
    ['an earlier term', { ...opened, term: 2 }],
    ['another sequence number', { ...opened, term: 4, pseq: 9 }],
  ])('ignores a WriterOpened of %s', (_, given) => expect(judged(given)).toBe('ignored'));

  it('accepts only a WriterOpened as the first event of a partition', () => {
    expect(judged({ ...opened, pseq: 0, term: 1 }, EMPTY_HEAD)).toBe('valid');
    expect(judged({ pseq: 0, term: 1 }, EMPTY_HEAD)).toBe('ignored');
    expect(judged({ pseq: 0, term: 0 }, EMPTY_HEAD)).toBe('ignored');
  });

  it('calls an event earlier than its predecessor defective', () => {
    expect(judged({ time: '2026-05-04T23:59:59.999Z' })).toBe('defective');
    expect(judged({ ...opened, term: 4, time: '2026-05-04T23:59:59.999Z' })).toBe('defective');
  });
});

describe('Folding stored records', () => {
  const stored = (given: SampleEventFields, key?: number): StoredRecord => {
    const event = sampleEnvelope({ after: head, ...given });
    return {
      pseq: key ?? event.pseq,
      record: { event, bytes: sampleEvent({ after: head, ...given }) },
    };
  };

  it('returns valid events, and ignored ones with the reason', () => {
    const folded = foldStoredRecords(head, [
      stored({ pseq: 8 }),
      stored({ pseq: 8, term: 9 }),
      stored({ pseq: 9 }),
    ]);
    expect(folded.events.map(({ event }) => event.pseq)).toEqual([8, 9]);
    expect(folded.ignored).toEqual([{ reason: 'pseq 8 follows 8', location: 'pseq 8' }]);
    expect(folded.head).toEqual({ ...head, pseq: 9 });
  });

  it.each([
    ['a sequence number is missing', [stored({ pseq: 8 }), stored({ pseq: 10 })], 'LOG_GAP_FOUND'],
    [
      'the next sequence number holds an ignored event',
      [stored({ pseq: 8, term: 1 }), stored({ pseq: 9 })],
      'LOG_GAP_FOUND',
    ],
    ['a time decreases', [stored({ time: '1999-01-01T00:00:00.000Z' })], 'LOG_EVENT_DEFECTIVE'],
  ])('stops when %s', (_, records, code) => {
    expect(() => foldStoredRecords(head, records)).toThrow(expect.objectContaining({ code }));
  });
});
