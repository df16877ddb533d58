import { describe, expect, it } from 'vitest';
import { on } from '../testing/sample-chairs.ts';
import { combineTenures, isHeldOn, type TenureFact } from './tenures.ts';

const fact = (event: string, overrides: Partial<TenureFact>): TenureFact => ({
  event: `${event}.1`,
  documents: [event],
  documentDay: null,
  startedOn: null,
  endedOn: null,
  heldAsOf: null,
  role: 'hold',
  ...overrides,
});
const addDays = (day: string, days: number): string =>
  new Date(Date.parse(day) + days * 86_400_000).toISOString().slice(0, 10);
const combine = (...facts: TenureFact[]) => combineTenures(facts);
const daysHeld = (facts: readonly TenureFact[], ...days: string[]) =>
  days.filter((day) => combine(...facts).some((tenure) => isHeldOn(tenure, day)));

describe('The terms of one holder', () => {
  it('are one over time, however many facts tell of it', () => {
    const tenures = combine(
      fact('b', { heldAsOf: on('2021-04-01') }),
      fact('a', { startedOn: on('2011') }),
      fact('c', { startedOn: on('2011-06-15') }),
    );
    expect(tenures).toMatchObject([
      { startedOn: { edtf: '2011-06-15' }, endedOn: null, heldAsOf: { edtf: '2021-04-01' } },
    ]);
    expect(tenures[0]?.documents).toEqual(['a', 'b', 'c']);
  });

  // Compared with each fact before it, this would take two minutes.
  it('are found among many thousands of facts', () => {
    const days = Array.from({ length: 120_000 }, (_, n) => addDays('1950-01-01', n));
    const held = days.map((day, n) => fact(`a${n}`, { heldAsOf: on(day) }));
    const [first, second, ...rest] = combineTenures([
      ...held,
      fact('left', { role: 'end', heldAsOf: on('1960-01-01') }),
    ]);
    expect(rest).toEqual([]);
    expect(first).toMatchObject({ begunBy: '1950-01-01', endedBy: '1960-01-01' });
    expect(second).toMatchObject({ begunBy: '1960-01-02', endedBy: null });
    expect(second?.events).toHaveLength(116_347);
  });

  it('do not hold before they begin, nor after they end', () => {
    const joined = [fact('a', { startedOn: on('2017-06-09') })];
    expect(daysHeld(joined, '2016-01-01', '2017-06-09', '2030-01-01')).toEqual([
      '2017-06-09',
      '2030-01-01',
    ]);
    const left = [fact('a', { startedOn: on('2010'), endedOn: on('2015') })];
    expect(daysHeld(left, '2009-12-31', '2015-12-31', '2016-01-01')).toEqual(['2015-12-31']);
  });

  it("begin by their document's day if nothing else is stated", () => {
    const undated = [fact('a', { documentDay: '2020-02-03' })];
    expect(daysHeld(undated, '2016-01-01', '2020-02-03', '2022-01-01')).toEqual([
      '2020-02-03',
      '2022-01-01',
    ]);
    expect(daysHeld([fact('a', {})], '2016-01-01')).toEqual([]);
  });

  it('end with a withdrawal', () => {
    const facts = [
      fact('w', { role: 'end', startedOn: on('2014-05-01') }),
      fact('a', { startedOn: on('2010') }),
    ];
    expect(daysHeld(facts, '2012-01-01', '2014-05-01', '2014-05-02')).toEqual([
      '2012-01-01',
      '2014-05-01',
    ]);
    expect(combine(...facts)).toMatchObject([{ events: ['a.1', 'w.1'] }]);
  });

  it('are two if one ends before the next begins', () => {
    const facts = [
      fact('b', { startedOn: on('2020-01-01') }),
      fact('a', { startedOn: on('2010-01-01'), endedOn: on('2012-12-31') }),
    ];
    expect(combine(...facts).map(({ events }) => events)).toEqual([['a.1'], ['b.1']]);
    expect(daysHeld(facts, '2011-01-01', '2015-01-01', '2021-01-01')).toEqual([
      '2011-01-01',
      '2021-01-01',
    ]);
  });

  it('are two if a document names the holder again after the end', () => {
    const facts = [
      fact('a', { endedOn: on('2012'), documentDay: '2012-02-01' }),
      fact('b', { documentDay: '2020-02-03' }),
    ];
    expect(daysHeld(facts, '2012-12-31', '2015-01-01', '2020-02-03')).toEqual([
      '2012-12-31',
      '2020-02-03',
    ]);
  });

  it('are held before their end if no start is stated', () => {
    const ended = [fact('a', { endedOn: on('2001'), documentDay: '2003-01-01' })];
    expect(daysHeld(ended, '1990-01-01', '2001-12-31', '2002-01-01')).toEqual([
      '1990-01-01',
      '2001-12-31',
    ]);
    const seen = [...ended, fact('b', { heldAsOf: on('1998-04-01') })];
    expect(daysHeld(seen, '1990-01-01', '1998-04-01', '2002-01-01')).toEqual(['1998-04-01']);
  });

  it('end by the day of the document that tells of the end, if it tells no day', () => {
    const facts = [
      fact('a', { startedOn: on('2010') }),
      fact('w', { role: 'end', documentDay: '2014-05-01' }),
    ];
    expect(daysHeld(facts, '2014-05-01', '2014-05-02')).toEqual(['2014-05-01']);
  });

  it('are not held by a proposal', () => {
    const proposed = [
      fact('p', { role: 'plan', heldAsOf: on('2020') }),
      fact('q', { role: 'plan', endedOn: on('2030') }),
    ];
    expect(daysHeld(proposed, '2019-01-01', '2021-01-01')).toEqual([]);
  });
});
