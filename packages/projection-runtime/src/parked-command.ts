import { Column, Entity, PrimaryColumn } from 'typeorm';

/** Identifies a command. */
export interface CommandKey {
  readonly partition: number;
  /** Empty for events of the log itself. */
  readonly collection: string;
  readonly commandId: string;
}

/** A command that a read model does not show for now. */
@Entity({ name: 'parked' })
export class ParkedCommand implements CommandKey {
  @PrimaryColumn({ name: 'partition', type: 'integer' })
  readonly partition!: number;

  @Column({ name: 'collection', type: 'text' })
  readonly collection!: string;

  @Column({ name: 'command_id', type: 'text' })
  readonly commandId!: string;

  /** The range of its events, both inclusive. */
  @PrimaryColumn({ name: 'first_pseq', type: 'integer' })
  readonly firstPseq!: number;

  @Column({ name: 'last_pseq', type: 'integer' })
  readonly lastPseq!: number;

  @Column({ name: 'event_ids', type: 'text', array: true })
  readonly eventIds!: readonly string[];

  /** The facts that it corrects or retracts. */
  @Column({ name: 'targets', type: 'text', array: true })
  readonly targets!: readonly string[];

  /** The parked command about the same facts; null: the command itself failed. */
  @Column({ name: 'waits_for', type: 'text', nullable: true })
  readonly waitsFor!: string | null;

  @Column({ name: 'code', type: 'text' })
  readonly code!: string;

  @Column({ name: 'reason', type: 'text' })
  readonly reason!: string;

  /** The number of failed attempts; 0 for a command that only waits. */
  @Column({ name: 'attempts', type: 'integer', default: 1 })
  readonly attempts!: number;

  @Column({
    name: 'parked_at',
    type: 'timestamptz',
    precision: 3,
    default: () => 'clock_timestamp()',
  })
  readonly parkedAt!: Date;
}

/** A command that a read model skips for good, because of a `ProjectionSkipped`. */
@Entity({ name: 'left_out' })
export class SkippedCommand implements CommandKey {
  @PrimaryColumn({ name: 'partition', type: 'integer' })
  readonly partition!: number;

  @PrimaryColumn({ name: 'collection', type: 'text' })
  readonly collection!: string;

  @PrimaryColumn({ name: 'command_id', type: 'text' })
  readonly commandId!: string;

  /** The id of the `ProjectionSkipped`. */
  @Column({ name: 'by_event', type: 'text' })
  readonly byEvent!: string;
}
