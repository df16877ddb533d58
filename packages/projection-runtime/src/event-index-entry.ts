import type { EventType } from '@rapporteur/contracts';
import { Column, Entity, Index, PrimaryColumn } from 'typeorm';

/**
 * The envelope of an applied event, in every read model. A correction names only the id of its
 * target; the index supplies the rest of the target.
 */
@Entity({ name: 'event_index' })
@Index('event_index_partition_collection_event_id_idx', ['partition', 'collection', 'eventId'], {
  unique: true,
})
@Index('event_index_partition_recorded_at_idx', ['partition', 'recordedAt'])
export class EventIndexEntry {
  @PrimaryColumn({ name: 'partition', type: 'integer' })
  readonly partition!: number;

  @PrimaryColumn({ name: 'pseq', type: 'integer' })
  readonly pseq!: number;

  @Column({ name: 'event_id', type: 'text' })
  readonly eventId!: string;

  /** Null for events of the log itself. */
  @Column({ name: 'collection', type: 'text', nullable: true })
  readonly collection!: string | null;

  @Column({ name: 'type', type: 'text' })
  readonly type!: EventType;

  @Column({ name: 'wire_type', type: 'text' })
  readonly wireType!: string;

  @Column({ name: 'stream', type: 'text' })
  readonly stream!: string;

  @Column({ name: 'stream_version', type: 'integer' })
  readonly streamVersion!: number;

  @Column({ name: 'term', type: 'integer' })
  readonly term!: number;

  @Column({ name: 'recorded_at', type: 'timestamptz', precision: 3 })
  readonly recordedAt!: Date;

  @Column({ name: 'command_id', type: 'text' })
  readonly commandId!: string;

  @Column({ name: 'actor', type: 'text', nullable: true })
  readonly actor!: string | null;
}
