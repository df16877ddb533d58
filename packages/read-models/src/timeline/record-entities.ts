import type { Evidence } from '@rapporteur/contracts';
import { TimedRow, VersionedRow } from '@rapporteur/projection-runtime';
import { Column, Entity } from 'typeorm';

/** A fact was corrected or retracted. */
@Entity({ name: 'corrections', schema: 'timeline' })
export class CorrectionRow extends TimedRow {
  /** `corrected` or `retracted`. */
  @Column({ name: 'change', type: 'text' })
  change!: string;

  @Column({ name: 'target', type: 'text' })
  target!: string;

  @Column({ name: 'field', type: 'text', nullable: true })
  field!: string | null;

  @Column({ name: 'old_value', type: 'jsonb', nullable: true })
  oldValue!: unknown;

  @Column({ name: 'new_value', type: 'jsonb', nullable: true })
  newValue!: unknown;

  @Column({ name: 'reason', type: 'text' })
  reason!: string;

  @Column({ name: 'evidence', type: 'jsonb' })
  evidence!: Evidence;
}

/** A conflict was flagged, resolved, or ended. */
@Entity({ name: 'conflicts', schema: 'timeline' })
export class ConflictRow extends TimedRow {
  /** `flagged`, `resolved` or `ended`. */
  @Column({ name: 'stage', type: 'text' })
  stage!: string;

  /** The event that flagged it. */
  @Column({ name: 'conflict', type: 'text' })
  conflict!: string;

  @Column({ name: 'events', type: 'text', array: true })
  events!: string[];

  @Column({ name: 'field', type: 'text' })
  field!: string;

  @Column({ name: 'conflict_values', type: 'jsonb' })
  conflictValues!: readonly unknown[];

  /** The thing that the facts are about, when the conflict was flagged. */
  @Column({ name: 'thing_kind', type: 'text', nullable: true })
  thingKind!: string | null;

  @Column({ name: 'thing_id', type: 'text', nullable: true })
  thingId!: string | null;

  @Column({ name: 'resolution', type: 'text', nullable: true })
  resolution!: string | null;

  @Column({ name: 'resolved_by', type: 'text', nullable: true })
  resolvedBy!: string | null;

  /** The fact whose value holds, if the resolution chose one. */
  @Column({ name: 'holds', type: 'text', nullable: true })
  holds!: string | null;

  /** The conflict that replaces one that ended. */
  @Column({ name: 'replaced_by', type: 'text', nullable: true })
  replacedBy!: string | null;
}

/** Two ids that name one thing. */
@Entity({ name: 'aliases', schema: 'timeline' })
export class AliasRow extends VersionedRow {
  @Column({ name: 'kind', type: 'text' })
  kind!: string;

  /** The merged id. */
  @Column({ name: 'merged', type: 'text' })
  merged!: string;

  @Column({ name: 'into_id', type: 'text' })
  intoId!: string;

  @Column({ name: 'reason', type: 'text' })
  reason!: string;

  @Column({ name: 'evidence', type: 'jsonb' })
  evidence!: Evidence;
}

/**
 * A link of a thing of this collection: to a thing of another collection, or to an id in an
 * external scheme.
 */
@Entity({ name: 'links', schema: 'timeline' })
export class LinkRow extends VersionedRow {
  @Column({ name: 'kind', type: 'text' })
  kind!: string;

  @Column({ name: 'thing_id', type: 'text' })
  thingId!: string;

  /** `same` or `part-of`. */
  @Column({ name: 'relation', type: 'text' })
  relation!: string;

  @Column({ name: 'other_collection', type: 'text', nullable: true })
  otherCollection!: string | null;

  @Column({ name: 'other_id', type: 'text', nullable: true })
  otherId!: string | null;

  @Column({ name: 'scheme', type: 'text', nullable: true })
  scheme!: string | null;

  @Column({ name: 'value', type: 'text', nullable: true })
  value!: string | null;

  @Column({ name: 'reason', type: 'text' })
  reason!: string;

  @Column({ name: 'evidence', type: 'jsonb' })
  evidence!: Evidence;
}

/** An id of a thing in an external scheme, as a fact or a link states it. */
@Entity({ name: 'identifiers', schema: 'timeline' })
export class IdentifierRow extends VersionedRow {
  @Column({ name: 'kind', type: 'text' })
  kind!: string;

  @Column({ name: 'thing_id', type: 'text' })
  thingId!: string;

  @Column({ name: 'scheme', type: 'text' })
  scheme!: string;

  @Column({ name: 'value', type: 'text' })
  value!: string;
}
