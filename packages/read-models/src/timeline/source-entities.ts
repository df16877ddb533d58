import type { DateValue } from '@rapporteur/contracts';
import { VersionedRow } from '@rapporteur/projection-runtime';
import { Column, Entity } from 'typeorm';

/**
 * The content of one event about a document: registered, adopted, annexed, described or superseded.
 */
@Entity({ name: 'sources', schema: 'timeline' })
export class SourceRow extends VersionedRow {
  @Column({ name: 'document', type: 'text' })
  document!: string;

  /** `registered`, `adopted`, `annexed`, `described` or `superseded`. */
  @Column({ name: 'entry', type: 'text' })
  entry!: string;

  /** The hash of the available text. */
  @Column({ name: 'sha256', type: 'text', nullable: true })
  sha256!: string | null;

  @Column({ name: 'extent', type: 'text', nullable: true })
  extent!: string | null;

  /** Of an annex: the document that contains it, and the span. */
  @Column({ name: 'parent', type: 'text', nullable: true })
  parent!: string | null;

  @Column({ name: 'span_start', type: 'integer', nullable: true })
  spanStart!: number | null;

  @Column({ name: 'span_end', type: 'integer', nullable: true })
  spanEnd!: number | null;

  @Column({ name: 'about_meeting', type: 'text', nullable: true })
  aboutMeeting!: string | null;

  @Column({ name: 'occurred_on', type: 'jsonb', nullable: true })
  occurredOn!: DateValue | null;

  @Column({ name: 'occurred_earliest', type: 'date', nullable: true })
  occurredEarliest!: string | null;

  @Column({ name: 'occurred_latest', type: 'date', nullable: true })
  occurredLatest!: string | null;

  @Column({ name: 'data', type: 'jsonb' })
  data!: Readonly<Record<string, unknown>>;
}
