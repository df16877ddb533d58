import type { ActorRef, DateValue } from '@rapporteur/contracts';
import { VersionedRow } from '@rapporteur/projection-runtime';
import { Column, Entity } from 'typeorm';
import type { InvolvementBasis } from './involvement.ts';
import type { Role } from './roles.ts';

/** An actor in one role of one fact. */
@Entity({ name: 'participations', schema: 'participation' })
export class ParticipationRow extends VersionedRow {
  @Column({ name: 'event_type', type: 'text' })
  eventType!: string;

  @Column({ name: 'role', type: 'text' })
  role!: Role;

  /** True only for real participation: attending, heading a delegation, chairing, hosting. */
  @Column({ name: 'takes_part', type: 'boolean' })
  takesPart!: boolean;

  @Column({ name: 'actor', type: 'text' })
  actor!: string;

  @Column({ name: 'actor_kind', type: 'text' })
  actorKind!: ActorRef['kind'];

  @Column({ name: 'name_as_written', type: 'text', nullable: true })
  nameAsWritten!: string | null;

  /** The state or body that the actor represents. */
  @Column({ name: 'actor_of', type: 'text', nullable: true })
  actorOf!: string | null;

  @Column({ name: 'actor_office', type: 'text', nullable: true })
  actorOffice!: string | null;

  /** `named`, `class`, `context` or `derived`. */
  @Column({ name: 'basis', type: 'text' })
  basis!: InvolvementBasis;

  @Column({ name: 'capacity', type: 'text', nullable: true })
  capacity!: string | null;

  @Column({ name: 'represents', type: 'text', nullable: true })
  represents!: string | null;

  /** The actor who names it in this role: a condemner names its own perpetrators. */
  @Column({ name: 'said_by', type: 'text', nullable: true })
  saidBy!: string | null;

  @Column({ name: 'meeting', type: 'text', nullable: true })
  meeting!: string | null;

  @Column({ name: 'body', type: 'text', nullable: true })
  body!: string | null;

  @Column({ name: 'document', type: 'text', nullable: true })
  document!: string | null;

  @Column({ name: 'decision', type: 'text', nullable: true })
  decision!: string | null;

  @Column({ name: 'incident', type: 'text', nullable: true })
  incident!: string | null;

  /** The subject of the fact, as the recorder put it. */
  @Column({ name: 'about', type: 'text', nullable: true })
  about!: string | null;

  /** The document that the source relays. */
  @Column({ name: 'stated_in', type: 'text', nullable: true })
  statedIn!: string | null;

  /** The document of the passage. */
  @Column({ name: 'source', type: 'text', nullable: true })
  source!: string | null;

  @Column({ name: 'occurred_on', type: 'jsonb', nullable: true })
  occurredOn!: DateValue | null;

  @Column({ name: 'occurred_earliest', type: 'date', nullable: true })
  occurredEarliest!: string | null;

  @Column({ name: 'occurred_latest', type: 'date', nullable: true })
  occurredLatest!: string | null;
}

/** A fact about an incident, and so about its targets and places. */
@Entity({ name: 'incident_facts', schema: 'participation' })
export class IncidentFactRow extends VersionedRow {
  @Column({ name: 'event_type', type: 'text' })
  eventType!: string;

  @Column({ name: 'incident', type: 'text' })
  incident!: string;

  @Column({ name: 'meeting', type: 'text', nullable: true })
  meeting!: string | null;

  @Column({ name: 'about', type: 'text', nullable: true })
  about!: string | null;

  /** The document that the source relays. */
  @Column({ name: 'stated_in', type: 'text', nullable: true })
  statedIn!: string | null;

  /** The document of the passage. */
  @Column({ name: 'source', type: 'text', nullable: true })
  source!: string | null;

  @Column({ name: 'occurred_on', type: 'jsonb', nullable: true })
  occurredOn!: DateValue | null;

  @Column({ name: 'occurred_earliest', type: 'date', nullable: true })
  occurredEarliest!: string | null;

  @Column({ name: 'occurred_latest', type: 'date', nullable: true })
  occurredLatest!: string | null;
}
