import { Assertion } from '@rapporteur/contracts';
import { z } from 'zod';
import { type QueryDatabase, type QueryScope, readAllPages, Statement } from '../statement.ts';
import { getOnlyCollection } from '../query/scope.ts';
import { describeFact } from './fact-queries.ts';
import { isoTime } from './joins.ts';
import { readonlyArray } from '../views.ts';
import { ConflictView, CorrectionView, listConflicts, listCorrections } from './record-queries.ts';

/** An event in the index, with its place in the log. */
export const EventIndexView = z.object({
  event: z.string(),
  pseq: z.int(),
  type: z.string(),
  wireType: z.string().meta({ description: 'The version of its type in the log.' }),
  stream: z.string(),
  streamVersion: z.int(),
  recordedAt: z.string(),
  command: z.string(),
  actor: z
    .string()
    .nullable()
    .meta({ description: 'The recorder; null if recorders are not distinguished.' }),
});
export type EventIndexView = z.output<typeof EventIndexView>;

/** A value of a fact, and the time for which it was valid in the record. */
export const FactValue = z
  .object({
    sentence: z.string(),
    data: z.record(z.string(), z.unknown()),
    recordedBy: z.string(),
    fromPseq: z.int(),
    from: z.string(),
    toPseq: z.int().nullable().meta({ description: 'Null: it is still valid.' }),
    to: z.string().nullable(),
    endedBy: z
      .string()
      .nullable()
      .meta({ description: 'The correction or retraction that ended it.' }),
  })
  .meta({
    id: 'FactValue',
    description: 'A value of a fact, and the time for which it was valid in the record.',
  });
export type FactValue = z.output<typeof FactValue>;

/** An event with its corrections and conflicts, as of the position of the scope. */
export const EventView = z.object({
  ...EventIndexView.shape,
  standing: z
    .enum(['stands', 'corrected', 'retracted', 'not-a-fact'])
    .meta({ description: '`not-a-fact`: it is about the record itself.' }),
  sentence: z.string().nullable().meta({
    description: 'Its content; null for events that are not facts, whose data are in the log.',
  }),
  data: z.record(z.string(), z.unknown()).nullable(),
  passages: Assertion.shape.passages,
  history: readonlyArray(FactValue).meta({ description: 'Its values, the oldest first.' }),
  changes: readonlyArray(CorrectionView),
  conflicts: readonlyArray(ConflictView),
});
export type EventView = z.output<typeof EventView>;

/** Returns an event by its id, or null if the record does not have it at that position. */
export async function findEvent(
  database: QueryDatabase,
  scope: QueryScope,
  id: string,
): Promise<EventView | null> {
  const [index] = await listIndexed(database, scope, { column: 'event_id', value: id });
  if (index === undefined) return null;

  const history = await listValues(database, scope, id);
  const changes = await readAllPages((page) =>
    listCorrections(database, scope, { targets: [id] }, page),
  );
  const conflicts = await readAllPages((page) =>
    listConflicts(database, scope, { events: [id] }, page),
  );

  const last = history.at(-1);
  const assertion = last?.data['assertion'] as Assertion | undefined;
  return {
    ...index,
    standing: readStanding(history),
    sentence: last?.sentence ?? null,
    data: last?.data ?? null,
    passages: assertion?.passages ?? [],
    history,
    changes,
    conflicts,
  };
}

/** Returns the events of one command, in their order. */
export async function listEventsOfCommand(
  database: QueryDatabase,
  scope: QueryScope,
  command: string,
): Promise<readonly EventIndexView[]> {
  return listIndexed(database, scope, { column: 'command_id', value: command });
}

async function listIndexed(
  database: QueryDatabase,
  scope: QueryScope,
  { column, value }: { readonly column: 'event_id' | 'command_id'; readonly value: string },
): Promise<readonly EventIndexView[]> {
  const { partition, collection, position } = getOnlyCollection(scope);
  return database.query<EventIndexView[]>(
    `SELECT i.event_id AS event, i.pseq, i.type, i.wire_type AS "wireType", i.stream,
            i.stream_version AS "streamVersion", ${isoTime('i.recorded_at')} AS "recordedAt",
            i.command_id AS command, i.actor
       FROM timeline.event_index AS i
      WHERE i.partition = $1 AND i.collection = $2 AND i.pseq <= $3 AND i.${column} = $4
      ORDER BY i.pseq`,
    [partition, collection, position, value],
  );
}

type ValueRow = Omit<FactValue, 'sentence'> & { readonly type: string };

/** Returns every value that the record had for a fact up to the position, valid or superseded. */
async function listValues(
  database: QueryDatabase,
  scope: QueryScope,
  id: string,
): Promise<readonly FactValue[]> {
  const only = getOnlyCollection(scope);
  const statement = new Statement(scope);
  const position = `${statement.parameter(only.position)}::integer`;
  // A value that ended after the position was still valid at the position.
  const whereEnded = (column: string): string =>
    `CASE WHEN f.recorded_to <= ${position} THEN ${column} END`;
  const rows = await statement.run<ValueRow>(
    database,
    `SELECT f.event_type AS type, f.data, f.recorded_by AS "recordedBy",
            f.recorded_from AS "fromPseq", ${isoTime('f.recorded_from_at')} AS "from",
            ${whereEnded('f.recorded_to')} AS "toPseq",
            ${whereEnded(isoTime('f.recorded_to_at'))} AS "to",
            ${whereEnded('f.closed_by')} AS "endedBy"
       FROM timeline.facts AS f
      WHERE f.partition = ${statement.parameter(only.partition)}
        AND f.collection = ${statement.parameter(only.collection)}
        AND f.event_id = ${statement.parameter(id)} AND f.recorded_from <= ${position}
      ORDER BY f.recorded_from`,
  );
  return rows.map(({ type, ...value }) => ({
    ...value,
    sentence: describeFact({ type, data: value.data }),
  }));
}

function readStanding(history: readonly FactValue[]): EventView['standing'] {
  const last = history.at(-1);
  if (last === undefined) return 'not-a-fact';
  if (last.toPseq !== null) return 'retracted';
  return history.length > 1 ? 'corrected' : 'stands';
}
