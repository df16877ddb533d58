import { describe, expect, it } from 'vitest';
import { chaired, handOver, on, period, state } from '../testing/sample-chairs.ts';
import { type ChairFact, buildChairLine, findChairOnDay } from './chair-line.ts';

/** Formats the answer for a day: `told NOR`, `not-known`, `sources-differ ITA NOR`. */
function formatAnswer(facts: readonly ChairFact[], day: string | null): string {
  const { known, holder, possibly } = findChairOnDay(facts, day);
  const holders = holder === null ? possibly : [holder];
  return [known, ...holders.flatMap((each) => each.holders.map(({ id }) => id)).toSorted()].join(
    ' ',
  );
}

/** Formats the evidence around a day: the last holder and date, and the next ones. */
function formatNeighbours(facts: readonly ChairFact[], day: string): readonly (string | null)[] {
  const { lastKnown, nextKnown } = findChairOnDay(facts, day);
  return [lastKnown, nextKnown].map((each) =>
    each === null ? null : `${each.holder.id} ${each.on.stated ? each.on.edtf : ''}`,
  );
}

const line = (facts: readonly ChairFact[]) =>
  buildChairLine(facts).map(({ holder, since, until }) => [
    holder.id,
    since.stated ? since.edtf : null,
    until.stated ? until.edtf : null,
  ]);

