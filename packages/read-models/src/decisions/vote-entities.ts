import type { DateValue, EventData } from '@rapporteur/contracts';
import { VersionedRow } from '@rapporteur/projection-runtime';
import { Column, Entity } from 'typeorm';

/** A vote on a decision or draft, or on a part of it. */
@Entity({ name: 'votes', schema: 'decisions' })
export class VoteRow extends VersionedRow {
  @Column({ name: 'decision', type: 'text' })
  decision!: string;

  @Column({ name: 'part', type: 'text', nullable: true })
  part!: string | null;

  @Column({ name: 'draft', type: 'text', nullable: true })
  draft!: string | null;

  @Column({ name: 'subject', type: 'text', nullable: true })
  subject!: string | null;

  @Column({ name: 'meeting', type: 'text', nullable: true })
  meeting!: string | null;

  @Column({ name: 'body', type: 'text', nullable: true })
  body!: string | null;

  @Column({ name: 'outcome', type: 'text' })
  outcome!: EventData<'VoteTaken'>['outcome'];

  @Column({ name: 'tally', type: 'jsonb', nullable: true })
  tally!: EventData<'VoteTaken'>['tally'];

  @Column({ name: 'occurred_on', type: 'jsonb', nullable: true })
  occurredOn!: DateValue | null;

  @Column({ name: 'occurred_earliest', type: 'date', nullable: true })
  occurredEarliest!: string | null;

  @Column({ name: 'occurred_latest', type: 'date', nullable: true })
  occurredLatest!: string | null;

  /** The rank of the speaker; smaller is better. */
  @Column({ name: 'rank', type: 'integer' })
  rank!: number;

  /** The document that the source relays. */
  @Column({ name: 'stated_in', type: 'text', nullable: true })
  statedIn!: string | null;

  /** The document of the passage. */
  @Column({ name: 'source', type: 'text', nullable: true })
  source!: string | null;
}

/** The vote of one member; the other values are those of the row of the same event in `votes`. */
@Entity({ name: 'cast_votes', schema: 'decisions' })
export class CastVoteRow extends VersionedRow {
  @Column({ name: 'decision', type: 'text' })
  decision!: string;

  @Column({ name: 'member', type: 'text' })
  member!: string;

  @Column({ name: 'name_as_written', type: 'text' })
  nameAsWritten!: string;

  @Column({ name: 'vote', type: 'text' })
  vote!: EventData<'VoteTaken'>['votes'][number]['vote'];

  @Column({ name: 'veto', type: 'boolean', nullable: true })
  veto!: boolean | null;

  @Column({ name: 'explanation', type: 'text', nullable: true })
  explanation!: string | null;
}

/** A decision, treaty or charter that the words of a decision cite. */
@Entity({ name: 'citations', schema: 'decisions' })
export class CitationRow extends VersionedRow {
  /** The decision whose words cite it; null: those of the source document. */
  @Column({ name: 'decision', type: 'text', nullable: true })
  decision!: string | null;

  @Column({ name: 'paragraph', type: 'text', nullable: true })
  paragraph!: string | null;

  /** The id of the instrument: that of a decision or document, if the record has it. */
  @Column({ name: 'cited', type: 'text' })
  cited!: string;

  @Column({ name: 'name_as_written', type: 'text' })
  nameAsWritten!: string;

  @Column({ name: 'issued_by', type: 'text', nullable: true })
  issuedBy!: string | null;

  @Column({ name: 'relation', type: 'text', nullable: true })
  relation!: EventData<'DecisionAdopted'>['instruments'][number]['relation'];

  /** The document of the passage. */
  @Column({ name: 'source', type: 'text', nullable: true })
  source!: string | null;
}
