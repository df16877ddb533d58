import type { DecodedEvent, Envelope, EventType } from '@rapporteur/contracts';
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
export interface IndexedEvent extends Omit<EventIndexEntry, 'recordedAt'> {
  /** UTC with milliseconds, as in the envelope. */
  readonly recordedAt: string;
}

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
      `(${entry.collection}, ${entry.eventId}) IN
         (SELECT * FROM unnest(:collections::text[], :eventIds::text[]))`,
      {
        collections: targets.map(({ collection }) => collection),
        eventIds: targets.map(({ eventId }) => eventId),
      },
    );
  const rows = await selectRows(query, entry);
  return rows.map((row) => ({ ...row, recordedAt: row.recordedAt.toISOString() }));
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
  return (await entries.maximum('pseq', { partition, recordedAt })) ?? -1;
}
