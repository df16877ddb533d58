import type { ActorRef, Count, Place } from '@rapporteur/contracts';
import { describe, expect, it } from 'vitest';
import { isCompatible, isContradiction } from './is-compatible.ts';
import { listStatements } from './list-statements.ts';
import { EMPTY_CONTEXT, type Statement, type StatementContext } from './statement.ts';
import { createEvent, statementOf, toDate } from './testing/sample-statements.ts';

describe('Dates', () => {
  it.each([
    ['2024-03-14', '2024-03'],
    ['2024-03', '2024'],
    ['2024-03-14', '2024-03-12/2024-03-15'],
    ['2024-03-12/2024-03-15', '2024-03'],
    ['[2023-03,2024-03]', '2024-03-14'],
    ['{2024-03-14,2024-03-16}', '2024-03-16'],
    ['2024-03-14?', '2024-04-02'],
    ['2024~', '2021-04'],
    ['../2024-06', '2024-03-14'],
    ['2019/..', '2024'],
    ['2019/..', '2019/2024'],
    ['2019/2024', '2019-05/2024-02'],
    ['202X', '2024'],
    ['XXXX-03-14', '2024-03-14'],
    ['XXXX-03', 'XXXX-03-14'],
    ['XXXX-03-14', '2024'],
  ])('agree: %s and %s', (a, b) => {
    expect(isCompatible('date', toDate(a), toDate(b))).toBe(true);
    expect(isCompatible('date', toDate(b), toDate(a))).toBe(true);
  });

  it.each([
    ['2024-03-14', '2024-03-15'],
    ['2024-03', '2024-04'],
    ['2024-03-12/2024-03-15', '2024-03-13/2024-03-15'],
    ['2024-03-12/2024-03-15', '2024-03-16'],
    ['[2023-03,2024-03]', '2024-05'],
    ['../2024-06', '2024-07-01'],
    ['2025/..', '2024'],
    ['2019/2024', '2020/2024'],
    ['XXXX-03-14', '2024-03-15'],
    ['XXXX-03', 'XXXX-04'],
  ])('contradict each other: %s and %s', (a, b) => {
    expect(isCompatible('date', toDate(a), toDate(b))).toBe(false);
    expect(isCompatible('date', toDate(b), toDate(a))).toBe(false);
  });

  it('agree if the words of a range only describe it', () => {
    const late = toDate('2024-08-21/2024-08-31', 'late August');
    const exact = toDate('2024-08-21/2024-08-31', '21 to 31 August');
    const meeting = toDate('2024-08-24/2024-08-25');
    expect(isCompatible('date', late, meeting)).toBe(true);
    expect(isCompatible('date', exact, meeting)).toBe(false);
  });
});

describe('Counts', () => {
  const count = (
    min: number | null,
    max: number | null,
    qualifier: string | null = null,
  ): Count => ({
    min,
    max,
    qualifier,
    ofWhat: null,
  });

  it.each([
    [count(4, null, 'at least 4'), count(9, 9)],
    [count(4, null, 'at least 4'), count(4, null, 'at least four')],
    [count(4, 9), count(9, 12)],
    [count(null, 5), count(3, 3)],
  ])('agree if their ranges meet: %j and %j', (a, b) => {
    expect(isCompatible('count', a, b)).toBe(true);
    expect(isCompatible('count', b, a)).toBe(true);
  });

  it.each([
    [count(4, 4), count(9, 9)],
    [count(4, null), count(3, 3)],
  ])('contradict each other if not: %j and %j', (a, b) => {
    expect(isCompatible('count', a, b)).toBe(false);
    expect(isCompatible('count', b, a)).toBe(false);
  });
});

