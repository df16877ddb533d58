import type { ActorRef, Count, DateValue, OrdinalValue, Place } from '@rapporteur/contracts';
import { VersionedRow } from '@rapporteur/projection-runtime';
import type { Strength } from '@rapporteur/statements';
import { Column, Entity } from 'typeorm';

/**
 * A decision, agreement or plan. Agreed next meetings and adopted documents are among them, without
 * a decision id.
 */
@Entity({ name: 'decisions', schema: 'decisions' })
export class DecisionRow extends VersionedRow {
  @Column({ name: 'event_type', type: 'text' })
  eventType!: string;

  @Column({ name: 'decision', type: 'text', nullable: true })
  decision!: string | null;

  @Column({ name: 'document', type: 'text', nullable: true })
  document!: string | null;

  @Column({ name: 'meeting', type: 'text', nullable: true })
  meeting!: string | null;

  @Column({ name: 'body', type: 'text', nullable: true })
  body!: string | null;

  @Column({ name: 'kind', type: 'text', nullable: true })
  kind!: string | null;

  @Column({ name: 'name', type: 'text', nullable: true })
  name!: string | null;

  @Column({ name: 'topic', type: 'text', nullable: true })
  topic!: string | null;

  @Column({ name: 'verb', type: 'text', nullable: true })
  verb!: string | null;

  @Column({ name: 'verb_as_written', type: 'text', nullable: true })
  verbAsWritten!: string | null;

  @Column({ name: 'strength', type: 'text', nullable: true })
  strength!: Strength | null;

  @Column({ name: 'commitment', type: 'boolean' })
  commitment!: boolean;

  /** `by` or `parties`; null: facts of this type have no field for the agent. */
  @Column({ name: 'agent_field', type: 'text', nullable: true })
  agentField!: 'by' | 'parties' | null;

  @Column({ name: 'agents', type: 'jsonb', nullable: true })
  agents!: ActorRef[] | null;

  @Column({ name: 'part_of', type: 'text', nullable: true })
  partOf!: string | null;

  @Column({ name: 'host_state', type: 'text', nullable: true })
  hostState!: string | null;

  @Column({ name: 'due_kind', type: 'text', nullable: true })
  dueKind!: 'due' | 'scheduled' | 'next-step' | null;

  @Column({ name: 'due_on', type: 'jsonb', nullable: true })
  dueOn!: DateValue | null;

  @Column({ name: 'due_earliest', type: 'date', nullable: true })
  dueEarliest!: string | null;

  @Column({ name: 'due_latest', type: 'date', nullable: true })
  dueLatest!: string | null;

  @Column({ name: 'adopted_on', type: 'jsonb', nullable: true })
  adoptedOn!: DateValue | null;

  @Column({ name: 'adopted_earliest', type: 'date', nullable: true })
  adoptedEarliest!: string | null;

  @Column({ name: 'adopted_latest', type: 'date', nullable: true })
  adoptedLatest!: string | null;

  @Column({ name: 'period_on', type: 'jsonb', nullable: true })
  periodOn!: DateValue | null;

  @Column({ name: 'period_earliest', type: 'date', nullable: true })
  periodEarliest!: string | null;

  @Column({ name: 'period_latest', type: 'date', nullable: true })
  periodLatest!: string | null;

  @Column({ name: 'details', type: 'jsonb' })
  details!: Record<string, unknown>;

  /** The rank of the speaker and the strength of the verb; smaller is better. */
  @Column({ name: 'rank', type: 'integer' })
  rank!: number;

  /** The document that the source relays. */
  @Column({ name: 'stated_in', type: 'text', nullable: true })
  statedIn!: string | null;

  /** The document of the passage. */
  @Column({ name: 'source', type: 'text', nullable: true })
  source!: string | null;
}

/** The status of a decision, as a source reports it. */
@Entity({ name: 'statuses', schema: 'decisions' })
export class DecisionStatusRow extends VersionedRow {
  @Column({ name: 'decision', type: 'text' })
  decision!: string;

  @Column({ name: 'body', type: 'text', nullable: true })
  body!: string | null;

  @Column({ name: 'meeting', type: 'text', nullable: true })
  meeting!: string | null;

  @Column({ name: 'status', type: 'text' })
  status!: string;

  @Column({ name: 'by', type: 'jsonb', nullable: true })
  by!: ActorRef | null;

  @Column({ name: 'period_on', type: 'jsonb', nullable: true })
  periodOn!: DateValue | null;

  @Column({ name: 'period_earliest', type: 'date', nullable: true })
  periodEarliest!: string | null;

  @Column({ name: 'period_latest', type: 'date', nullable: true })
  periodLatest!: string | null;

