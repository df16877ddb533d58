import { formatLogPosition } from '@rapporteur/event-log';
import {
  type EventIndexView,
  findIndexedEvents,
  listCorrections,
  type QueryScope,
  readAllPages,
  readFactsInWords,
} from '@rapporteur/read-models';
import type { DataSource } from 'typeorm';
import { z } from 'zod';

/** An event in one line. */
export const EventRef = z
  .object({
    collection: z.string().nullable().meta({ description: 'Null: an event of the log itself.' }),
    event: z.string(),
    position: z.string(),
    type: z.string(),
    stream: z.string(),
    streamVersion: z.int(),
    recordedAt: z.string(),
    sentence: z
      .string()
      .nullable()
      .meta({
        description:
          'The fact, or the change of a fact, in one sentence; null: the event has none, or it was ' +
          'retracted.',
      }),
  })
  .meta({ id: 'EventRef', description: 'An event in one line.' });
export type EventRef = z.output<typeof EventRef>;

/** An event of the index, or of the log: the members that a line has. */
export interface PlacedEvent {
  readonly collection: string | null;
  readonly event: string;
  readonly partition: number;
  readonly pseq: number;
  readonly type: string;
  readonly stream: string;
  readonly streamVersion: number;
  readonly recordedAt: string;
}

/** Returns events in one line each, in their order. */
export async function toEventRefs(
  database: DataSource,
  scope: QueryScope,
  events: readonly PlacedEvent[],
): Promise<readonly EventRef[]> {
  const ids = [...new Set(events.map(({ event }) => event))];
  const facts = await readFactsInWords(database, scope, ids);
  const changes = await readChangesInWords(database, scope, events);
  return events.map(({ partition, pseq, ...event }) => ({
    ...event,
    position: formatLogPosition({ partition, pseq }),
    sentence: facts.get(event.event)?.sentence ?? changes.get(event.event) ?? null,
  }));
}

const CHANGES: ReadonlySet<string> = new Set(['RecordCorrected', 'RecordRetracted']);

/** Returns the sentences of corrections and retractions, by their events. */
async function readChangesInWords(
  database: DataSource,
  scope: QueryScope,
  events: readonly PlacedEvent[],
): Promise<ReadonlyMap<string, string>> {
  const changes = events.filter(({ type }) => CHANGES.has(type)).map(({ event }) => event);
  if (changes.length === 0) return new Map();
  const rows = await readAllPages((page) =>
    listCorrections(database, scope, { events: [...new Set(changes)] }, page),
  );
  return new Map(rows.map(({ event, sentence }) => [event, sentence]));
}

/** Returns an event of the index with its partition. */
export function placeEvent(
  { collections }: QueryScope,
  { collection, event, pseq, type, stream, streamVersion, recordedAt }: EventIndexView,
): PlacedEvent {
  const { partition = 0 } = collections.find((each) => each.collection === collection) ?? {};
  return { collection, event, partition, pseq, type, stream, streamVersion, recordedAt };
}

/** Returns the known events of some ids, in the order of the ids. */
export async function findPlacedEvents(
  database: DataSource,
  scope: QueryScope,
  ids: readonly string[],
): Promise<readonly PlacedEvent[]> {
  const found = await findIndexedEvents(database, scope, ids);
  const byId = new Map(found.map((event) => [event.event, placeEvent(scope, event)]));
  return ids.flatMap((id) => byId.get(id) ?? []);
}
