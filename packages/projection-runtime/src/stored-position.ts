import { Check, Column, Entity, PrimaryColumn } from 'typeorm';

/** The schema of the runtime's own tables. All read models of a database share it. */
export const RUNTIME_SCHEMA = 'projections';

/** The position of a generation in a partition, with its lease and the state of its projector. */
@Entity({ name: 'positions' })
@Check('positions_state_check', `state IN ('catching-up', 'live', 'stopped')`)
export class StoredPosition {
  /** The schema of the generation: `timeline_v1`. */
  @PrimaryColumn({ name: 'projection', type: 'text' })
  schema!: string;

  @PrimaryColumn({ name: 'partition', type: 'integer' })
  partition!: number;

  /** The number of applied events. */
  @Column({ name: 'next_seq', type: 'integer', default: 0 })
  nextSeq!: number;

  /** Term, time and hint of the last applied event. */
  @Column({ name: 'head_term', type: 'integer', default: 0 })
  headTerm!: number;

  @Column({ name: 'head_time', type: 'text', default: '' })
  headTime!: string;

  @Column({ name: 'head_hint', type: 'text', nullable: true })
  headHint!: string | null;

  /** SHA-256 of the partition's event 0; null before the first event is applied. */
  @Column({ name: 'identity', type: 'text', nullable: true })
  identity!: string | null;

  @Column({ name: 'state', type: 'text', default: 'stopped' })
  state!: 'catching-up' | 'live' | 'stopped';

  /** Why the partition is stopped or delayed. */
  @Column({ name: 'reason_code', type: 'text', nullable: true })
  reasonCode!: string | null;

  @Column({ name: 'reason', type: 'text', nullable: true })
  reason!: string | null;

  /** The instance that holds the lease. */
  @Column({ name: 'owner', type: 'text', nullable: true })
  owner!: string | null;

  @Column({ name: 'lease_until', type: 'timestamptz', nullable: true })
  leaseUntil!: Date | null;

  @Column({ name: 'heartbeat_at', type: 'timestamptz', nullable: true })
  heartbeatAt!: Date | null;

  /** When the position moved last, or was leased. */
  @Column({ name: 'moved_at', type: 'timestamptz', nullable: true })
  movedAt!: Date | null;
}
