import type { ActorRef, DateValue } from '@rapporteur/contracts';
import { describe, expect, it } from 'vitest';
import { type ChairFact, buildChairLine, findChairOnDay } from './chair-line.ts';

const state = (id: string): ActorRef => ({
  id,
  kind: 'state',
  nameAsWritten: id,
  of: null,
  office: null,
});
const on = (edtf: string): DateValue => ({ edtf, asWritten: null, basis: 'stated', rule: null });

const EMPTY_FACT: ChairFact = {
  event: 'e',
  entry: 'hand-over',
  meeting: null,
  holders: [],
  previous: null,
  person: null,
  stage: null,
  term: null,
  startedOn: null,
  endedOn: null,
  heldAsOf: null,
  meetingOn: null,
};

function handOver(
  event: string,
  from: string | null,
  to: string | null,
  date: string | null,
): ChairFact {
  const holders = to === null ? [] : [state(to)];
  const previous = from === null ? null : state(from);
  return { ...EMPTY_FACT, event, holders, previous, startedOn: date === null ? null : on(date) };
}

function chaired(event: string, holder: string, date: string): ChairFact {
  return {
    ...EMPTY_FACT,
    event,
    entry: 'meeting',
    meeting: 'm',
    holders: [state(holder)],
    meetingOn: on(date),
  };
}

function period(event: string, holder: string, overrides: Partial<ChairFact>): ChairFact {
  return {
    ...EMPTY_FACT,
    event,
    entry: 'period',
    holders: [state(holder)],
    stage: 'current',
    ...overrides,
  };
}

const holderOn = (facts: readonly ChairFact[], day: string | null) =>
  findChairOnDay(facts, day).holder?.holder.id ?? null;
const possiblyOn = (facts: readonly ChairFact[], day: string | null) =>
  findChairOnDay(facts, day).possibly.map(({ holder }) => holder.id);
const line = (facts: readonly ChairFact[]) =>
  buildChairLine(facts).map(({ holder, since, until }) => [
    holder.id,
    since.stated ? since.edtf : null,
    until.stated ? until.edtf : null,
  ]);

describe('The chair of a body', () => {
  it('is not recorded without a fact about it', () => {
    expect(buildChairLine([])).toEqual([]);
    expect(findChairOnDay([], '2025-01-01')).toEqual({ holder: null, possibly: [] });
  });

  it('passes to the new holder on the day of the hand-over', () => {
    const facts = [handOver('h', 'KGZ', 'PAK', '2025-09-10')];
    expect(line(facts)).toEqual([
      ['KGZ', null, '2025-09-10'],
      ['PAK', '2025-09-10', null],
    ]);
    expect(
      ['2025-09-09', '2025-09-10', '2025-10-01', null].map((day) => holderOn(facts, day)),
    ).toEqual(['KGZ', 'PAK', 'PAK', 'PAK']);
  });

  it('does not depend on the order in which hand-overs were recorded', () => {
    const facts = [
      handOver('b', 'CHN', 'KGZ', '2024-09'),
      handOver('a', 'UZB', 'CHN', '2023-09-01'),
    ];
    expect(line(facts)).toEqual([
      ['UZB', null, '2023-09-01'],
      ['CHN', '2023-09-01', '2024-09'],
      ['KGZ', '2024-09', null],
    ]);
    expect(holderOn(facts, '2024-08-31')).toBe('CHN');
    expect(holderOn(facts, '2024-09-30')).toBe('KGZ');
  });

  it('is uncertain within an imprecise hand-over date', () => {
    const facts = [handOver('a', 'CHN', 'KGZ', '2024-09')];
    expect(holderOn(facts, '2024-09-10')).toBeNull();
    expect(possiblyOn(facts, '2024-09-10')).toEqual(['CHN', 'KGZ']);
  });

  it('has no certain holder between two hand-overs that do not fit', () => {
    const facts = [
      handOver('a', 'UZB', 'CHN', '2022-09-01'),
      handOver('b', 'KGZ', 'PAK', '2025-09-10'),
    ];
    expect(line(facts)).toEqual([
      ['UZB', null, '2022-09-01'],
      ['CHN', '2022-09-01', null],
      ['KGZ', null, '2025-09-10'],
      ['PAK', '2025-09-10', null],
    ]);
    expect(holderOn(facts, '2024-01-01')).toBeNull();
    expect(possiblyOn(facts, '2024-01-01')).toEqual(['CHN', 'KGZ']);
    expect(holderOn(facts, '2025-09-10')).toBe('PAK');
    expect(holderOn(facts, '2022-08-31')).toBe('UZB');
  });

  it('continues at a hand-over without a previous holder', () => {
    const facts = [
      handOver('a', 'UZB', 'CHN', '2022-09-01'),
      handOver('b', null, 'PAK', '2025-09-10'),
    ];
    expect(holderOn(facts, '2025-01-01')).toBe('CHN');
  });

  it('dates an undated hand-over by its meeting, if that has a date', () => {
    const undated = handOver('a', 'KGZ', 'PAK', null);
    expect(holderOn([{ ...undated, meetingOn: on('2025-09-10') }], '2025-09-10')).toBe('PAK');
    expect(findChairOnDay([undated], '2025-09-10')).toMatchObject({ holder: null });
    expect(possiblyOn([undated], '2025-09-10')).toEqual(['KGZ', 'PAK']);
  });

  it('includes the meetings that its holder chaired', () => {
    const facts = [chaired('m', 'KGZ', '2025-09-10'), handOver('h', 'KGZ', 'PAK', '2025-09-10')];
    expect(buildChairLine(facts).map(({ holder, events }) => [holder.id, events])).toEqual([
      ['KGZ', ['h', 'm']],
      ['PAK', ['h']],
    ]);
  });

  it('is certain only on the day of a chaired meeting without other facts', () => {
    const facts = [chaired('m', 'KGZ', '2025-09-10')];
    expect(holderOn(facts, '2025-09-10')).toBe('KGZ');
    expect(findChairOnDay(facts, '2025-09-11')).toEqual({ holder: null, possibly: [] });
    expect(holderOn([chaired('m', 'KGZ', '2025-09')], '2025-09-10')).toBeNull();
  });

  it('includes the last day of a period', () => {
    const facts = [period('p', 'KAZ', { startedOn: on('2023'), endedOn: on('2024-06-30') })];
    expect(['2024-06-30', '2024-07-01'].map((day) => holderOn(facts, day))).toEqual(['KAZ', null]);
    expect(holderOn([period('p', 'KAZ', { heldAsOf: on('2024-01-01') })], '2024-01-01')).toBe(
      'KAZ',
    );
  });

  it('has no certain holder if facts contradict each other, and lists all of them', () => {
    const facts = [
      handOver('h', 'KGZ', 'PAK', '2025-09-10'),
      period('p', 'UZB', { startedOn: on('2025-01-01') }),
    ];
    expect(holderOn(facts, '2025-10-01')).toBeNull();
    expect(
      possiblyOn(facts, '2025-10-01').toSorted((one, other) => (one < other ? -1 : 1)),
    ).toEqual(['PAK', 'UZB']);
  });

  it('combines several facts about one holder', () => {
    const facts = [
      handOver('h', 'KGZ', 'PAK', '2025-09-10'),
      period('p', 'PAK', { startedOn: on('2025'), term: 'a year' }),
    ];
    expect(findChairOnDay(facts, '2026-01-01').holder).toMatchObject({
      holder: { id: 'PAK' },
      events: expect.arrayContaining(['h', 'p']),
    });
  });
});
