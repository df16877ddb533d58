import { type IQueryHandler, QueryHandler } from '@nestjs/cqrs';
import {
  BodyAttendance,
  ComparedCount,
  ComparedVote,
  compareVoters,
  DateView,
  DECISIONS,
  listAttendance,
  listDivergentVotes,
  listSharedMeetings,
  MatrixMeeting,
  PARTICIPATION,
  readonlyArray,
  TIMELINE,
} from '@rapporteur/read-models';
import { z } from 'zod';
import { defineQuery } from '../collection-query.ts';
import { fieldColumns, numberColumns, thingColumns } from '../csv.ts';
import { DatabaseQueryHandler } from '../query-handler.ts';
import { BODY_PARAMETERS, resolveBodyIds } from '../resolve-ids.ts';
import { toRowData } from '../row-data.ts';
import { requireState } from './require-state.ts';

/** The divergent votes and the shared meetings of one answer. */
const ROWS_MAX = 50;

const YearAgreement = z
  .object({
    year: z.int().nullable().meta({ description: 'Null: no year is known for the votes.' }),
    votes: z.int().meta({ description: 'Both voted for, against or abstained.' }),
    same: z.int().meta({ description: 'Those of them in which both voted alike.' }),
  })
  .meta({ id: 'YearAgreement', description: 'How often two states voted alike in a year.' });
type YearAgreement = z.output<typeof YearAgreement>;

const StateComparison = z
  .object({
    states: readonlyArray(z.string()),
    votes: YearAgreement.shape.votes,
    same: YearAgreement.shape.same,
    years: readonlyArray(YearAgreement),
    positions: readonlyArray(ComparedCount.omit({ year: true })).meta({
      description: 'The votes of all years, by how each of the two voted.',
    }),
    divergent: readonlyArray(ComparedVote.extend({ date: DateView })).meta({
      description: 'Votes in which they differed, for against against first, then the latest.',
    }),
    meetings: z.object({
      attended: z.int().meta({ description: 'The meetings that both attended.' }),
      latest: readonlyArray(MatrixMeeting.extend({ date: DateView })),
    }),
  })
  .meta({ id: 'StateComparison', description: 'Two states: their votes, and their meetings.' });

export class CompareStatesQuery extends defineQuery({
  path: 'states/{state}/vs/{other}',
  tag: 'participation',
  summary:
    'Two states: how often they voted alike, by year and by vote, the votes in which they differed ' +
    'most, and the meetings that both attended.',
  projections: [DECISIONS, PARTICIPATION, TIMELINE],
  paged: false,
  parameters: BODY_PARAMETERS,
  columns: [...numberColumns('year'), ...fieldColumns('one', 'other'), ...numberColumns('votes')],
  answer: StateComparison,
}) {}

@QueryHandler(CompareStatesQuery)
class CompareStatesHandler
  extends DatabaseQueryHandler
  implements IQueryHandler<CompareStatesQuery>
{
  async execute({ scope, path, parameters: p }: CompareStatesQuery) {
    const { database } = this;
    const states = [path.state, path.other] as const;
    for (const state of states) requireState(state);
    const bodies = await resolveBodyIds({ database, scope }, p);
    const filter = { members: states, bodies };
    const [counts, divergent, shared] = await Promise.all([
      compareVoters(database, scope, { ...filter, withUnrecorded: true }),
      listDivergentVotes(database, scope, filter, ROWS_MAX),
      listSharedMeetings(database, scope, filter, ROWS_MAX),
    ]);
    const years = countYears(counts);
    const data = {
      states,
      votes: sum(years.map(({ votes }) => votes)),
      same: sum(years.map(({ same }) => same)),
      years,
      positions: countPositions(counts),
      divergent: divergent.map((vote) => toRowData(vote, { dates: ['date'] })),
      meetings: {
        attended: shared.attended,
        latest: shared.latest.map((meeting) => toRowData(meeting, { dates: ['date'] })),
      },
    };
    return { data, rows: counts };
  }
}

const sum = (numbers: readonly number[]): number => numbers.reduce((all, one) => all + one, 0);

const CAST: ReadonlySet<string> = new Set(['for', 'against', 'abstained']);

/** Only votes that both cast tell whether they agree. */
function countYears(counts: readonly ComparedCount[]): readonly YearAgreement[] {
  const cast = counts.filter(({ one, other }) => CAST.has(one) && CAST.has(other));
  return [...Map.groupBy(cast, ({ year }) => year)].map(([year, rows]) => ({
    year,
    votes: sum(rows.map(({ votes }) => votes)),
    same: sum(rows.filter(({ one, other }) => one === other).map(({ votes }) => votes)),
  }));
}

function countPositions(counts: readonly ComparedCount[]) {
  const byPair = Map.groupBy(counts, ({ one, other }) => `${one} ${other}`);
  return [...byPair.values()].flatMap((rows) => {
    const [first] = rows;
    if (first === undefined) return [];
    const { one, other } = first;
    return { one, other, votes: sum(rows.map(({ votes }) => votes)) };
  });
}

export class ListAttendanceQuery extends defineQuery({
  path: 'states/{state}/attendance',
  tag: 'participation',
  summary:
    'The meetings of each body that a state attended, of those that it could attend, and those that ' +
    'it chaired or hosted.',
  projections: [PARTICIPATION, TIMELINE],
  paged: false,
  parameters: {},
  columns: [
    ...fieldColumns('collection'),
    ...thingColumns('body', 'body'),
    ...numberColumns('attended', 'couldAttend', 'held', 'attendedWithoutList', 'asGuest'),
    ...numberColumns('chaired', 'hosted'),
  ],
  answer: readonlyArray(BodyAttendance),
}) {}

@QueryHandler(ListAttendanceQuery)
class ListAttendanceHandler
  extends DatabaseQueryHandler
  implements IQueryHandler<ListAttendanceQuery>
{
  async execute({ scope, path }: ListAttendanceQuery) {
    requireState(path.state);
    const things = scope.aliases.things('actor', path.state);
    return { data: await listAttendance(this.database, scope, things) };
  }
}

export const COMPARISON_QUERIES = [CompareStatesQuery, ListAttendanceQuery];
export const COMPARISON_HANDLERS = [CompareStatesHandler, ListAttendanceHandler];
