import { countryName } from '@rapporteur/contracts';
import {
  buildMatrix,
  type Cell,
  listMeetingsHeld,
  listTakingPart,
  type Matrix,
  type MatrixColumn,
  type MatrixRow,
  PARTICIPATION,
  rankStates,
  TIMELINE,
} from '@rapporteur/read-models';
import { date, plain, state } from '../csv.ts';
import { bodiesAsked, BODY } from '../known.ts';
import { DAYS, daysBetween, list, PAGED } from '../parameters.ts';
import { defineQuestion } from '../question.ts';
import { show } from '../show.ts';

interface FlatCell extends Cell, Pick<MatrixColumn, 'ordinal' | 'date' | 'listing'> {
  readonly actor: string;
  readonly actorKind: string;
  readonly total: string;
}

/** The matrix cell by cell, as a table of rows. */
function flat({ meetings, states, others }: Matrix): readonly FlatCell[] {
  const columns = new Map(meetings.map((column) => [column.meeting, column]));
  const cellsOf = ({ actor, kind, cells, total }: MatrixRow): readonly FlatCell[] =>
    cells.flatMap((cell) => {
      const column = columns.get(cell.meeting);
      if (column === undefined) return [];
      const { ordinal, date: on, listing } = column;
      return [{ ...cell, actor, actorKind: kind, total, ordinal, date: on, listing }];
    });
  return [...states, ...others].flatMap(cellsOf);
}

const named = (row: MatrixRow) => ({
  ...row,
  name: row.kind === 'state' ? countryName(row.actor) : null,
});

/** The participation matrix of a body: states × meetings. */
export const MATRIX = defineQuestion({
  path: 'participation',
  tag: 'participation',
  doc: 'The participation matrix of a body: who took part in which of its meetings. Nobody is ever absent: not listed, or not stated.',
  projections: [PARTICIPATION, TIMELINE],
  parameters: {
    ...PAGED,
    ...DAYS,
    ...BODY,
    state: list('States that have a row even where they took part in nothing'),
  },
  columns: [
    ...state('actor'),
    ...plain('actorKind', 'meeting', 'ordinal'),
    ...date('date'),
    ...plain('listing', 'kind', 'basis', 'capacity', 'roles', 'total', 'events'),
  ],
  answer: async (asked) => {
    const { database, at, parameters } = asked;
    const bodies = await bodiesAsked(asked, parameters);
    const page = { ...asked.page, days: daysBetween(parameters) };
    const { rows, next } = await listMeetingsHeld(database, at, { bodies }, page);
    const taking = await listTakingPart(
      database,
      at,
      rows.map(({ meeting }) => meeting),
    );
    const matrix = buildMatrix(rows, taking, parameters.state);
    const meetings = matrix.meetings.map((meeting) => show(meeting, { dates: ['date'] }));
    const data = { meetings, states: matrix.states.map(named), others: matrix.others.map(named) };
    return { data, rows: flat(matrix), next };
  },
});

/** States by named attendances. */
export const RANKING = defineQuestion({
  path: 'participation/ranking',
  tag: 'participation',
  doc: 'States by the meetings at which they are named; zero only for states that the record knows.',
  projections: [PARTICIPATION, TIMELINE],
  parameters: { ...DAYS, ...BODY },
  columns: [...plain('rank'), ...state('state'), ...plain('namedAttendances')],
  answer: async (asked) => {
    const { database, at, parameters } = asked;
    const bodies = await bodiesAsked(asked, parameters);
    const rows = await rankStates(database, at, { bodies, days: daysBetween(parameters) });
    return { data: rows.map((row) => ({ ...row, name: countryName(row.state) })), rows };
  },
});
