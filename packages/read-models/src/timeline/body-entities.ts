import type { ActorRef, DateValue, Identifier } from '@rapporteur/contracts';
import { TimedRow, VersionedRow } from '@rapporteur/projection-runtime';
import { Column, Entity } from 'typeorm';

/** A collection: the record of one organization. */
@Entity({ name: 'collections', schema: 'timeline' })
export class CollectionRow extends TimedRow {
  @Column({ name: 'title', type: 'text' })
  title!: string;

  @Column({ name: 'root_body', type: 'text' })
  rootBody!: string;
}

/** A body of the record. */
@Entity({ name: 'bodies', schema: 'timeline' })
export class BodyRow extends VersionedRow {
  @Column({ name: 'body', type: 'text' })
  body!: string;

  @Column({ name: 'name', type: 'text' })
  name!: string;

  @Column({ name: 'kind', type: 'text' })
  kind!: string;

  @Column({ name: 'parents', type: 'text', array: true })
  parents!: string[];

  @Column({ name: 'other_names', type: 'text', array: true })
  otherNames!: string[];

  @Column({ name: 'identifiers', type: 'jsonb' })
  identifiers!: readonly Identifier[];
}

/** An office, by one fact: its holder, or the rule by which it is held. */
@Entity({ name: 'offices', schema: 'timeline' })
export class OfficeRow extends VersionedRow {
  @Column({ name: 'office', type: 'text' })
  office!: string;

  @Column({ name: 'body', type: 'text', nullable: true })
  body!: string | null;

  @Column({ name: 'holder_id', type: 'text', nullable: true })
  holderId!: string | null;

  @Column({ name: 'holder', type: 'jsonb', nullable: true })
  holder!: ActorRef | null;

  @Column({ name: 'rank', type: 'text', nullable: true })
  rank!: string | null;

  /** The office whose holder holds this one by rule. */
  @Column({ name: 'ex_officio', type: 'text', nullable: true })
  exOfficio!: string | null;

  @Column({ name: 'stage', type: 'text' })
  stage!: string;

  @Column({ name: 'by', type: 'jsonb', nullable: true })
  by!: ActorRef | null;

  @Column({ name: 'meeting', type: 'text', nullable: true })
  meeting!: string | null;

  @Column({ name: 'started_on', type: 'jsonb', nullable: true })
  startedOn!: DateValue | null;

  @Column({ name: 'started_earliest', type: 'date', nullable: true })
  startedEarliest!: string | null;

  @Column({ name: 'started_latest', type: 'date', nullable: true })
  startedLatest!: string | null;

  @Column({ name: 'ended_on', type: 'jsonb', nullable: true })
  endedOn!: DateValue | null;

  @Column({ name: 'ended_earliest', type: 'date', nullable: true })
  endedEarliest!: string | null;

  @Column({ name: 'ended_latest', type: 'date', nullable: true })
  endedLatest!: string | null;

  /** The day to which the fact refers. */
  @Column({ name: 'held_on', type: 'jsonb', nullable: true })
  heldOn!: DateValue | null;

  @Column({ name: 'held_earliest', type: 'date', nullable: true })
  heldEarliest!: string | null;

  @Column({ name: 'held_latest', type: 'date', nullable: true })
  heldLatest!: string | null;
}

/** A membership in a body, by one fact. */
@Entity({ name: 'memberships', schema: 'timeline' })
export class MembershipRow extends VersionedRow {
  @Column({ name: 'body', type: 'text' })
  body!: string;

  @Column({ name: 'member_id', type: 'text' })
  memberId!: string;

  @Column({ name: 'member', type: 'jsonb' })
  member!: ActorRef;

  @Column({ name: 'status', type: 'text' })
  status!: string;

  @Column({ name: 'status_as_written', type: 'text', nullable: true })
  statusAsWritten!: string | null;

  @Column({ name: 'by', type: 'jsonb', nullable: true })
  by!: ActorRef | null;

