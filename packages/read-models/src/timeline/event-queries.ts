import type { Assertion } from '@rapporteur/contracts';
import { type QueryDatabase, type QueryScope, readAllPages, Statement } from '../statement.ts';
import { getOnlyCollection } from '../query/scope.ts';
import { describeFact } from './fact-queries.ts';
import { isoTime } from './joins.ts';
import {
  type ConflictView,
  type CorrectionView,
  listConflicts,
  listCorrections,
} from './record-queries.ts';

/** An event in the index, with its place in the log. */
export interface EventIndexView {
  readonly event: string;
  readonly pseq: number;
  readonly type: string;
  /** The version of its type in the log. */
  readonly wireType: string;
  readonly stream: string;
  readonly streamVersion: number;
  readonly recordedAt: string;
  readonly command: string;
  /** The recorder; null if recorders are not distinguished. */
  readonly actor: string | null;
}

/** A value of a fact, and the time for which it was valid in the record. */
export interface FactValue {
  readonly sentence: string;
  readonly data: Readonly<Record<string, unknown>>;
  readonly recordedBy: string;
  readonly fromPseq: number;
  readonly from: string;
  /** Null: it is still valid. */
  readonly toPseq: number | null;
  readonly to: string | null;
  /** The correction or retraction that ended it. */
  readonly endedBy: string | null;
}

/** An event with its corrections and conflicts, as of the position of the scope. */
export interface EventView extends EventIndexView {
  /** `not-a-fact`: it is about the record itself. */
  readonly standing: 'stands' | 'corrected' | 'retracted' | 'not-a-fact';
  /** Its content; null for events that are not facts, whose data are in the log. */
  readonly sentence: string | null;
  readonly data: Readonly<Record<string, unknown>> | null;
  readonly passages: Assertion['passages'];
  /** Its values, the oldest first. */
  readonly history: readonly FactValue[];
  readonly changes: readonly CorrectionView[];
  readonly conflicts: readonly ConflictView[];
}

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
