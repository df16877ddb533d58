import type { ActorRef, DateValue, OrdinalValue, Place } from '@rapporteur/contracts';
import { VersionedRow } from '@rapporteur/projection-runtime';
import { Column, Entity } from 'typeorm';

/** A meeting, by one fact: held, announced or rescheduled. */
@Entity({ name: 'meetings', schema: 'timeline' })
export class TimelineMeetingRow extends VersionedRow {
  @Column({ name: 'meeting', type: 'text' })
  meeting!: string;

  /** `held`, `announced`, `postponed` or `cancelled`. */
  @Column({ name: 'stage', type: 'text' })
  stage!: string;

  /** Null for a rescheduled meeting: its announcement names the body. */
  @Column({ name: 'body', type: 'text', nullable: true })
  body!: string | null;

  @Column({ name: 'session', type: 'text', nullable: true })
  session!: string | null;

  @Column({ name: 'ordinal', type: 'integer', nullable: true })
  ordinal!: number | null;

  @Column({ name: 'ordinal_value', type: 'jsonb', nullable: true })
  ordinalValue!: OrdinalValue | null;

  /** The date on which it was held, or is scheduled. */
  @Column({ name: 'occurred_on', type: 'jsonb', nullable: true })
  occurredOn!: DateValue | null;

  @Column({ name: 'occurred_earliest', type: 'date', nullable: true })
  occurredEarliest!: string | null;

  @Column({ name: 'occurred_latest', type: 'date', nullable: true })
  occurredLatest!: string | null;

  @Column({ name: 'places', type: 'jsonb' })
  places!: readonly Place[];

  @Column({ name: 'venue', type: 'text', nullable: true })
  venue!: string | null;

  @Column({ name: 'host', type: 'jsonb', nullable: true })
  host!: ActorRef | null;

  @Column({ name: 'format', type: 'text', nullable: true })
  format!: string | null;

  @Column({ name: 'data', type: 'jsonb' })
  data!: Readonly<Record<string, unknown>>;
}