describe('Places', () => {
  const place = (
    name: string | null,
    code?: string,
    nameAsWritten: string | null = null,
  ): Place => ({
    name,
    country: code === undefined ? null : { code, nameAsWritten, basis: 'stated', rule: null },
  });

  it.each([
    [place(null, 'PRT', 'Portugal'), place(null, 'PRT', 'Португалия')],
    [place('Lisbon', 'PRT'), place(null, 'PRT')],
    [place('Lisbon', 'PRT'), place('lisbon')],
    [place('Tromsø'), place('TROMSO')],
    [place('Cholpon-Ata'), place('Cholpon Ata')],
    [place('Porto'), place('Old town of Porto')],
    [place('Bishkek'), place('Бишкек')],
    [place('Portugal'), place('Lisbon', 'PRT')],
    [place('Lisbon', 'PRT'), place('Lissabon', 'PRT')],
    [place('Lisboa', 'PRT'), place('Lisbon', 'PRT')],
    [place('Vienna', 'AUT'), place('Wien', 'AUT')],
    [place('Geneva', 'CHE'), place('Genf', 'CHE')],
    [place('Genève', 'CHE'), place('Ginevra', 'CHE')],
    [place('Tashkent', 'UZB'), place('Taschkent', 'UZB')],
    [place('Moscow', 'RUS'), place('Moskau', 'RUS')],
    [place('Warsaw', 'POL'), place('Warszawa', 'POL')],
    [place('Brussels', 'BEL'), place('Bruxelles', 'BEL')],
    [place('Rome', 'ITA'), place('Roma', 'ITA')],
  ])('agree: %j and %j', (a, b) => {
    expect(isCompatible('place', a, b)).toBe(true);
    expect(isCompatible('place', b, a)).toBe(true);
  });

  it.each([
    [place('Lisbon'), place('Porto')],
    [place('Lisbon', 'PRT'), place('Lisbon', 'USA')],
    [place(null, 'SUN'), place(null, 'RUS')],
    [place('Port'), place('Porto')],
    [place('Lisbon'), place('Lissabon')],
    [place('Rome', 'ITA'), place('Rimini', 'ITA')],
    [place('Omsk', 'RUS'), place('Moscow', 'RUS')],
    [place('Vienna', 'AUT'), place('Linz', 'AUT')],
    [place('Milan', 'ITA'), place('Rome', 'ITA')],
    [place('Lisbon', 'PRT'), place('Porto', 'PRT')],
    [place('北京'), place('上海')],
  ])('contradict each other: %j and %j', (a, b) => {
    expect(isCompatible('place', a, b)).toBe(false);
    expect(isCompatible('place', b, a)).toBe(false);
  });

  it('agree if a name is a known alias', () => {
    const context: StatementContext = {
      ...EMPTY_CONTEXT,
      listPlaceAliases: (name) => (name === 'Astana' ? ['Nur-Sultan'] : []),
    };
    expect(isCompatible('place', place('Astana'), place('Nur-Sultan'), context)).toBe(true);
    expect(isCompatible('place', place('Nur-Sultan'), place('Astana'), context)).toBe(true);
  });

  it('of a meeting agree if one list covers the other', () => {
    const both = [place('Lisbon'), place('Porto')];
    expect(isCompatible('places', both, [place('Porto')])).toBe(true);
    expect(isCompatible('places', both, [place('Porto'), place('Faro')])).toBe(false);
  });
});

describe('Actors', () => {
  const actor = (id: string, nameAsWritten = id): ActorRef => ({
    id,
    kind: 'organ',
    nameAsWritten,
    of: null,
    office: null,
    members: null,
  });

  it('are one under several names, and after a merger', () => {
    const context: StatementContext = {
      canonicalId: (kind, id) => (kind === 'actor' && id === 'old-office' ? 'office' : id),
    };
    expect(isCompatible('actor', actor('office', 'The Office'), actor('office', 'Bureau'))).toBe(
      true,
    );
    expect(isCompatible('actor', actor('office'), actor('old-office'))).toBe(false);
    expect(isCompatible('actor', actor('office'), actor('old-office'), context)).toBe(true);
  });

  it('agree if one acts for the state that the other is', () => {
    const state: ActorRef = { ...actor('BGR'), kind: 'state' };
    const minister: ActorRef = { ...actor('m-ivanova'), kind: 'person', of: 'BGR' };
    const members: ActorRef = { ...actor('members'), kind: 'class', of: 'BGR' };
    expect(isCompatible('actor', state, minister)).toBe(true);
    expect(isCompatible('actor', minister, state)).toBe(true);
    expect(isCompatible('actor', state, members)).toBe(false);
    expect(isCompatible('actor', { ...state, id: 'HRV' }, minister)).toBe(false);
  });

  it('of a list agree if one list covers the other', () => {
    expect(isCompatible('actors', [actor('a')], [actor('b'), actor('a')])).toBe(true);
    expect(isCompatible('actors', [actor('a')], [actor('b')])).toBe(false);
  });
});