describe('The chair of a body', () => {
  it('is not recorded without a fact about it', () => {
    expect(buildChairLine([])).toEqual([]);
    expect(findChairOnDay([], '2025-01-01')).toMatchObject({
      known: 'not-recorded',
      holder: null,
      possibly: [],
    });
  });

  it('passes to the new holder on the day of the hand-over', () => {
    const facts = [handOver('h', ['NOR', 'ITA'], '2021-03-10')];
    expect(line(facts)).toEqual([
      ['NOR', null, '2021-03-10'],
      ['ITA', '2021-03-10', null],
    ]);
    expect(
      ['2021-03-09', '2021-03-10', '2021-04-01', null].map((day) => formatAnswer(facts, day)),
    ).toEqual(['presumed NOR', 'told ITA', 'presumed ITA', 'presumed ITA']);
  });

  it('is stated between two hand-overs that fit, and changes in the month of an imprecise one', () => {
    const facts = [
      handOver('b', ['ITA', 'FIN'], '2022-03'),
      handOver('a', ['NOR', 'ITA'], '2021-03-10'),
    ];
    expect(line(facts)).toEqual([
      ['NOR', null, '2021-03-10'],
      ['ITA', '2021-03-10', '2022-03'],
      ['FIN', '2022-03', null],
    ]);
    expect(formatAnswer(facts, '2022-02-28')).toBe('told ITA');
    expect(formatAnswer(facts, '2022-03-15')).toBe('not-known FIN ITA');
    expect(findChairOnDay(facts, '2022-03-15').changedIn).toMatchObject({ edtf: '2022-03' });
    expect(formatAnswer(facts, '2022-03-31')).toBe('told FIN');
  });

  it('is not known between two hand-overs that do not fit', () => {
    const facts = [
      handOver('a', ['NOR', 'ITA'], '2019-05-01'),
      handOver('b', ['FIN', 'PRT'], '2022-05-01'),
    ];
    expect(formatAnswer(facts, '2020-01-01')).toBe('not-known');
    expect(formatNeighbours(facts, '2020-01-01')).toEqual(['ITA 2019-05-01', 'FIN 2022-05-01']);
    expect(formatAnswer(facts, '2022-05-01')).toBe('told PRT');
    expect(formatAnswer(facts, '2019-04-30')).toBe('presumed NOR');
  });

  it('is presumed until a hand-over without a previous holder', () => {
    const facts = [
      handOver('a', ['NOR', 'ITA'], '2019-05-01'),
      handOver('b', [null, 'PRT'], '2022-05-01'),
    ];
    expect(formatAnswer(facts, '2020-01-01')).toBe('presumed ITA');
    expect(formatNeighbours(facts, '2020-01-01')).toEqual(['ITA 2019-05-01', 'PRT 2022-05-01']);
  });

  it('dates an undated hand-over by its meeting, otherwise by its document at the latest', () => {
    const undated = handOver('a', ['NOR', 'ITA'], null);
    expect(formatAnswer([{ ...undated, meetingOn: on('2021-03-10') }], '2021-03-10')).toBe(
      'told ITA',
    );
    expect(formatAnswer([{ ...undated, documentOn: on('2021-03-12') }], '2021-03-12')).toBe(
      'told ITA',
    );
    expect(formatAnswer([undated], '2021-03-10')).toBe('not-known ITA NOR');
  });

  it('includes the meetings that its holder chaired', () => {
    const facts = [
      chaired('m', ['NOR'], '2021-03-10'),
      handOver('h', ['NOR', 'ITA'], '2021-03-10'),
    ];
    expect(buildChairLine(facts).map(({ holder, events }) => [holder.id, events])).toEqual([
      ['NOR', ['h.1', 'm.1']],
      ['ITA', ['h.1']],
    ]);
    expect(formatAnswer(facts, '2021-03-10')).toBe('told ITA');
  });

  it('has evidence for the days of a chaired meeting only', () => {
    const facts = [handOver('h', [null, 'NOR'], '2014-06-01'), chaired('m', ['CUB'], '2017-05-02')];
    expect(formatAnswer(facts, '2017-05-02')).toBe('told CUB');
    // Norway took the chair in 2014, but it did not hold it for ever.
    expect(formatAnswer(facts, '2019-01-01')).toBe('not-known');
    expect(formatNeighbours(facts, '2019-01-01')).toEqual(['CUB 2017-05-02', null]);
    expect(formatAnswer(facts, '2016-01-01')).toBe('not-known');
    expect(formatNeighbours(facts, '2016-01-01')).toEqual(['NOR 2014-06-01', 'CUB 2017-05-02']);
    expect(formatAnswer([chaired('m', ['NOR'], '2017-05')], '2017-05-20')).toBe('presumed NOR');
  });

  it('is presumed between two days with one holder', () => {
    const facts = [chaired('a', ['NOR'], '2017-05-02'), chaired('b', ['NOR'], '2018-05-02')];
    expect(formatAnswer(facts, '2018-01-01')).toBe('presumed NOR');
    expect(formatNeighbours(facts, '2018-01-01')).toEqual(['NOR 2017-05-02', 'NOR 2018-05-02']);
    expect(formatAnswer(facts, '2018-05-03')).toBe('not-known');
  });

  it('is presumed after a day on which it is called current', () => {
    const facts = [period('p', 'ITA', { heldAsOf: on('2021-05-21') })];
    expect(formatAnswer(facts, '2021-05-21')).toBe('told ITA');
    expect(formatAnswer(facts, '2023-01-01')).toBe('presumed ITA');
    expect(formatNeighbours(facts, '2023-01-01')).toEqual(['ITA 2021-05-21', null]);
    expect(formatAnswer(facts, '2021-05-20')).toBe('not-known');
    const undated = [period('p', 'ITA', { documentOn: on('2021-05-21') })];
    expect(formatAnswer(undated, '2021-05-22')).toBe('presumed ITA');
  });

  it('is not known between evidence of two holders', () => {
    const facts = [
      period('p', 'RUS', { heldAsOf: on('2018-03') }),
      handOver('h', [null, 'KAZ'], '2022-07-04'),
    ];
    expect(formatAnswer(facts, '2020-01-01')).toBe('not-known');
    expect(formatNeighbours(facts, '2020-01-01')).toEqual(['RUS 2018-03', 'KAZ 2022-07-04']);
  });
});