  @Column({ name: 'meeting', type: 'text', nullable: true })
  meeting!: string | null;

  @Column({ name: 'started_on', type: 'jsonb', nullable: true })
  startedOn!: DateValue | null;

  @Column({ name: 'started_earliest', type: 'date', nullable: true })
  startedEarliest!: string | null;

  @Column({ name: 'started_latest', type: 'date', nullable: true })
  startedLatest!: string | null;

  @Column({ name: 'ended_on', type: 'jsonb', nullable: true })
  endedOn!: DateValue | null;

  @Column({ name: 'ended_earliest', type: 'date', nullable: true })
  endedEarliest!: string | null;

  @Column({ name: 'ended_latest', type: 'date', nullable: true })
  endedLatest!: string | null;

  /** The day to which the fact refers. */
  @Column({ name: 'held_on', type: 'jsonb', nullable: true })
  heldOn!: DateValue | null;

  @Column({ name: 'held_earliest', type: 'date', nullable: true })
  heldEarliest!: string | null;

  @Column({ name: 'held_latest', type: 'date', nullable: true })
  heldLatest!: string | null;
}

/** A chair, by one fact: at a hand-over, over a period, or at a meeting. */
@Entity({ name: 'chairs', schema: 'timeline' })
export class ChairRow extends VersionedRow {
  /** `hand-over`, `period` or `meeting`. */
  @Column({ name: 'entry', type: 'text' })
  entry!: string;

  /** Null for the chair of a meeting: the meeting's own fact names the body. */
  @Column({ name: 'body', type: 'text', nullable: true })
  body!: string | null;

  @Column({ name: 'meeting', type: 'text', nullable: true })
  meeting!: string | null;

  /** The holders of the chair by this fact; empty: the source omits them. */
  @Column({ name: 'holders', type: 'jsonb' })
  holders!: readonly ActorRef[];

  /** Of a hand-over: the previous holder. */
  @Column({ name: 'previous', type: 'jsonb', nullable: true })
  previous!: ActorRef | null;

  @Column({ name: 'person', type: 'jsonb', nullable: true })
  person!: ActorRef | null;

  /** All actors whom it names: holders, the previous one, and the person. */
  @Column({ name: 'actors', type: 'text', array: true })
  actors!: readonly string[];

  /** Whether it tells a planned hand-over. */
  @Column({ name: 'planned', type: 'boolean' })
  planned!: boolean;

  /** The document that the source relays. */
  @Column({ name: 'stated_in', type: 'text', nullable: true })
  statedIn!: string | null;

  /** The document of the passage. */
  @Column({ name: 'source', type: 'text', nullable: true })
  source!: string | null;

  /** Of a period: incoming, current or outgoing. */
  @Column({ name: 'stage', type: 'text', nullable: true })
  stage!: string | null;

  @Column({ name: 'term', type: 'text', nullable: true })
  term!: string | null;

  /** Of a hand-over: its effective date. */
  @Column({ name: 'started_on', type: 'jsonb', nullable: true })
  startedOn!: DateValue | null;

  @Column({ name: 'started_earliest', type: 'date', nullable: true })
  startedEarliest!: string | null;

  @Column({ name: 'started_latest', type: 'date', nullable: true })
  startedLatest!: string | null;

  @Column({ name: 'ended_on', type: 'jsonb', nullable: true })
  endedOn!: DateValue | null;

  @Column({ name: 'ended_earliest', type: 'date', nullable: true })
  endedEarliest!: string | null;

  @Column({ name: 'ended_latest', type: 'date', nullable: true })
  endedLatest!: string | null;

  /** The day to which the fact refers. */
  @Column({ name: 'held_on', type: 'jsonb', nullable: true })
  heldOn!: DateValue | null;

  @Column({ name: 'held_earliest', type: 'date', nullable: true })
  heldEarliest!: string | null;

  @Column({ name: 'held_latest', type: 'date', nullable: true })
  heldLatest!: string | null;
}
