import type { DecodedEvent, Envelope, EventType } from '@rapporteur/contracts';
import type { EntityManager, MigrationInterface, QueryRunner } from 'typeorm';
import type { GenerationPartition } from './generation-partition.ts';
import type { Projection } from './projection.ts';

/**
 * The table that indexes, in every read model, the envelope of each applied event. A correction
 * names only the id of its target; the index supplies the rest of the target.
 */
export const EVENT_INDEX = 'event_index';

/** The columns of the index; the first two are its key. */
export const EVENT_INDEX_COLUMNS = [
  'partition',
  'pseq',
  'event_id',
  'collection',
  'type',
  'wire_type',
  'stream',
  'stream_version',
  'term',
  'recorded_at',
  'command_id',
  'actor',
] as const;

/** One event of the index. */
export interface IndexedEvent {
  readonly partition: number;
  readonly pseq: number;
  readonly event_id: string;
  /** Null for events of the log itself. */
  readonly collection: string | null;
  readonly type: EventType;
  readonly wire_type: string;
  readonly stream: string;
  readonly stream_version: number;
  readonly term: number;
  /** UTC with milliseconds, as in the envelope. */
  readonly recorded_at: string;
  readonly command_id: string;
  readonly actor: string | null;
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
    event_id: envelope.id,
    collection: parseCollection(envelope),
    type,
    wire_type: envelope.type,
    stream: envelope.subject,
    stream_version: envelope.streamversion,
    term: envelope.term,
    recorded_at: envelope.time,
    command_id: envelope.commandid,
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
    id: event.event_id,
    type: event.wire_type,
    source,
    subject: event.stream,
    time: event.recorded_at,
    streamversion: event.stream_version,
    pseq: event.pseq,
    term: event.term,
    commandid: event.command_id,
    ...(event.actor === null ? {} : { actor: event.actor }),
    data: data as Record<string, unknown>,
  };

  return { type: event.type, data, envelope } as DecodedEvent;
}

/** Creates the index of a generation. */
export class EventIndex1763800000000 implements MigrationInterface {
  readonly name = 'EventIndex1763800000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`CREATE TABLE ${EVENT_INDEX} (
      partition integer NOT NULL,
      pseq integer NOT NULL,
      event_id text NOT NULL,
      collection text,
      type text NOT NULL,
      wire_type text NOT NULL,
      stream text NOT NULL,
      stream_version integer NOT NULL,
      term integer NOT NULL,
      recorded_at timestamptz(3) NOT NULL,
      command_id text NOT NULL,
      actor text,
      PRIMARY KEY (partition, pseq))`);
    await runner.query(`CREATE UNIQUE INDEX ON ${EVENT_INDEX} (partition, collection, event_id)`);
    await runner.query(`CREATE INDEX ON ${EVENT_INDEX} (partition, recorded_at)`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`DROP TABLE ${EVENT_INDEX}`);
  }
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

  const rows: (Omit<IndexedEvent, 'recorded_at'> & { recorded_at: Date })[] = await manager.query(
    `SELECT i.* FROM "${schema}".${EVENT_INDEX} i
       JOIN unnest($2::text[], $3::text[]) AS t (collection, event_id)
         ON i.collection = t.collection AND i.event_id = t.event_id
      WHERE i.partition = $1`,
    [partition, targets.map(({ collection }) => collection), targets.map(({ eventId }) => eventId)],
  );
  return rows.map((row) => ({ ...row, recorded_at: row.recorded_at.toISOString() }));
}

/** Returns the position of the last event recorded at or before a time; -1 if there is none. */
export async function findPositionAtTime(
  manager: EntityManager,
  { name }: Pick<Projection, 'name'>,
  partition: number,
  time: Date,
): Promise<number> {
  const [row]: { pseq: number | null }[] = await manager.query(
    `SELECT max(pseq) AS pseq FROM "${name}".${EVENT_INDEX}
      WHERE partition = $1 AND recorded_at <= $2`,
    [partition, time],
  );
  return row?.pseq ?? -1;
}
