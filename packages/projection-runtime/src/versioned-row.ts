import { Column, PrimaryColumn } from 'typeorm';

/**
 * What every row of every read model carries: the event that it tells of, and when the record said so.
 * A row stands at position P when `recorded_from <= P and (recorded_to is null or recorded_to > P)`.
 * The runtime fills these columns; a projection never does.
 */
export abstract class VersionedRow {
  @PrimaryColumn({ name: 'partition', type: 'integer' })
  partition!: number;

  @Column({ name: 'collection', type: 'text' })
  collection!: string;

  /** The fact that the row tells of; it stays the same when the fact is corrected. */
  @PrimaryColumn({ name: 'event_id', type: 'text' })
  eventId!: string;

  /** The how-manieth row of the event, from 1. */
  @PrimaryColumn({ name: 'n', type: 'integer' })
  n!: number;

  /** Position and time of the fact. */
  @Column({ name: 'event_pseq', type: 'integer' })
  eventPseq!: number;

  @Column({ name: 'event_at', type: 'timestamptz', precision: 3 })
  eventAt!: Date;

  /** The command that recorded the fact. */
  @Column({ name: 'command_id', type: 'text' })
  commandId!: string;

  /** Position and time since which the record says this: the fact's own, or those of its correction. */
  @PrimaryColumn({ name: 'recorded_from', type: 'integer' })
  recordedFrom!: number;

  @Column({ name: 'recorded_from_at', type: 'timestamptz', precision: 3 })
  recordedFromAt!: Date;

  /** The event that made this row: the fact, or its correction. */
  @Column({ name: 'recorded_by', type: 'text' })
  recordedBy!: string;

  /** Position and time from which on the record no longer says this, exclusive; null: it still does. */
  @Column({ name: 'recorded_to', type: 'integer', nullable: true })
  recordedTo!: number | null;

  @Column({ name: 'recorded_to_at', type: 'timestamptz', precision: 3, nullable: true })
  recordedToAt!: Date | null;

  /** The correction or retraction that closed this row. */
  @Column({ name: 'closed_by', type: 'text', nullable: true })
  closedBy!: string | null;
}

/** The bookkeeping columns as a migration writes them, with their primary key. */
export const VERSIONED_COLUMNS_SQL = `
  partition integer NOT NULL,
  collection text NOT NULL,
  event_id text NOT NULL,
  n integer NOT NULL,
  event_pseq integer NOT NULL,
  event_at timestamptz(3) NOT NULL,
  command_id text NOT NULL,
  recorded_from integer NOT NULL,
  recorded_from_at timestamptz(3) NOT NULL,
  recorded_by text NOT NULL,
  recorded_to integer,
  recorded_to_at timestamptz(3),
  closed_by text,
  PRIMARY KEY (partition, event_id, n, recorded_from)`;
