import type { Envelope, EventType, DecodedEvent } from '@rapporteur/contracts';
import type { EntityManager, MigrationInterface, QueryRunner } from 'typeorm';
import type { Projection } from './projection.ts';

/**
 * The index that the runtime keeps in every read model: each event of the log up to the position, with what its
 * envelope says. A correction names only its target's id: this is where the rest of the target is found.
 */
export const EVENT_INDEX = 'event_index';

/** The columns of the index, the first two its key. */
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
  /** Null for the events of the log itself. */
  readonly collection: string | null;
  readonly type: EventType;
  readonly wire_type: string;
  readonly stream: string;
  readonly stream_version: number;
  readonly term: number;
  /** UTC, to the millisecond, as the envelope has it. */
  readonly recorded_at: string;
  readonly command_id: string;
  readonly actor: string | null;
}

const COLLECTION = '/collections/';

/** The collection of an event; null for those of the log itself. */
export function parseCollection({ source }: Pick<Envelope, 'source'>): string | null {
  return source.startsWith(COLLECTION) ? source.slice(COLLECTION.length) : null;
}

/** What the index keeps of an event. */
export function toIndexedEvent(partition: number, { type, envelope }: DecodedEvent): IndexedEvent {
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

/** What the index keeps of an event that cannot be read: its type is told by its wire type, as for every other. */
export function toUndecodedIndexedEvent(partition: number, envelope: Envelope): IndexedEvent {
  const [, kebab = ''] = /^org\.rapporteur\.([a-z-]+)\./.exec(envelope.type) ?? [];
  const type = kebab.replaceAll(/(^|-)([a-z])/g, (_, __, letter: string) => letter.toUpperCase());
  return toIndexedEvent(partition, {
    type,
    data: envelope.data,
    envelope,
  } as unknown as DecodedEvent);
}

/**
 * The event as a projection sees it: with data, in an envelope of what the index keeps and nothing else.
 * It is the same whether the event is read from the log or found again for a correction.
 */
export function toProjectionInput(event: IndexedEvent, data: unknown): DecodedEvent {
  const envelope: Envelope = {
    specversion: '1.0',
    id: event.event_id,
    type: event.wire_type,
    source: event.collection === null ? '/log' : `${COLLECTION}${event.collection}`,
    subject: event.stream,
    time: event.recorded_at,
    streamversion: event.stream_version,
    pseq: event.pseq,
    term: event.term,
    commandid: event.command_id,
    ...(event.actor === null ? {} : { actor: event.actor }),
    data: data as Record<string, unknown>,
  };
  return { type: event.type, data, envelope } as unknown as DecodedEvent;
}

/** Makes the index of one read model. */
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

/** Which events corrections or retractions aim at. */
export interface ChangeTarget {
  readonly collection: string;
  readonly eventId: string;
}

/** Finds events of a partition by collection and id. */
export async function findIndexedEvents(
  manager: EntityManager,
  schema: string,
  partition: number,
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

/** The position that a time means: the last event recorded not later than it; -1 where there is none. */
export async function findPositionAtTime(
  manager: EntityManager,
  { name }: Pick<Projection, 'name'>,
  partition: number,
  time: Date,
): Promise<number> {
  const rows: { pseq: number | null }[] = await manager.query(
    `SELECT max(pseq) AS pseq FROM "${name}".${EVENT_INDEX} WHERE partition = $1 AND recorded_at <= $2`,
    [partition, time],
  );
  return rows[0]?.pseq ?? -1;
}
