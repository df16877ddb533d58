import { countryName } from '@rapporteur/contracts';
import {
  buildParticipationMatrix,
  type ParticipationCell,
  listMeetingsHeld,
  listMatrixEntries,
  type ParticipationMatrix,
  type MatrixColumn,
  type MatrixRow,
  PARTICIPATION,
  rankStates,
  TIMELINE,
} from '@rapporteur/read-models';
import { dateColumns, fieldColumns, numberColumns, stateColumns } from '../csv.ts';
import { resolveBodies, BODY_PARAMETERS } from '../resolve-ids.ts';
import { DATE_PARAMETERS, combineDates, listParameter, PAGE_PARAMETERS } from '../parameters.ts';
import { defineQuery } from '../query.ts';
import { viewRow } from '../row-view.ts';

interface FlatCell extends ParticipationCell, Pick<MatrixColumn, 'ordinal' | 'date' | 'listing'> {
  readonly actor: string;
  readonly actorKind: string;
  readonly total: string;
}

/** The matrix cell by cell, as a table of rows. */
function flat({ meetings, states, others }: ParticipationMatrix): readonly FlatCell[] {
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
export const MATRIX = defineQuery({
  path: 'participation',
  tag: 'participation',
  doc: 'The participation matrix of a body: who took part in which of its meetings. Nobody is ever absent: not listed, or not stated.',
  projections: [PARTICIPATION, TIMELINE],
  parameters: {
    ...PAGE_PARAMETERS,
    ...DATE_PARAMETERS,
    ...BODY_PARAMETERS,
    state: listParameter('States that have a row even where they took part in nothing'),
  },
  columns: [
    ...stateColumns('actor'),
    ...fieldColumns('actorKind', 'meeting'),
    ...numberColumns('ordinal'),
    ...dateColumns('date'),
    ...fieldColumns('listing', 'kind', 'basis', 'capacity', 'roles', 'total', 'events'),
  ],
  execute: async (asked) => {
    const { database, at, parameters } = asked;
    const bodies = await resolveBodies(asked, parameters);
    const page = { ...asked.page, days: combineDates(parameters) };
    const { rows, next } = await listMeetingsHeld(database, at, { bodies }, page);
    const taking = await listMatrixEntries(
      database,
      at,
      rows.map(({ meeting }) => meeting),
    );
    const matrix = buildParticipationMatrix(rows, taking, parameters.state);
    const meetings = matrix.meetings.map((meeting) => viewRow(meeting, { dates: ['date'] }));
    const data = { meetings, states: matrix.states.map(named), others: matrix.others.map(named) };
    return { data, rows: flat(matrix), next };
  },
});

/** States by named attendances. */
export const RANKING = defineQuery({
  path: 'participation/ranking',
  tag: 'participation',
  doc: 'States by the meetings at which they are named; zero only for states that the record knows.',
  projections: [PARTICIPATION, TIMELINE],
  parameters: { ...DATE_PARAMETERS, ...BODY_PARAMETERS },
  columns: [
    ...numberColumns('rank'),
    ...stateColumns('state'),
    ...numberColumns('namedAttendances'),
  ],
  execute: async (asked) => {
    const { database, at, parameters } = asked;
    const bodies = await resolveBodies(asked, parameters);
    const rows = await rankStates(database, at, { bodies, days: combineDates(parameters) });
    return { data: rows.map((row) => ({ ...row, name: countryName(row.state) })), rows };
  },
});
