import { type IQueryHandler, QueryHandler } from '@nestjs/cqrs';
import {
  ActorChairView,
  buildParticipationMatrix,
  DateView,
  findLastChairDay,
  formatThingKey,
  listActorChairs,
  listMatrixEntries,
  listMeetingsHeld,
  listMemberships,
  MatrixColumn,
  type MatrixEntry,
  MatrixRow,
  MembershipView,
  PARTICIPATION,
  type ParticipationCell,
  type ParticipationMatrix,
  rankStates,
  readAllPages,
  readNonMembers,
  readonlyArray,
  StateRank,
  TIMELINE,
} from '@rapporteur/read-models';
import { z } from 'zod';
import { defineQuery } from '../collection-query.ts';
import { dateColumns, fieldColumns, numberColumns, thingColumns } from '../csv.ts';
import { booleanParameter, combineDates, DATE_PARAMETERS, listParameter } from '../parameters.ts';
import { DatabaseQueryHandler } from '../query-handler.ts';
import { BODY_PARAMETERS, resolveBodyIds } from '../resolve-ids.ts';
import { toRowData } from '../row-data.ts';
import { ShortenedLists, ShortenedNames } from '../shortened-lists.ts';
import { readTableNames } from '../table-names.ts';
import {
  ACTOR_FACT_COLUMNS,
  ACTOR_PARAMETERS,
  ACTOR_ROLES,
  readActorRoles,
} from './actor-participations.ts';
import { requireState } from './require-state.ts';

const name = z.string().nullable().meta({ description: 'The name of a state; else null.' });

const STATE_COLUMNS = thingColumns('actor', 'state');

const StatePage = z
  .object({
    state: z.string(),
    name,
    known: z.boolean().meta({ description: 'Whether the record names the state.' }),
    memberships: readonlyArray(MembershipView),
    chairs: readonlyArray(ActorChairView),
    shortened: ShortenedNames,
    ...ACTOR_ROLES,
  })
  .meta({ id: 'StatePage', description: 'A state: its memberships, chairs, and roles in facts.' });

export class FindStateQuery extends defineQuery({
  path: 'states/{state}',
  tag: 'participation',
  summary:
    'One state: its memberships and chairs, its participation by role, and the facts that only ' +
    'mention it.',
  projections: [PARTICIPATION, TIMELINE],
  paged: true,
  parameters: ACTOR_PARAMETERS,
  columns: [...thingColumns('actor', 'actor'), ...ACTOR_FACT_COLUMNS],
  answer: StatePage,
}) {}

@QueryHandler(FindStateQuery)
class FindStateHandler extends DatabaseQueryHandler implements IQueryHandler<FindStateQuery> {
  async execute({ scope, page, path, parameters, statements }: FindStateQuery) {
    const { database } = this;
    const { state } = path;
    requireState(state);
    const things = scope.aliases.things('actor', state);
    const [findName, { data: roles, ...rest }, memberships, chairs] = await Promise.all([
      readTableNames(database, scope, STATE_COLUMNS, [{ state }]),
      readActorRoles({ database, scope }, things, { page, parameters }),
      readAllPages((part) =>
        listMemberships(database, scope, { members: things }, part, { statements }),
      ),
      listActorChairs(database, scope, things),
    ]);
    const shortened = new ShortenedLists();
    const data = {
      state,
      name: findName({ state }, { kind: 'actor', id: state }),
      known: roles.roles.length > 0,
      memberships: shortened.keepLast('memberships', memberships),
      chairs: shortened.keepLatest('chairs', chairs, findLastChairDay),
      shortened: shortened.names,
      ...roles,
    };
    return { data, ...rest };
  }
}

const MeetingColumn = z.object({ ...MatrixColumn.shape, date: DateView }).meta({
  id: 'MatrixColumn',
  description: 'A meeting that was held: a column of the matrix, with its totals.',
});

const ActorRow = z.object({ ...MatrixRow.shape, name }).meta({
  id: 'MatrixRow',
  description: 'An actor at all meetings: a row of the matrix.',
});

const Matrix = z
  .object({
    meetings: readonlyArray(MeetingColumn),
    states: readonlyArray(ActorRow),
    others: readonlyArray(ActorRow).meta({
      description: 'Organs, organizations, classes and persons: never counted as states.',
    }),
  })
  .meta({ id: 'ParticipationMatrix', description: 'The participants of meetings.' });

const ACTOR_COLUMNS = thingColumns('actor', 'actor');

