import { Column, PrimaryColumn, VirtualColumn } from 'typeorm';
import { formatCommandIdSql, formatEventIdSql } from './stored-command.ts';

/**
 * The version columns of every row of every read model: its event, and its validity in record time.
 * A row is current at position P if `recorded_from <= P and (recorded_to is null or recorded_to >
 * P)`. Only the runtime fills these columns.
 */
export abstract class VersionedRow {
  @PrimaryColumn({ name: 'partition', type: 'smallint' })
  partition!: number;

  /** The ordinal of the row within the event, from 1. */
  @PrimaryColumn({ name: 'n', type: 'smallint' })
  n!: number;

  /** The position of the fact. */
  @PrimaryColumn({ name: 'event_pseq', type: 'integer' })
  eventPseq!: number;

  /** Start of validity: the position of the fact, its correction, or its restoration. */
  @PrimaryColumn({ name: 'recorded_from', type: 'integer' })
  recordedFrom!: number;

  /** End of validity, exclusive; null: the row is current. */
  @Column({ name: 'recorded_to', type: 'integer', nullable: true })
  recordedTo!: number | null;

  /** The number of the fact within its command, from 1. */
  @Column({ name: 'event_number', type: 'smallint' })
  eventNumber!: number;

  /** The id of the command that recorded the fact: see `encodeCommandId`. */
  @Column({ name: 'command', type: 'bytea' })
  command!: Buffer;

  @Column({ name: 'collection', type: 'text' })
  collection!: string;

  /** The time of `recordedFrom`; null: the time of the fact. */
  @Column({ name: 'recorded_from_at', type: 'timestamptz', precision: 3, nullable: true })
  recordedFromAt!: Date | null;

  /** The correction that recorded the values; null: the fact itself. */
  @Column({ name: 'recorded_by', type: 'text', nullable: true })
  recordedBy!: string | null;

  /** The time of `recordedTo`. */
  @Column({ name: 'recorded_to_at', type: 'timestamptz', precision: 3, nullable: true })
  recordedToAt!: Date | null;

  /** The correction or retraction that closed the row. */
  @Column({ name: 'closed_by', type: 'text', nullable: true })
  closedBy!: string | null;

  @VirtualColumn({ type: 'text', query: formatCommandIdSql })
  commandId!: string;

  /** The fact of the row. A correction does not change it. */
  @VirtualColumn({ type: 'text', query: formatEventIdSql })
  eventId!: string;
}

/** A row that shows when its fact was recorded. The runtime fills the column. */
export abstract class TimedRow extends VersionedRow {
  @Column({ name: 'event_at', type: 'timestamptz', precision: 3 })
  eventAt!: Date;
}

/** The columns of a `TimedRow`, for migrations. */
export const TIMED_COLUMNS_SQL = 'event_at timestamptz(3) NOT NULL';

/**
 * The version columns and the primary key, for migrations. They precede the columns of the table:
 * numbers before texts need no padding. Rows are appended, so the key has no free space.
 */
export const VERSIONED_COLUMNS_SQL = `
  partition smallint NOT NULL,
  n smallint NOT NULL,
  event_pseq integer NOT NULL,
  recorded_from integer NOT NULL,
  recorded_to integer,
  event_number smallint NOT NULL,
  command bytea NOT NULL,
  collection text NOT NULL,
  recorded_from_at timestamptz(3),
  recorded_by text,
  recorded_to_at timestamptz(3),
  closed_by text,
  PRIMARY KEY (partition, event_pseq, n, recorded_from) WITH (fillfactor = 100)`;
