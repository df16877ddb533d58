import { Column, Entity, Index, PrimaryColumn } from 'typeorm';

/**
 * The envelopes of the applied events of one command, in every read model. A correction names only
 * the id of its target; the index supplies the rest of the target. An event's id is the command's
 * with a number, so one row serves all events of a command: see `groupEvents`.
 */
@Entity({ name: 'event_index' })
@Index(
  'event_index_partition_collection_command_id_first_number_idx',
  ['partition', 'collection', 'commandId', 'firstNumber'],
  { unique: true },
)
@Index('event_index_partition_recorded_at_idx', ['partition', 'recordedAt'])
export class EventIndexEntry {
  @PrimaryColumn({ name: 'partition', type: 'smallint' })
  readonly partition!: number;

  @PrimaryColumn({ name: 'first_pseq', type: 'integer' })
  readonly firstPseq!: number;

  @Column({ name: 'last_pseq', type: 'integer' })
  readonly lastPseq!: number;

  /** The number of the first event within the command. The others have the next numbers. */
  @Column({ name: 'first_number', type: 'smallint' })
  readonly firstNumber!: number;

  @Column({ name: 'term', type: 'integer' })
  readonly term!: number;

  @Column({ name: 'recorded_at', type: 'timestamptz', precision: 3 })
  readonly recordedAt!: Date;

  /** Null for events of the log itself. */
  @Column({ name: 'collection', type: 'text', nullable: true })
  readonly collection!: string | null;

  @Column({ name: 'command_id', type: 'text' })
  readonly commandId!: string;

  @Column({ name: 'actor', type: 'text', nullable: true })
  readonly actor!: string | null;

  /** The types and streams of the events as JSON: see `formatEvents`. */
  @Column({ name: 'events', type: 'text' })
  readonly events!: string;
}
