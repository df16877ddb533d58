import {
  formatEventId,
  parseEventId,
  type DecodedEvent,
  type Envelope,
  type EventType,
} from '@rapporteur/contracts';
import { type EntityManager, LessThanOrEqual } from 'typeorm';
import { EventIndexEntry } from './event-index-entry.ts';
import type { GenerationPartition } from './generation-partition.ts';
import type { Projection } from './projection.ts';
import { schemaRepository } from './schema-repository.ts';
import { selectRows } from './select-rows.ts';
import { readTableName, tableColumns } from './table-columns.ts';

/** The table of the index. */
export const EVENT_INDEX = readTableName(EventIndexEntry);

/** One event of the index. */
export interface IndexedEvent extends Pick<
  EventIndexEntry,
  'partition' | 'collection' | 'term' | 'commandId' | 'actor'
> {
  readonly pseq: number;
  readonly eventId: string;
  readonly type: EventType;
  readonly wireType: string;
  readonly stream: string;
  readonly streamVersion: number;
  /** UTC with milliseconds, as in the envelope. */
  readonly recordedAt: string;
}

/** The values of a row of the index. The time is a text as in the envelope. */
type EventIndexValues = Omit<EventIndexEntry, 'recordedAt'> & Pick<IndexedEvent, 'recordedAt'>;

/** The members of an event that its command does not share, in a row of the index. */
type IndexedEventParts = readonly [
  type: EventType,
  wireType: string,
  stream: string,
  streamVersion: number,
];

const COLLECTION_PATH = '/collections/';

/** Returns the collection of an event; null for events of the log itself. */
export function parseCollection({ source }: Pick<Envelope, 'source'>): string | null {
  return source.startsWith(COLLECTION_PATH) ? source.slice(COLLECTION_PATH.length) : null;
}

/** Returns the index entry of an event. */
export function toIndexedEvent(
  partition: number,
  { type, envelope }: Pick<DecodedEvent, 'type' | 'envelope'>,
): IndexedEvent {
  return {
    partition,
    pseq: envelope.pseq,
    eventId: envelope.id,
    collection: parseCollection(envelope),
    type,
    wireType: envelope.type,
    stream: envelope.subject,
    streamVersion: envelope.streamversion,
    term: envelope.term,
    recordedAt: envelope.time,
    commandId: envelope.commandid,
    actor: envelope.actor ?? null,
  };
}

/**
 * Returns the index entry of an event that cannot be decoded. Its type follows from the wire type.
 */
export function toUndecodedIndexedEvent(partition: number, envelope: Envelope): IndexedEvent {
  const [, kebab = ''] = /^org\.rapporteur\.([a-z-]+)\./.exec(envelope.type) ?? [];
  const type = kebab.replaceAll(/(^|-)([a-z])/g, (_, __, letter: string) => letter.toUpperCase());

  return toIndexedEvent(partition, { type: type as EventType, envelope });
}

/**
 * Returns an event as a projection receives it: data, and an envelope built from the index only.
 * The result is the same for an event from the log and for the target of a correction.
 */
export function toProjectionInput(event: IndexedEvent, data: unknown): DecodedEvent {
  const source = event.collection === null ? '/log' : `${COLLECTION_PATH}${event.collection}`;
  const envelope: Envelope = {
    specversion: '1.0',
    id: event.eventId,
    type: event.wireType,
    source,
    subject: event.stream,
    time: event.recordedAt,
    streamversion: event.streamVersion,
    pseq: event.pseq,
    term: event.term,
    commandid: event.commandId,
    ...(event.actor === null ? {} : { actor: event.actor }),
    data: data as Record<string, unknown>,
  };

  return { type: event.type, data, envelope } as DecodedEvent;
}

/**
 * Returns the rows of consecutive events: one for each run of events of a command that differ in
 * their number, type and stream only.
 */