describe('A term of the chair', () => {
  it('ends with its term', () => {
    const facts = [handOver('h', [null, 'ITA'], '2031-01-01', { term: '2031' })];
    expect(formatAnswer(facts, '2031-06-01')).toBe('told ITA');
    expect(formatAnswer(facts, '2031-12-31')).toBe('told ITA');
    expect(formatAnswer(facts, '2032-01-01')).toBe('not-known');
    expect(formatNeighbours(facts, '2032-01-01')).toEqual(['ITA 2031-12-31', null]);
  });

  it.each([
    ['for 2031', '2031-01-01', '2031-12-31'],
    ['first half of 2031', '2031-01-01', '2031-06-30'],
    ['the second half of the year 2031', '2031-07-01', '2031-12-31'],
    ['2031-32', '2031-06-01', '2032-06-01'],
    ['2031–2032', '2031-06-01', '2032-06-01'],
  ])('is read from words: %s', (term, first, last) => {
    const facts = [period('p', 'ITA', { term })];
    expect([first, last].map((day) => formatAnswer(facts, day))).toEqual(['told ITA', 'told ITA']);
    expect(formatAnswer(facts, '2030-12-31')).toBe('not-known');
    expect(formatAnswer(facts, '2033-01-01')).toBe('not-known');
  });

  it('of words without years is none', () => {
    const facts = [handOver('h', [null, 'ITA'], '2031-01-01', { term: 'a year' })];
    expect(formatAnswer(facts, '2040-01-01')).toBe('presumed ITA');
  });

  it('of whole years holds on their days', () => {
    const facts = [period('p', 'ITA', { startedOn: on('2031'), endedOn: on('2032') })];
    expect(
      ['2031-02-01', '2032-11-01', '2033-01-01'].map((day) => formatAnswer(facts, day)),
    ).toEqual(['told ITA', 'told ITA', 'not-known']);
    const year = [period('p', 'ITA', { startedOn: on('2031'), endedOn: on('2031') })];
    expect(formatAnswer(year, '2031-06-01')).toBe('told ITA');
  });

  it('changes in the year in which one ends and the next begins', () => {
    const facts = [
      period('a', 'IND', { stage: 'outgoing', startedOn: on('2012'), endedOn: on('2013') }),
      handOver('b', [null, 'NOR'], '2013-07-04'),
      period('c', 'CHN', { stage: 'outgoing', startedOn: on('2014'), endedOn: on('2015') }),
      period('d', 'FIN', { startedOn: on('2015'), endedOn: on('2016') }),
    ];
    expect(
      ['2013-03-01', '2013-07-04', '2013-09-01', '2014-03-01', '2014-12-31', '2015-06-01'].map(
        (day) => formatAnswer(facts, day),
      ),
    ).toEqual([
      'told IND',
      'told NOR',
      'presumed NOR',
      'not-known CHN NOR',
      'told CHN',
      'not-known CHN FIN',
    ]);
    expect(findChairOnDay(facts, '2014-03-01').changedIn).toMatchObject({ edtf: '2014' });
    expect(findChairOnDay(facts, '2015-06-01').changedIn).toMatchObject({ edtf: '2015' });
    expect(formatAnswer(facts, '2016-06-01')).toBe('told FIN');
    expect(formatAnswer(facts, '2017-01-01')).toBe('not-known');
  });

  it('ends the one before it', () => {
    const before = handOver('a', [null, 'NOR'], '2013-07-04');
    const outgoing = period('b', 'CHN', {
      stage: 'outgoing',
      startedOn: on('2014-07-04'),
      endedOn: on('2015-07-04'),
    });
    const current = period('b', 'CHN', { startedOn: on('2014-07-04') });
    expect(formatAnswer([before, outgoing], '2014-01-01')).toBe('presumed NOR');
    expect(formatAnswer([before, outgoing], '2015-01-01')).toBe('told CHN');
    expect(formatAnswer([before, outgoing], '2015-07-05')).toBe('not-known');
    expect(formatAnswer([before, current], '2015-01-01')).toBe('presumed CHN');
  });

  it('begins by a day at the latest', () => {
    const facts = [period('p', 'ITA', { startedOn: on('../2031-05-01') })];
    expect(
      ['2031-04-30', '2031-05-01', '2031-06-01'].map((day) => formatAnswer(facts, day)),
    ).toEqual(['not-known', 'told ITA', 'presumed ITA']);
  });

  it('is no longer that of an outgoing chair', () => {
    const facts = [period('p', 'ITA', { stage: 'outgoing', heldAsOf: on('2021-05-21') })];
    expect(formatAnswer(facts, '2021-06-01')).toBe('not-known');
    expect(formatNeighbours(facts, '2021-06-01')).toEqual(['ITA 2021-05-21', null]);
    const current = period('q', 'MLT', { heldAsOf: on('2021-05-21') });
    expect(formatAnswer([...facts, current], '2021-05-21')).toBe('told MLT');
  });

  it('is planned for an incoming chair, and for the chair of a planned meeting', () => {
    const incoming = period('p', 'MLT', {
      stage: 'incoming',
      startedOn: on('2031-01-01'),
      endedOn: on('2031-12-31'),
    });
    const meeting = { ...chaired('m', ['PRT'], '2031-06-03'), planned: true };
    const chair = findChairOnDay([incoming, meeting], '2031-06-03');
    expect(chair).toMatchObject({ known: 'not-recorded', holder: null, possibly: [] });
    expect(chair.planned.map(({ holder }) => holder.id)).toEqual(['MLT', 'PRT']);
    const current = period('c', 'PRT', { heldAsOf: on('2030-05-21') });
    expect(formatAnswer([incoming, current], '2030-05-21')).toBe('told PRT');
    expect(findChairOnDay([incoming, current], '2032-05-21').planned).toEqual([]);
  });
});

