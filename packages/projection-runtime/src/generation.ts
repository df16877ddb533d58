import { Check, Column, Entity, Index, PrimaryColumn, Unique } from 'typeorm';

/**
 * The state of a generation. Exactly one generation of a read model serves.
 * - `building`: a rebuild fills it beside the serving generation.
 * - `serving`: the views show it, and projectors keep it up to date.
 * - `retained`: it served before and keeps its last position, for a rollback.
 * - `retired`: its tables are dropped; the registry entry remains.
 */
export type GenerationState = 'building' | 'serving' | 'retained' | 'retired';

/** The tables of one build of a read model, in their own schema and with their own positions. */
@Entity({ name: 'generations' })
@Check('generations_state_check', `state IN ('building', 'serving', 'retained', 'retired')`)
@Unique('generations_projection_version_build_key', ['projection', 'version', 'build'])
// The database itself guarantees at most one serving and one building generation.
@Index('generations_projection_idx', ['projection'], { unique: true, where: `state = 'serving'` })
@Index('generations_projection_idx1', ['projection'], { unique: true, where: `state = 'building'` })
export class Generation {
  /** The read model: `timeline`. */
  @Column({ name: 'projection', type: 'text' })
  readonly projection!: string;

  /** The version of the logic that produces its rows. */
  @Column({ name: 'version', type: 'integer' })
  readonly version!: number;

  /** The ordinal of the build with this version, from 1. */
  @Column({ name: 'build', type: 'integer' })
  readonly build!: number;

  /** The name and schema: `timeline_v1`, and `timeline_v1_2` for the second build. */
  @PrimaryColumn({ name: 'schema', type: 'text' })
  readonly schema!: string;

  @Column({ name: 'state', type: 'text' })
  readonly state!: GenerationState;

  @Column({
    name: 'made_at',
    type: 'timestamptz',
    precision: 3,
    default: () => 'clock_timestamp()',
  })
  readonly madeAt!: Date;

  /** When it last began to serve; null: never. */
  @Column({ name: 'serving_since', type: 'timestamptz', precision: 3, nullable: true })
  readonly servingSince!: Date | null;

  /** Its last `GenerationComparison`, for operators; read only on demand, because it is large. */
  @Column({ name: 'comparison', type: 'jsonb', nullable: true, select: false })
  readonly comparison?: object | null;
}
