import type {
  ActorRef,
  Count,
  CountryValue,
  DateValue,
  Identifier,
  Place,
} from '@rapporteur/contracts';
import { VersionedRow } from '@rapporteur/projection-runtime';
import { Column, Entity } from 'typeorm';

/** The content of one fact about an incident. Every fact that names an incident makes a row. */
@Entity({ name: 'incidents', schema: 'decisions' })
export class IncidentRow extends VersionedRow {
  @Column({ name: 'event_type', type: 'text' })
  eventType!: string;

  @Column({ name: 'incident', type: 'text' })
  incident!: string;

  @Column({ name: 'name', type: 'text', nullable: true })
  name!: string | null;

  @Column({ name: 'other_names', type: 'text', array: true })
  otherNames!: string[];

  @Column({ name: 'places', type: 'jsonb' })
  places!: Place[];

  @Column({ name: 'countries', type: 'text', array: true })
  countries!: string[];

  @Column({ name: 'region', type: 'text', nullable: true })
  region!: string | null;

  @Column({ name: 'identifiers', type: 'jsonb' })
  identifiers!: Identifier[];

  @Column({ name: 'against', type: 'text', nullable: true })
  against!: string | null;

  @Column({ name: 'against_state', type: 'jsonb', nullable: true })
  againstState!: CountryValue | null;

  @Column({ name: 'occurred_on', type: 'jsonb', nullable: true })
  occurredOn!: DateValue | null;

  @Column({ name: 'occurred_earliest', type: 'date', nullable: true })
  occurredEarliest!: string | null;

  @Column({ name: 'occurred_latest', type: 'date', nullable: true })
  occurredLatest!: string | null;
}

/** The numbers of killed and injured, by one fact. */
@Entity({ name: 'casualties', schema: 'decisions' })
export class CasualtyRow extends VersionedRow {
  @Column({ name: 'incident', type: 'text' })
  incident!: string;

  @Column({ name: 'killed', type: 'jsonb', nullable: true })
  killed!: Count | null;

  @Column({ name: 'injured', type: 'jsonb', nullable: true })
  injured!: Count | null;

  @Column({ name: 'unspecified', type: 'jsonb', nullable: true })
  unspecified!: Count | null;

  @Column({ name: 'civilian', type: 'boolean', nullable: true })
  civilian!: boolean | null;

  @Column({ name: 'of_whom', type: 'jsonb' })
  ofWhom!: unknown[];

  @Column({ name: 'document', type: 'text', nullable: true })
  document!: string | null;

  @Column({ name: 'stated_in', type: 'text', nullable: true })
  statedIn!: string | null;
}

/**
 * A condemnation of one incident or class of acts. Its perpetrators are named by its condemner
 * only.
 */
@Entity({ name: 'condemnations', schema: 'decisions' })
export class CondemnationRow extends VersionedRow {
  @Column({ name: 'incident', type: 'text', nullable: true })
  incident!: string | null;

  @Column({ name: 'class', type: 'text', nullable: true })
  class!: string | null;

  @Column({ name: 'territory', type: 'text', nullable: true })
  territory!: string | null;

  @Column({ name: 'condemner', type: 'text' })
  condemner!: string;

  @Column({ name: 'condemner_kind', type: 'text' })
  condemnerKind!: string;

  @Column({ name: 'condemner_name', type: 'text' })
  condemnerName!: string;

  @Column({ name: 'condemner_of', type: 'text', nullable: true })
  condemnerOf!: string | null;

  @Column({ name: 'strength', type: 'text' })
  strength!: string;

  @Column({ name: 'verb_as_written', type: 'text', nullable: true })
  verbAsWritten!: string | null;

  @Column({ name: 'perpetrators', type: 'jsonb' })
  perpetrators!: ActorRef[];

  @Column({ name: 'place', type: 'jsonb', nullable: true })
  place!: Place | null;

  @Column({ name: 'against', type: 'text', nullable: true })
  against!: string | null;

  @Column({ name: 'against_state', type: 'jsonb', nullable: true })
  againstState!: CountryValue | null;

  @Column({ name: 'target_on', type: 'jsonb', nullable: true })
  targetOn!: DateValue | null;

  @Column({ name: 'target_earliest', type: 'date', nullable: true })
  targetEarliest!: string | null;

  @Column({ name: 'target_latest', type: 'date', nullable: true })
  targetLatest!: string | null;

  @Column({ name: 'meeting', type: 'text', nullable: true })
  meeting!: string | null;

  @Column({ name: 'document', type: 'text', nullable: true })
  document!: string | null;

  @Column({ name: 'stated_in', type: 'text', nullable: true })
  statedIn!: string | null;
}