export function groupEvents(events: readonly IndexedEvent[]): readonly EventIndexValues[] {
  const runs: IndexedEvent[][] = [];

  for (const event of events) {
    const run = runs.at(-1);
    if (run !== undefined && continuesRun(run, event)) run.push(event);
    else runs.push([event]);
  }

  return runs.flatMap(toIndexValues);
}

function continuesRun(run: readonly IndexedEvent[], event: IndexedEvent): boolean {
  const [first] = run;
  if (first === undefined || first.commandId !== event.commandId) return false;
  const { number } = parseEventId(first.eventId);
  return (
    first.collection === event.collection &&
    first.recordedAt === event.recordedAt &&
    first.term === event.term &&
    first.actor === event.actor &&
    first.pseq + run.length === event.pseq &&
    event.eventId === formatEventId({ commandId: event.commandId, number: number + run.length })
  );
}

function toIndexValues(run: readonly IndexedEvent[]): readonly EventIndexValues[] {
  const [first] = run;
  if (first === undefined) return [];
  const { partition, pseq, collection, term, recordedAt, actor, eventId } = first;
  const { commandId, number } = parseEventId(eventId);
  const events = run.map(({ type, wireType, stream, streamVersion }): IndexedEventParts => [
    type,
    wireType,
    stream,
    streamVersion,
  ]);
  return [
    {
      partition,
      firstPseq: pseq,
      lastPseq: pseq + run.length - 1,
      firstNumber: number,
      term,
      recordedAt,
      collection,
      commandId,
      actor,
      events: JSON.stringify(events),
    },
  ];
}

/** Returns the events of a row of the index, in their order. */
export function listEntryEvents({
  events,
  recordedAt,
  firstPseq,
  firstNumber,
  partition,
  collection,
  term,
  commandId,
  actor,
}: EventIndexEntry): readonly IndexedEvent[] {
  const time = recordedAt.toISOString();
  return (JSON.parse(events) as readonly IndexedEventParts[]).map(
    ([type, wireType, stream, streamVersion], index) => ({
      partition,
      pseq: firstPseq + index,
      eventId: formatEventId({ commandId, number: firstNumber + index }),
      collection,
      type,
      wireType,
      stream,
      streamVersion,
      term,
      recordedAt: time,
      commandId,
      actor,
    }),
  );
}

/** A fact that a correction or retraction changes. */
export interface ChangeTarget {
  readonly collection: string;
  readonly eventId: string;
}

/** Finds events of a partition by collection and id. */
export async function findIndexedEvents(
  manager: EntityManager,
  { schema, partition }: GenerationPartition,
  targets: readonly ChangeTarget[],
): Promise<readonly IndexedEvent[]> {
  if (targets.length === 0) return [];

  const entry = tableColumns(EventIndexEntry, 'i');
  const query = schemaRepository(manager, EventIndexEntry, schema)
    .createQueryBuilder('i')
    .where(`${entry.partition} = :partition`, { partition })
    .andWhere(
      `(${entry.collection}, ${entry.commandId}) IN
         (SELECT * FROM unnest(:collections::text[], :commandIds::text[]))`,
      {
        collections: targets.map(({ collection }) => collection),
        commandIds: targets.map(({ eventId }) => parseEventId(eventId).commandId),
      },
    );
  const rows = await selectRows(query, entry);
  const requested = new Set(targets.map(formatTarget));
  return rows
    .flatMap(listEntryEvents)
    .filter(({ collection, eventId }) =>
      requested.has(formatTarget({ collection: collection ?? '', eventId })),
    );
}

function formatTarget({ collection, eventId }: ChangeTarget): string {
  return `${collection}/${eventId}`;
}

/** Returns the position of the last event recorded at or before a time; -1 if there is none. */
export async function findPositionAtTime(
  manager: EntityManager,
  { name }: Pick<Projection, 'name'>,
  partition: number,
  time: Date,
): Promise<number> {
  const recordedAt = LessThanOrEqual(time);
  const entries = schemaRepository(manager, EventIndexEntry, name);
  return (await entries.maximum('lastPseq', { partition, recordedAt })) ?? -1;
}
