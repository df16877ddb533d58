import type {
  ActorRef,
  Count,
  CountryValue,
  DateValue,
  InstrumentRef,
  Place,
} from '@rapporteur/contracts';
import { VersionedRow } from '@rapporteur/projection-runtime';
import type { Strength } from '@rapporteur/statements';
import { Column, Entity } from 'typeorm';

/** A position, as its speaker stated it. */
@Entity({ name: 'positions', schema: 'decisions' })
export class StatedPositionRow extends VersionedRow {
  @Column({ name: 'verb', type: 'text' })
  verb!: string;

  @Column({ name: 'verb_as_written', type: 'text', nullable: true })
  verbAsWritten!: string | null;

  @Column({ name: 'topic', type: 'text' })
  topic!: string;

  @Column({ name: 'summary', type: 'text' })
  summary!: string;

  @Column({ name: 'by', type: 'jsonb' })
  by!: ActorRef[];

  @Column({ name: 'by_ids', type: 'text', array: true })
  byIds!: string[];

  @Column({ name: 'incidents', type: 'text', array: true })
  incidents!: string[];

  @Column({ name: 'instruments', type: 'jsonb' })
  instruments!: InstrumentRef[];

  @Column({ name: 'instrument_ids', type: 'text', array: true })
  instrumentIds!: string[];

  @Column({ name: 'addressees', type: 'jsonb' })
  addressees!: ActorRef[];

  @Column({ name: 'addressee_ids', type: 'text', array: true })
  addresseeIds!: string[];

  @Column({ name: 'states', type: 'jsonb' })
  states!: CountryValue[];

  @Column({ name: 'state_codes', type: 'text', array: true })
  stateCodes!: string[];

  @Column({ name: 'organizations', type: 'jsonb' })
  organizations!: ActorRef[];

  /** The decision whose text states it. */
  @Column({ name: 'decision', type: 'text', nullable: true })
  decision!: string | null;

  @Column({ name: 'paragraph', type: 'text', nullable: true })
  paragraph!: string | null;

  @Column({ name: 'meeting', type: 'text', nullable: true })
  meeting!: string | null;

  @Column({ name: 'attributed_to', type: 'jsonb', nullable: true })
  attributedTo!: ActorRef | null;

  @Column({ name: 'occurred_on', type: 'jsonb', nullable: true })
  occurredOn!: DateValue | null;

  @Column({ name: 'occurred_earliest', type: 'date', nullable: true })
  occurredEarliest!: string | null;

  @Column({ name: 'occurred_latest', type: 'date', nullable: true })
  occurredLatest!: string | null;

  @Column({ name: 'document', type: 'text', nullable: true })
  document!: string | null;

  @Column({ name: 'stated_in', type: 'text', nullable: true })
  statedIn!: string | null;
}

/** An activity, an assessment or an intent that a source reports. */
@Entity({ name: 'reports', schema: 'decisions' })
export class ReportRow extends VersionedRow {
  @Column({ name: 'event_type', type: 'text' })
  eventType!: 'ActivityReported' | 'AssessmentReported' | 'IntentReported';

  @Column({ name: 'kind', type: 'text' })
  kind!: string;

  @Column({ name: 'strength', type: 'text', nullable: true })
  strength!: Strength | null;

  @Column({ name: 'summary', type: 'text' })
  summary!: string;

  @Column({ name: 'by', type: 'jsonb', nullable: true })
  by!: ActorRef[] | null;

  /** False: the words omit the agent; null: the type has no such field. */
  @Column({ name: 'agent_stated', type: 'boolean', nullable: true })
  agentStated!: boolean | null;

  @Column({ name: 'with_actors', type: 'jsonb' })
  withActors!: ActorRef[];

  @Column({ name: 'states', type: 'jsonb' })
  states!: CountryValue[];

  @Column({ name: 'state_codes', type: 'text', array: true })
  stateCodes!: string[];

  @Column({ name: 'within', type: 'text', nullable: true })
  within!: string | null;

  @Column({ name: 'topic', type: 'text', nullable: true })
  topic!: string | null;

  @Column({ name: 'action', type: 'text', nullable: true })
  action!: string | null;

  @Column({ name: 'organization', type: 'jsonb', nullable: true })
  organization!: ActorRef | null;

  @Column({ name: 'series', type: 'text', nullable: true })
  series!: string | null;

  @Column({ name: 'theme', type: 'text', nullable: true })
  theme!: string | null;

  @Column({ name: 'decision', type: 'text', nullable: true })
  decision!: string | null;

  @Column({ name: 'meeting', type: 'text', nullable: true })
  meeting!: string | null;

  @Column({ name: 'count', type: 'jsonb', nullable: true })
  count!: Count | null;

  @Column({ name: 'count_min', type: 'integer', nullable: true })
  countMin!: number | null;

  @Column({ name: 'count_max', type: 'integer', nullable: true })
  countMax!: number | null;

  @Column({ name: 'places', type: 'jsonb' })
  places!: Place[];

  @Column({ name: 'region', type: 'text', nullable: true })
  region!: string | null;

  @Column({ name: 'subject', type: 'jsonb', nullable: true })
  subject!: ActorRef | null;

  @Column({ name: 'trend', type: 'text', nullable: true })
  trend!: string | null;

  @Column({ name: 'counted', type: 'jsonb', nullable: true })
  counted!: { readonly what: string; readonly value: number } | null;

  @Column({ name: 'targets', type: 'jsonb' })
  targets!: string[];

  @Column({ name: 'attributed_to', type: 'jsonb', nullable: true })
  attributedTo!: ActorRef | null;

  @Column({ name: 'occurred_on', type: 'jsonb', nullable: true })
  occurredOn!: DateValue | null;

  @Column({ name: 'occurred_earliest', type: 'date', nullable: true })
  occurredEarliest!: string | null;

  @Column({ name: 'occurred_latest', type: 'date', nullable: true })
  occurredLatest!: string | null;

  @Column({ name: 'period_on', type: 'jsonb', nullable: true })
  periodOn!: DateValue | null;

  @Column({ name: 'period_earliest', type: 'date', nullable: true })
  periodEarliest!: string | null;

  @Column({ name: 'period_latest', type: 'date', nullable: true })
  periodLatest!: string | null;

  @Column({ name: 'document', type: 'text', nullable: true })
  document!: string | null;

  @Column({ name: 'stated_in', type: 'text', nullable: true })
  statedIn!: string | null;
}
