import { describe, expect, it } from 'vitest';
import { completeEventData } from '../testing/sample-event.ts';
import { foldMeeting, type MeetingEntry } from './meeting-fold.ts';
import { findOrdinalGaps } from './ordinal-gaps.ts';
import { foldSource, type SourceEntry } from './source-fold.ts';

describe('The gaps in a series of meetings', () => {
  const ordinals = (...values: number[]) =>
    values.map((ordinal) => ({ body: 'council', session: 'ordinary', ordinal }));

  it('run from ordinal 1 to the last recorded meeting', () => {
    expect(findOrdinalGaps(ordinals(44))).toEqual([
      { body: 'council', session: 'ordinary', from: 1, to: 43 },
    ]);
    expect(findOrdinalGaps(ordinals(3, 1, 7, 6))).toEqual([
      { body: 'council', session: 'ordinary', from: 2, to: 2 },
      { body: 'council', session: 'ordinary', from: 4, to: 5 },
    ]);
    expect(findOrdinalGaps(ordinals(1, 2))).toEqual([]);
  });

  it('are computed for each body and session', () => {
    const other = { body: 'council', session: 'extraordinary', ordinal: 2 };
    expect(findOrdinalGaps([...ordinals(1, 2), other])).toEqual([
      { body: 'council', session: 'extraordinary', from: 1, to: 1 },
    ]);
  });
});

const ENTRY: MeetingEntry = {
  meeting: 'm',
  stage: 'held',
  body: 'council',
  session: null,
  ordinal: null,
  occurredOn: null,
  places: [],
  venue: null,
  host: null,
  format: null,
  data: completeEventData('MeetingHeld', { meeting: 'm', body: 'council' }),
  event: 'e',
  documents: ['note'],
};
const on = (edtf: string) => ({ edtf, asWritten: null, basis: 'stated', rule: null }) as const;

describe('A meeting with several facts', () => {
  it('is held if one fact says so, and keeps its scheduled date', () => {
    const announced = {
      ...ENTRY,
      stage: 'announced',
      occurredOn: on('2025-08'),
      event: 'a',
      venue: 'hall',
    } as const;
    const postponed = {
      ...ENTRY,
      stage: 'postponed',
      body: null,
      occurredOn: on('2025-09'),
      event: 'b',
    } as const;
    const held = { ...ENTRY, occurredOn: on('2025-09-10'), event: 'c' };
    expect(foldMeeting([announced, postponed])).toMatchObject({
      stage: 'postponed',
      body: 'council',
      heldOn: null,
      scheduledOn: { edtf: '2025-09' },
    });
    expect(foldMeeting([announced, postponed, held])).toMatchObject({
      stage: 'held',
      heldOn: { edtf: '2025-09-10' },
      scheduledOn: { edtf: '2025-09' },
      venue: 'hall',
      events: ['c', 'a', 'b'],
    });
  });

  it('has the first stated value', () => {
    const second = { ...ENTRY, format: 'hybrid', event: 'f', documents: ['article'] };
    expect(foldMeeting([ENTRY, second, { ...second, format: 'in-person' }])).toMatchObject({
      format: 'hybrid',
      documents: ['note', 'article'],
    });
  });
});

describe('A document with several facts', () => {
  const entry = (overrides: Partial<SourceEntry>): SourceEntry => ({
    document: 'd',
    entry: 'registered',
    sha256: null,
    extent: null,
    parent: null,
    data: {},
    event: 'e',
    ...overrides,
  });
  const coverageOf = (...entries: SourceEntry[]) => foldSource(entries).held;

  it('has the coverage of its registered text', () => {
    expect(coverageOf(entry({ sha256: 'a', extent: 'full' }))).toBe('full');
    expect(coverageOf(entry({ sha256: 'a', extent: 'extract' }))).toBe('extract');
    expect(coverageOf(entry({ sha256: 'a', extent: 'unknown' }))).toBe('unknown');
    expect(coverageOf(entry({ sha256: null, extent: 'full' }))).toBe('cited');
    expect(coverageOf(entry({ entry: 'adopted' }))).toBe('cited');
  });

  it('has the coverage of an annexed text', () => {
    expect(coverageOf(entry({ entry: 'annexed', extent: 'extract', parent: 'p' }))).toBe('extract');
    expect(coverageOf(entry({}), entry({ entry: 'annexed', extent: 'full', parent: 'p' }))).toBe(
      'full',
    );
  });

  it('keeps the hashes of earlier texts, the newest last', () => {
    const newer = entry({ entry: 'superseded', sha256: 'b' });
    expect(foldSource([entry({ sha256: 'a', extent: 'full' }), newer]).hashes).toEqual(['a', 'b']);
  });
});
