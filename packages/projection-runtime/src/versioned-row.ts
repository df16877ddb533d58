import { Column, PrimaryColumn, VirtualColumn } from 'typeorm';

/**
 * The version columns of every row of every read model: its event, and its validity in record time.
 * A row is current at position P if `recorded_from <= P and (recorded_to is null or recorded_to >
 * P)`. Only the runtime fills these columns.
 */
export abstract class VersionedRow {
  @PrimaryColumn({ name: 'partition', type: 'integer' })
  partition!: number;

  @Column({ name: 'collection', type: 'text' })
  collection!: string;

  /** The fact of the row. A correction does not change it. */
  @Column({ name: 'event_id', type: 'text' })
  eventId!: string;

  /** The ordinal of the row within the event, from 1. */
  @PrimaryColumn({ name: 'n', type: 'integer' })
  n!: number;

  /** Position and time of the fact. */
  @PrimaryColumn({ name: 'event_pseq', type: 'integer' })
  eventPseq!: number;

  @Column({ name: 'event_at', type: 'timestamptz', precision: 3 })
  eventAt!: Date;

  /** The command that recorded the fact: its event ids are `{command id}.{ordinal}`. */
  @VirtualColumn({
    type: 'text',
    query: (alias) => `left(rtrim(${alias}.event_id, '0123456789'), -1)`,
  })
  commandId!: string;

  /** Start of validity, as position and time: of the fact, its correction, or its restoration. */
  @PrimaryColumn({ name: 'recorded_from', type: 'integer' })
  recordedFrom!: number;

  @Column({ name: 'recorded_from_at', type: 'timestamptz', precision: 3 })
  recordedFromAt!: Date;

  /** The correction that recorded the values; null: the fact itself. */
  @Column({ name: 'recorded_by', type: 'text', nullable: true })
  recordedBy!: string | null;

  /** End of validity, exclusive, as position and time; null: the row is current. */
  @Column({ name: 'recorded_to', type: 'integer', nullable: true })
  recordedTo!: number | null;

  @Column({ name: 'recorded_to_at', type: 'timestamptz', precision: 3, nullable: true })
  recordedToAt!: Date | null;

  /** The correction or retraction that closed the row. */
  @Column({ name: 'closed_by', type: 'text', nullable: true })
  closedBy!: string | null;
}

/** The version columns and the primary key, for migrations. */
export const VERSIONED_COLUMNS_SQL = `
  partition integer NOT NULL,
  collection text NOT NULL,
  event_id text NOT NULL,
  n integer NOT NULL,
  event_pseq integer NOT NULL,
  event_at timestamptz(3) NOT NULL,
  recorded_from integer NOT NULL,
  recorded_from_at timestamptz(3) NOT NULL,
  recorded_by text,
  recorded_to integer,
  recorded_to_at timestamptz(3),
  closed_by text,
  PRIMARY KEY (partition, event_pseq, n, recorded_from)`;
