import { describe, expect, it } from 'vitest';
import { findOrdinalGaps } from './ordinal-gaps.ts';
import { foldSource, type SourceEntry } from './source-fold.ts';

const COUNCIL = { collection: 'club', body: 'council', bodyName: 'Council', series: null };

describe('The gaps in a series of meetings', () => {
  const MEETING = { ...COUNCIL, key: 'club/council', isHeld: true };
  const ordinals = (...values: number[]) =>
    values.map((ordinal) => ({ ...MEETING, session: 'ordinary', ordinal }));
  const gap = (from: number, to: number) => ({ ...COUNCIL, session: 'ordinary', from, to });

  it('run from ordinal 1 to the last recorded meeting', () => {
    expect(findOrdinalGaps(ordinals(44))).toEqual([gap(1, 43)]);
    expect(findOrdinalGaps(ordinals(3, 1, 7, 6))).toEqual([gap(2, 2), gap(4, 5)]);
    expect(findOrdinalGaps(ordinals(1, 2))).toEqual([]);
  });

  it('have no meeting that was announced or cancelled, and end with the last one held', () => {
    const planned = ordinals(3, 9).map((each) => ({ ...each, isHeld: false }));
    expect(findOrdinalGaps([...ordinals(1, 5), ...planned])).toEqual([gap(2, 2), gap(4, 4)]);
  });

  it('are computed for each body and session', () => {
    const other = { ...MEETING, session: 'extraordinary', ordinal: 2 };
    expect(findOrdinalGaps([...ordinals(1, 2), other])).toEqual([
      { ...COUNCIL, session: 'extraordinary', from: 1, to: 1 },
    ]);
  });

  it('are computed for each series that begins anew', () => {
    const inSeries = (series: string | null, ...values: number[]) =>
      ordinals(...values).map((one) => ({ ...one, series }));
    expect(findOrdinalGaps([...inSeries('2040', 3), ...inSeries('2041', 1, 2)])).toEqual([
      { ...gap(1, 2), series: '2040' },
    ]);
    expect(findOrdinalGaps([...inSeries('8th term', 2), ...inSeries('9th term', 2)])).toEqual([
      { ...gap(1, 1), series: '8th term' },
      { ...gap(1, 1), series: '9th term' },
    ]);
    // A number without a series may belong to each of them.
    expect(findOrdinalGaps([...inSeries('2040', 3), ...inSeries(null, 2, 9)])).toEqual([
      { ...gap(1, 1), series: '2040' },
    ]);
  });

  it('are those of one series for a body that is linked across collections', () => {
    const linked = {
      collection: 'union',
      body: 'board',
      bodyName: 'Board',
      series: null,
      key: 'club/council',
      session: 'ordinary',
      ordinal: 2,
      isHeld: true,
    };
    expect(findOrdinalGaps([linked, ...ordinals(1, 4)])).toEqual([gap(3, 3)]);
  });
});

describe('A document with several facts', () => {
  const entry = (overrides: Partial<SourceEntry>): SourceEntry => ({
    collection: 'sco',
    document: 'd',
    pseq: 1,
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
