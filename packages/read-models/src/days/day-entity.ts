import type { DateValue } from '@rapporteur/contracts';
import { VersionedRow } from '@rapporteur/projection-runtime';
import { Column, Entity } from 'typeorm';
import type { ThingRef } from '../query/aliases.ts';

/** The kinds of things whose day dates other facts. */
export type DatedThingKind = 'meeting' | 'meeting-plan' | 'incident' | 'document' | 'decision';

/** A thing that dates facts. */
export interface DayThing extends ThingRef {
  readonly kind: DatedThingKind;
}

/**
 * The day of a meeting, incident, document or decision by one fact. Facts without a day of their own are
 * dated by it. Each read model has its own table, so that none depends on another.
 */
export abstract class DayRow extends VersionedRow {
  @Column({ name: 'kind', type: 'text' })
  kind!: DatedThingKind;

  @Column({ name: 'thing', type: 'text' })
  thing!: string;

  /** The body of a meeting, the session and its number there. */
  @Column({ name: 'body', type: 'text', nullable: true })
  body!: string | null;

  @Column({ name: 'session', type: 'text', nullable: true })
  session!: string | null;

  @Column({ name: 'ordinal', type: 'integer', nullable: true })
  ordinal!: number | null;

  /** The document that states it. */
  @Column({ name: 'document', type: 'text', nullable: true })
  document!: string | null;

  /** The rank of the statement, see `rankStatement`; smaller is better. */
  @Column({ name: 'rank', type: 'integer' })
  rank!: number;

  @Column({ name: 'occurred_on', type: 'jsonb', nullable: true })
  occurredOn!: DateValue | null;

  @Column({ name: 'occurred_earliest', type: 'date', nullable: true })
  occurredEarliest!: string | null;

  @Column({ name: 'occurred_latest', type: 'date', nullable: true })
  occurredLatest!: string | null;
}

@Entity({ name: 'days', schema: 'timeline' })
export class TimelineDayRow extends DayRow {}

@Entity({ name: 'days', schema: 'participation' })
export class ParticipationDayRow extends DayRow {}

@Entity({ name: 'days', schema: 'decisions' })
export class DecisionDayRow extends DayRow {}

/** The entity of the days of one read model. */
export type DayEntity = typeof TimelineDayRow | typeof ParticipationDayRow | typeof DecisionDayRow;