  @Column({ name: 'held_on', type: 'jsonb', nullable: true })
  heldOn!: DateValue | null;

  @Column({ name: 'held_earliest', type: 'date', nullable: true })
  heldEarliest!: string | null;

  @Column({ name: 'held_latest', type: 'date', nullable: true })
  heldLatest!: string | null;
}

/** A matter that a meeting considered. */
@Entity({ name: 'considerations', schema: 'decisions' })
export class ConsiderationRow extends VersionedRow {
  @Column({ name: 'meeting', type: 'text' })
  meeting!: string;

  @Column({ name: 'verb', type: 'text' })
  verb!: string;

  @Column({ name: 'verb_as_written', type: 'text', nullable: true })
  verbAsWritten!: string | null;

  @Column({ name: 'strength', type: 'text', nullable: true })
  strength!: Strength | null;

  @Column({ name: 'subject', type: 'text' })
  subject!: string;

  @Column({ name: 'for_body', type: 'text', nullable: true })
  forBody!: string | null;

  @Column({ name: 'decisions', type: 'text', array: true })
  decisions!: string[];

  @Column({ name: 'outcome', type: 'text', nullable: true })
  outcome!: string | null;
}

/** Awards conferred at a meeting. */
@Entity({ name: 'awards', schema: 'decisions' })
export class AwardRow extends VersionedRow {
  @Column({ name: 'meeting', type: 'text' })
  meeting!: string;

  @Column({ name: 'award', type: 'text', nullable: true })
  award!: string | null;

  @Column({ name: 'recipients', type: 'text' })
  recipients!: string;

  @Column({ name: 'by', type: 'jsonb', nullable: true })
  by!: ActorRef | null;

  @Column({ name: 'count', type: 'jsonb', nullable: true })
  count!: Count | null;

  @Column({ name: 'reason', type: 'text', nullable: true })
  reason!: string | null;
}

/** A change of the mandate of a body. */
@Entity({ name: 'mandate_changes', schema: 'decisions' })
export class MandateChangeRow extends VersionedRow {
  @Column({ name: 'body', type: 'text' })
  body!: string;

  @Column({ name: 'becomes', type: 'text' })
  becomes!: string;

  @Column({ name: 'stage', type: 'text' })
  stage!: 'proposed' | 'announced' | 'agreed' | 'in-force';

  @Column({ name: 'strength', type: 'text' })
  strength!: Strength;

  @Column({ name: 'by', type: 'jsonb', nullable: true })
  by!: ActorRef | null;

  @Column({ name: 'occasion', type: 'text', nullable: true })
  occasion!: string | null;

  @Column({ name: 'occurred_on', type: 'jsonb', nullable: true })
  occurredOn!: DateValue | null;

  @Column({ name: 'occurred_earliest', type: 'date', nullable: true })
  occurredEarliest!: string | null;

  @Column({ name: 'occurred_latest', type: 'date', nullable: true })
  occurredLatest!: string | null;

  /** The document that the source relays. */
  @Column({ name: 'stated_in', type: 'text', nullable: true })
  statedIn!: string | null;

  /** The document of the passage. */
  @Column({ name: 'source', type: 'text', nullable: true })
  source!: string | null;
}

/** A next meeting on which a body agreed. */
@Entity({ name: 'next_meetings', schema: 'decisions' })
export class NextMeetingRow extends VersionedRow {
  @Column({ name: 'body', type: 'text' })
  body!: string;

  @Column({ name: 'after_meeting', type: 'text' })
  afterMeeting!: string;

  @Column({ name: 'ordinal', type: 'jsonb', nullable: true })
  ordinal!: OrdinalValue | null;

  @Column({ name: 'ordinal_value', type: 'integer', nullable: true })
  ordinalValue!: number | null;

  @Column({ name: 'place', type: 'jsonb', nullable: true })
  place!: Place | null;

  @Column({ name: 'venue', type: 'text', nullable: true })
  venue!: string | null;

  @Column({ name: 'parties', type: 'jsonb', nullable: true })
  parties!: ActorRef[] | null;

  @Column({ name: 'scheduled_on', type: 'jsonb', nullable: true })
  scheduledOn!: DateValue | null;

  @Column({ name: 'scheduled_earliest', type: 'date', nullable: true })
  scheduledEarliest!: string | null;

  @Column({ name: 'scheduled_latest', type: 'date', nullable: true })
  scheduledLatest!: string | null;

  /** The document that the source relays. */
  @Column({ name: 'stated_in', type: 'text', nullable: true })
  statedIn!: string | null;

  /** The document of the passage. */
  @Column({ name: 'source', type: 'text', nullable: true })
  source!: string | null;
}