export class ListParticipationQuery extends defineQuery({
  path: 'participation',
  tag: 'participation',
  summary:
    'The participation matrix of a body. A state is never absent: it is not listed, or the ' +
    'listing is not stated.',
  projections: [PARTICIPATION, TIMELINE],
  paged: true,
  parameters: {
    ...DATE_PARAMETERS,
    ...BODY_PARAMETERS,
    state: listParameter('States to include as rows even without participation'),
    newestFirst: booleanParameter('true: the newest meetings first; those without a day stay last'),
  },
  columns: [
    ...ACTOR_COLUMNS,
    ...fieldColumns('actorKind'),
    ...thingColumns('meeting', 'meeting'),
    ...numberColumns('ordinal'),
    ...dateColumns('date'),
    ...fieldColumns('listing', 'kind', 'basis', 'capacity', 'roles:list', 'total', 'events:list'),
  ],
  answer: Matrix,
}) {}

@QueryHandler(ListParticipationQuery)
class ListParticipationHandler
  extends DatabaseQueryHandler
  implements IQueryHandler<ListParticipationQuery>
{
  async execute({ scope, page, parameters }: ListParticipationQuery) {
    const { database } = this;
    const bodies = await resolveBodyIds({ database, scope }, parameters);
    const { newestFirst } = parameters;
    const pageOfDays = { ...page, days: combineDates(parameters), newestFirst };
    const { rows, next } = await listMeetingsHeld(database, scope, { bodies }, pageOfDays);
    const meetings = rows.flatMap(({ collection, meeting }) =>
      scope.aliases.things('meeting', formatThingKey({ collection, id: meeting })),
    );
    const entries = await listMatrixEntries(database, scope, meetings);
    const held = rows.map(({ collection, body: id }) => ({ collection, id }));
    const { isNonMember } = await readNonMembers(database, scope, held);
    const matrix = buildParticipationMatrix(rows, entries, {
      states: parameters.state,
      isNonMember,
    });
    const actors = [...matrix.states, ...matrix.others];
    const findName = await readTableNames(database, scope, ACTOR_COLUMNS, actors);
    const toNamedRow = (row: MatrixRow) => ({
      ...row,
      name: findName({ ...row }, { kind: 'actor', id: row.actor }, findWrittenName(entries, row)),
    });
    const data = {
      meetings: matrix.meetings.map((meeting) => toRowData(meeting, { dates: ['date'] })),
      states: matrix.states.map(toNamedRow),
      others: matrix.others.map(toNamedRow),
    };
    return { data, rows: listCells(matrix), next };
  }
}

/** Returns a name that a source gives to an actor, such as a class; null without one. */
function findWrittenName(entries: readonly MatrixEntry[], { actor }: MatrixRow): string | null {
  const names = entries.flatMap(({ actor: id, nameAsWritten }) =>
    id === actor && nameAsWritten !== null ? [nameAsWritten] : [],
  );
  return names.toSorted()[0] ?? null;
}

/** One cell of the matrix, as a table row. */
interface MatrixCellRow
  extends ParticipationCell, Pick<MatrixColumn, 'ordinal' | 'date' | 'listing'> {
  readonly actor: string;
  readonly actorKind: string;
  readonly total: string;
}

function listCells({ meetings, states, others }: ParticipationMatrix): readonly MatrixCellRow[] {
  const columns = new Map(meetings.map((column) => [column.meeting, column]));
  return [...states, ...others].flatMap(({ actor, kind: actorKind, cells, total }) =>
    cells.flatMap((cell) => {
      const column = columns.get(cell.meeting);
      if (column === undefined) return [];
      const { ordinal, date, listing } = column;
      return [{ ...cell, actor, actorKind, total, ordinal, date, listing }];
    }),
  );
}

const RankedState = z.object({ ...StateRank.shape, name }).meta({
  id: 'StateRank',
  description: 'A state, and the number of meetings that name its delegation.',
});

export class RankStatesQuery extends defineQuery({
  path: 'participation/ranking',
  tag: 'participation',
  summary: 'States by the number of meetings that name them. Only states of the record are listed.',
  projections: [PARTICIPATION, TIMELINE],
  paged: false,
  parameters: { ...DATE_PARAMETERS, ...BODY_PARAMETERS },
  columns: [...numberColumns('rank'), ...STATE_COLUMNS, ...numberColumns('namedAttendances')],
  answer: readonlyArray(RankedState),
}) {}

@QueryHandler(RankStatesQuery)
class RankStatesHandler extends DatabaseQueryHandler implements IQueryHandler<RankStatesQuery> {
  async execute({ scope, parameters }: RankStatesQuery) {
    const { database } = this;
    const bodies = await resolveBodyIds({ database, scope }, parameters);
    const rows = await rankStates(database, scope, { bodies, days: combineDates(parameters) });
    const findName = await readTableNames(database, scope, STATE_COLUMNS, rows);
    const data = rows.map((row) => ({
      ...row,
      name: findName({ ...row }, { kind: 'actor', id: row.state }),
    }));
    return { data, rows };
  }
}

export const PARTICIPATION_QUERIES = [FindStateQuery, ListParticipationQuery, RankStatesQuery];
export const PARTICIPATION_HANDLERS = [
  FindStateHandler,
  ListParticipationHandler,
  RankStatesHandler,
];
