import { Column, Entity, PrimaryColumn } from 'typeorm';

/** A live instance of the projector of a generation. */
@Entity({ name: 'instances' })
export class ProjectorInstance {
  /** The schema of the generation. */
  @PrimaryColumn({ name: 'projection', type: 'text' })
  schema!: string;

  @PrimaryColumn({ name: 'instance', type: 'text' })
  owner!: string;

  /** The time of its last heartbeat. */
  @Column({ name: 'seen_at', type: 'timestamptz' })
  seenAt!: Date;
}