describe('Statements of one thing', () => {
  const chaired = (id: string, code: string, dates: object, stage = 'current') =>
    statementOf(stage === 'incoming' ? 'incomingChair' : 'chair', {
      id,
      event: createEvent('ChairmanshipRecorded', {
        body: 'forum',
        chair: { id: code, kind: 'state', nameAsWritten: code },
        stage,
        ...dates,
      }),
    });

  it('contradict each other if two chairs are told for one day', () => {
    const portugal = chaired('a.1', 'PRT', { heldAsOf: toDate('2024-05-21') });
    expect(
      isContradiction(portugal, chaired('b.1', 'MLT', { heldAsOf: toDate('2024-05-21') })),
    ).toBe(true);
    expect(
      isContradiction(portugal, chaired('b.1', 'MLT', { heldAsOf: toDate('2024-05-22') })),
    ).toBe(false);
    const year = { startedOn: toDate('2024'), endedOn: toDate('2024') };
    expect(isContradiction(portugal, chaired('b.1', 'MLT', year))).toBe(true);
    expect(isContradiction(portugal, chaired('b.1', 'MLT', year, 'incoming'))).toBe(false);
  });

  it('agree if one chair follows another in one year or on one day', () => {
    const first = chaired('a.1', 'PRT', { startedOn: toDate('2023'), endedOn: toDate('2024') });
    const second = chaired('b.1', 'MLT', { startedOn: toDate('2024'), endedOn: toDate('2025') });
    expect(isContradiction(first, second)).toBe(false);
    const until = chaired('a.1', 'PRT', {
      startedOn: toDate('2023-07-04'),
      endedOn: toDate('2024-07-04'),
    });
    const from = chaired('b.1', 'MLT', { startedOn: toDate('2024-07-04') });
    expect(isContradiction(until, from)).toBe(false);
  });

  const started = (id: string, edtf: string) =>
    statementOf('startedOn', {
      id,
      event: createEvent('ChairmanshipRecorded', {
        body: 'forum',
        chair: { id: 'PRT', kind: 'state', nameAsWritten: 'Portugal' },
        stage: 'current',
        startedOn: toDate(edtf),
      }),
    });

  it('of two terms of one holder are not compared', () => {
    expect(isContradiction(started('a.1', '2014-01-01'), started('b.1', '2024-01-01'))).toBe(false);
    expect(isContradiction(started('a.1', '2024-01-01'), started('b.1', '2024-03-01'))).toBe(true);
  });

  const numbered = (meeting: string, ordinal: number, occurredOn: string | null): Statement => {
    const event = createEvent('MeetingHeld', {
      meeting,
      body: 'board',
      ordinal: { value: ordinal },
      occurredOn: occurredOn === null ? null : toDate(occurredOn),
    });
    const statements = listStatements({ id: `${meeting}.1`, event });
    return statements.find(({ thing }) => thing.kind === 'series-number') as Statement;
  };

  it('contradict each other if two meetings have one number in a series', () => {
    const first = numbered('board-2023', 3, '2023-02-01');
    expect(isContradiction(first, numbered('board-extra', 3, '2023-10-01'))).toBe(true);
    expect(isContradiction(first, numbered('board-2023', 3, '2023-02-02'))).toBe(false);
    expect(isContradiction(first, numbered('board-extra', 3, null))).toBe(true);
  });

  it('agree if a series with small numbers may begin anew in another year', () => {
    const third = numbered('board-2023', 3, '2023-02-01');
    expect(isContradiction(third, numbered('board-2024', 3, '2024-02-01'))).toBe(false);
    const late = numbered('board-2023', 58, '2023-02-01');
    expect(isContradiction(late, numbered('board-2024', 58, '2024-02-01'))).toBe(true);
  });
});