describe('The chair by several facts', () => {
  it('is nobody where sources differ, and all of them are listed', () => {
    const facts = [
      period('a', 'ITA', { startedOn: on('2021-01-01'), endedOn: on('2021-12-31') }),
      period('b', 'FIN', { startedOn: on('2021-06-01'), endedOn: on('2022-05-31') }),
    ];
    expect(
      ['2021-03-01', '2021-09-01', '2022-03-01'].map((day) => formatAnswer(facts, day)),
    ).toEqual(['told ITA', 'sources-differ FIN ITA', 'told FIN']);
    expect(
      findChairOnDay(facts, '2021-09-01').possibly.map(({ holder, events }) => [holder.id, events]),
    ).toEqual([
      ['ITA', ['a.1']],
      ['FIN', ['b.1']],
    ]);
  });

  it('is the one that a person settled', () => {
    const facts = [
      period('a', 'ITA', { startedOn: on('2021-01-01'), endedOn: on('2021-12-31') }),
      period('b', 'FIN', { startedOn: on('2021-06-01'), endedOn: on('2022-05-31') }),
    ].map((fact) => ({ ...fact, settled: fact.event === 'b.1' }));
    const answers = ['2021-03-01', '2021-09-01', '2022-03-01'].map((day) =>
      findChairOnDay(facts, day),
    );
    expect(answers.map(({ known, holder }) => `${known} ${holder?.holder.id}`)).toEqual([
      'told ITA',
      'settled FIN',
      'told FIN',
    ]);
    expect(answers[1]?.possibly.map(({ holder }) => holder.id)).toEqual(['ITA', 'FIN']);
  });

  it('ends where evidence of another holder begins', () => {
    const facts = [
      handOver('h', ['NOR', 'ITA'], '2021-09-10'),
      period('p', 'FIN', { startedOn: on('2021-01-01') }),
    ];
    expect(formatAnswer(facts, '2021-10-01')).toBe('presumed ITA');
    expect(formatAnswer(facts, '2021-05-01')).toBe('not-known');
  });

  it('is one holder under two names', () => {
    const facts = [
      period('a', 'DEU', { heldAsOf: on('2021-05-21') }),
      { ...period('b', 'DEU', { startedOn: on('2021') }), holders: [state('DEU', 'Germany')] },
    ];
    const { known, holder } = findChairOnDay(facts, '2021-05-21');
    expect([known, holder?.events]).toEqual(['told', ['a.1', 'b.1']]);
    const merged = [period('a', 'old', { heldAsOf: on('2021-05-21') }), facts[0]] as const;
    const getKey = (): string => 'DEU';
    expect(findChairOnDay(merged as never, '2021-05-21', getKey).known).toBe('told');
  });

  it('stays joint, also if a source names one of the holders', () => {
    const joint = {
      ...period('a', 'ITA', { startedOn: on('2021-01-01'), endedOn: on('2021-12-31') }),
    };
    const facts = [
      { ...joint, holders: [state('ITA'), state('FIN')] },
      chaired('m', ['FIN'], '2021-05-21'),
    ];
    expect(formatAnswer(facts, '2021-05-21')).toBe('told FIN ITA');
    expect(buildChairLine(facts)).toHaveLength(1);
  });

  it('has the most precise dates', () => {
    const facts = [
      handOver('h', ['NOR', 'ITA'], '2021-09-10'),
      period('p', 'ITA', { startedOn: on('2021'), term: 'a year' }),
    ];
    expect(line(facts)).toEqual([
      ['NOR', null, '2021-09-10'],
      ['ITA', '2021-09-10', null],
    ]);
    expect(formatAnswer(facts, '2021-03-01')).toBe('presumed NOR');
    expect(findChairOnDay(facts, '2022-01-01').holder?.events).toEqual(['h.1', 'p.1']);
  });
});
