import { Assertion } from '@rapporteur/contracts';
import { z } from 'zod';
import { readAllPages } from '../query/pages.ts';
import type { QueryScope } from '../query/scope.ts';
import type { QueryDatabase } from '../query/database.ts';
import { readFactNames } from './fact-names.ts';
import { readVersions } from './fact-versions.ts';
import { type IndexFilter, listIndexEntries } from './event-index-queries.ts';
import { readonlyArray } from '../views.ts';
import { ConflictView, CorrectionView, listConflicts, listCorrections } from './record-queries.ts';

/** An event in the index, with its place in the log. */
export const EventIndexView = z.object({
  collection: z.string(),
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
    description: 'Its content; null for events that are neither facts nor changes of facts.',
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
  const [index] = await listIndexed(database, scope, { eventIds: [id] });
  if (index === undefined) return null;

  const { collection } = index;
  const own = {
    ...scope,
    collections: scope.collections.filter((each) => each.collection === collection),
  };
  const history = await listValues(database, own, index.pseq);
  const changes = await readAllPages((page) =>
    listCorrections(database, own, { targets: [id] }, page),
  );
  const conflicts = await readAllPages((page) =>
    listConflicts(database, own, { events: [id] }, page),
  );

  const last = history.at(-1);
  const assertion = last?.data['assertion'] as Assertion | undefined;
  return {
    ...index,
    standing: readStanding(history, id),
    sentence: last?.sentence ?? (await describeChange(database, own, id)),
    data: last?.data ?? null,
    passages: assertion?.passages ?? [],
    history,
    changes,
    conflicts,
  };
}

async function describeChange(
  database: QueryDatabase,
  scope: QueryScope,
  id: string,
): Promise<string | null> {
  const page = { limit: 1, after: null };
  const { rows } = await listCorrections(database, scope, { events: [id] }, page);
  return rows[0]?.sentence ?? null;
}

/** Returns the events with these ids, in log order. */
export async function findIndexedEvents(
  database: QueryDatabase,
  scope: QueryScope,
  eventIds: readonly string[],
): Promise<readonly EventIndexView[]> {
  return eventIds.length === 0 ? [] : listIndexed(database, scope, { eventIds });
}

/** Returns the events of one command, in their order. */
export async function listEventsOfCommand(
  database: QueryDatabase,
  scope: QueryScope,
  command: string,
): Promise<readonly EventIndexView[]> {
  return listIndexed(database, scope, { commandId: command });
}

async function listIndexed(
  database: QueryDatabase,
  scope: QueryScope,
  filter: IndexFilter,
): Promise<readonly EventIndexView[]> {
  const entries = await listIndexEntries(database, scope, filter);
  return entries.map((entry) => ({
    collection: entry.collection ?? '',
    event: entry.eventId,
    pseq: entry.pseq,
    type: entry.type,
    wireType: entry.wireType,
    stream: entry.stream,
    streamVersion: entry.streamVersion,
    recordedAt: entry.recordedAt,
    command: entry.commandId,
    actor: entry.actor,
  }));
}

/** Returns every value that the record had for a fact up to the position, valid or superseded. */
async function listValues(
  database: QueryDatabase,
  scope: QueryScope,
  eventPseq: number,
): Promise<readonly FactValue[]> {
  const { collections } = scope;
  const rows = await readVersions(
    database,
    scope,
    (query, f) => `${f.eventPseq} = ${query.parameter(eventPseq, 'integer')}`,
  );
  const positions = new Map(collections.map(({ collection, position }) => [collection, position]));
  const names = await readFactNames(database, scope, rows);
  return rows.map((row) => {
    // A value that ended after the position was still valid at the position.
    const isEnded =
      row.recordedTo !== null && row.recordedTo <= (positions.get(row.collection) ?? 0);
    return {
      sentence: names.describe(row),
      data: row.data,
      recordedBy: row.recordedBy ?? row.eventId,
      fromPseq: row.recordedFrom,
      from: (row.recordedFromAt ?? row.eventAt).toISOString(),
      toPseq: isEnded ? row.recordedTo : null,
      to: isEnded ? (row.recordedToAt?.toISOString() ?? null) : null,
      endedBy: isEnded ? row.closedBy : null,
    };
  });
}

// A correction that was taken back is in the history, but the last value is that of the fact.
function readStanding(history: readonly FactValue[], eventId: string): EventView['standing'] {
  const last = history.at(-1);
  if (last === undefined) return 'not-a-fact';
  if (last.toPseq !== null) return 'retracted';
  return last.recordedBy === eventId ? 'stands' : 'corrected';
}
