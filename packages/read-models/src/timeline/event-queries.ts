import type { Assertion } from '@rapporteur/contracts';
import { type QueryScope, type QueryDatabase, Statement } from '../statement.ts';
import { describeFact } from './fact-queries.ts';
import { isoTime } from './joins.ts';
import {
  type ConflictView,
  type CorrectionView,
  listConflicts,
  listCorrections,
} from './record-queries.ts';

/** One event in the index: enough to find its very bytes in the log. */
export interface EventIndexView {
  readonly event: string;
  readonly pseq: number;
  readonly type: string;
  /** The version in which it stands in the log. */
  readonly wireType: string;
  readonly stream: string;
  readonly streamVersion: number;
  readonly recordedAt: string;
  readonly command: string;
  /** Who recorded it; null where recorders are not told apart. */
  readonly actor: string | null;
}

/** What a fact says, and for how long the record said so. */
export interface FactValue {
  readonly sentence: string;
  readonly data: Readonly<Record<string, unknown>>;
  readonly recordedBy: string;
  readonly fromPseq: number;
  readonly from: string;
  /** Null: it still does. */
  readonly toPseq: number | null;
  readonly to: string | null;
  /** The correction or retraction that ended it. */
  readonly endedBy: string | null;
}

/** An event with all that became of it, as far as the record had come at the position asked about. */
export interface EventView extends EventIndexView {
  /** `not-a-fact`: it tells of the record itself. */
  readonly standing: 'stands' | 'corrected' | 'retracted' | 'not-a-fact';
  /** What it says; null for what is no fact, whose data are in the log. */
  readonly sentence: string | null;
  readonly data: Readonly<Record<string, unknown>> | null;
  readonly passages: Assertion['passages'];
  /** Its values, the oldest first. */
  readonly history: readonly FactValue[];
  readonly changes: readonly CorrectionView[];
  readonly conflicts: readonly ConflictView[];
}

/** Events at most in one command, and so with one another's changes and conflicts. */
const RELATED_MAX = 1_000;

/** An event by its id; null where the record has none at that position. */
export async function findEvent(
  database: QueryDatabase,
  at: QueryScope,
  id: string,
): Promise<EventView | null> {
  const [index] = await findIndexed(database, at, 'i.event_id', id);
  if (index === undefined) return null;
  const history = await listValues(database, at, id);
  const page = { limit: RELATED_MAX, after: null };
  const changes = await listCorrections(database, at, { targets: [id] }, page);
  const conflicts = await listConflicts(database, at, { events: [id] }, page);
  const last = history.at(-1);
  const assertion = last?.data['assertion'] as Assertion | undefined;
  return {
    ...index,
    standing: standingOf(history),
    sentence: last?.sentence ?? null,
    data: last?.data ?? null,
    passages: assertion?.passages ?? [],
    history,
    changes: changes.rows,
    conflicts: conflicts.rows,
  };
}

/** The events of one command, in their order. */
export async function listEventsOfCommand(
  database: QueryDatabase,
  at: QueryScope,
  command: string,
): Promise<readonly EventIndexView[]> {
  return findIndexed(database, at, 'i.command_id', command);
}

async function findIndexed(
  database: QueryDatabase,
  { partition, collection, position }: QueryScope,
  column: string,
  value: string,
): Promise<readonly EventIndexView[]> {
  return database.query<EventIndexView[]>(
    `SELECT i.event_id AS event, i.pseq, i.type, i.wire_type AS "wireType", i.stream,
            i.stream_version AS "streamVersion", ${isoTime('i.recorded_at')} AS "recordedAt", i.command_id AS command,
            i.actor
       FROM timeline.event_index AS i
      WHERE i.partition = $1 AND i.collection = $2 AND i.pseq <= $3 AND ${column} = $4 ORDER BY i.pseq`,
    [partition, collection, position, value],
  );
}

type ValueRow = Omit<FactValue, 'sentence'> & { readonly type: string };

/** Every value that the record had for a fact up to the position, whether it stands or not. */
async function listValues(
  database: QueryDatabase,
  at: QueryScope,
  id: string,
): Promise<readonly FactValue[]> {
  const statement = new Statement(at);
  const position = `${statement.parameter(at.position)}::integer`;
  // What ended later than the position had not ended there.
  const ended = (column: string): string =>
    `CASE WHEN f.recorded_to <= ${position} THEN ${column} END`;
  const rows = await statement.run<ValueRow>(
    database,
    `SELECT f.event_type AS type, f.data, f.recorded_by AS "recordedBy", f.recorded_from AS "fromPseq",
            ${isoTime('f.recorded_from_at')} AS "from", ${ended('f.recorded_to')} AS "toPseq",
            ${ended(isoTime('f.recorded_to_at'))} AS "to", ${ended('f.closed_by')} AS "endedBy"
       FROM timeline.facts AS f
      WHERE f.partition = ${statement.parameter(at.partition)} AND f.collection = ${statement.parameter(at.collection)}
        AND f.event_id = ${statement.parameter(id)} AND f.recorded_from <= ${position} ORDER BY f.recorded_from`,
  );
  return rows.map(({ type, ...value }) => ({
    ...value,
    sentence: describeFact({ type, data: value.data }),
  }));
}

function standingOf(history: readonly FactValue[]): EventView['standing'] {
  const last = history.at(-1);
  if (last === undefined) return 'not-a-fact';
  if (last.toPseq !== null) return 'retracted';
  return history.length > 1 ? 'corrected' : 'stands';
}
