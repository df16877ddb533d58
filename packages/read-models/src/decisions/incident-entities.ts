import type {
  ActorRef,
  CondemnationStrength,
  CountryValue,
  DateValue,
  Place,
} from '@rapporteur/contracts';
import { VersionedRow } from '@rapporteur/projection-runtime';
import { Column, Entity } from 'typeorm';

/**
 * An incident that a fact names, with the values by which it is found. The facts of the timeline
 * have all its values.
 */
@Entity({ name: 'incidents', schema: 'decisions' })
export class IncidentRow extends VersionedRow {
  @Column({ name: 'incident', type: 'text' })
  incident!: string;

  @Column({ name: 'countries', type: 'text', array: true })
  countries!: string[];

  /** The code of the state that was struck. */
  @Column({ name: 'against_state', type: 'text', nullable: true })
  againstState!: string | null;

  /** Its names, places, region and target, for searches. */
  @Column({ name: 'words', type: 'text' })
  words!: string;
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
  condemnerKind!: ActorRef['kind'];

  @Column({ name: 'condemner_name', type: 'text' })
  condemnerName!: string;

  @Column({ name: 'condemner_of', type: 'text', nullable: true })
  condemnerOf!: string | null;

  @Column({ name: 'strength', type: 'text' })
  strength!: CondemnationStrength;

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

  /** The decision whose text condemns. */
  @Column({ name: 'decision', type: 'text', nullable: true })
  decision!: string | null;

  @Column({ name: 'document', type: 'text', nullable: true })
  document!: string | null;

  @Column({ name: 'stated_in', type: 'text', nullable: true })
  statedIn!: string | null;
}
