import type { DateValue } from '@rapporteur/contracts';
import { TimedRow, VersionedRow } from '@rapporteur/projection-runtime';
import { Column, Entity } from 'typeorm';
import type { InferredValue } from './fact-parts.ts';

/**
 * A fact, with the columns that queries use for all types; `data` has the rest. A list that may be
 * null is never empty: most are, and an empty one takes 14 bytes.
 */
@Entity({ name: 'facts', schema: 'timeline' })
export class FactRow extends TimedRow {
  @Column({ name: 'event_type', type: 'text' })
  eventType!: string;

  /** Its content as `compactFactData` makes it: `selectFactData` and `restoreFactData` read it. */
  @Column({ name: 'data', type: 'jsonb' })
  data!: Readonly<Record<string, unknown>>;

  /** Its kind, aspect, stage or status, depending on its type. */
  @Column({ name: 'kind', type: 'text', nullable: true })
  kind!: string | null;

  @Column({ name: 'verb', type: 'text', nullable: true })
  verb!: string | null;

  @Column({ name: 'topic', type: 'text', nullable: true })
  topic!: string | null;

  @Column({ name: 'modality', type: 'text', nullable: true })
  modality!: string | null;

  /** The id of the speaker in the source; null: not stated. */
  @Column({ name: 'asserted_by', type: 'text', nullable: true })
  assertedBy!: string | null;

  /** The id of the actor to whom the sentence attributes it. */
  @Column({ name: 'attributed_to', type: 'text', nullable: true })
  attributedTo!: string | null;

  /** The first passage, in the first document: hashes as Postgres writes bytes, code points. */
  @Column({ name: 'quoted_document_sha256', type: 'bytea', nullable: true })
  quotedDocumentSha256!: string | null;

  @Column({ name: 'quoted_start', type: 'integer', nullable: true })
  quotedStart!: number | null;

  @Column({ name: 'quoted_end', type: 'integer', nullable: true })
  quotedEnd!: number | null;

  @Column({ name: 'quoted_sha256', type: 'bytea', nullable: true })
  quotedSha256!: string | null;

  @Column({ name: 'quoted_line', type: 'integer', nullable: true })
  quotedLine!: number | null;

  /** The documents of its passages. */
  @Column({ name: 'documents', type: 'text', array: true })
  documents!: string[];

  /** The document that the source relays. */
  @Column({ name: 'stated_in', type: 'text', nullable: true })
  statedIn!: string | null;

  /** The acting or owning bodies; bodies that are only mentioned are excluded. */
  @Column({ name: 'bodies', type: 'text', array: true })
  bodies!: string[];

  /** Every state that it names, in any role. */
  @Column({ name: 'states', type: 'text', array: true, nullable: true })
  states!: string[] | null;

  /** Every actor that it names, in any role. */
  @Column({ name: 'actors', type: 'text', array: true, nullable: true })
  actors!: string[] | null;

  @Column({ name: 'meeting', type: 'text', nullable: true })
  meeting!: string | null;

  @Column({ name: 'decisions', type: 'text', array: true, nullable: true })
  decisions!: string[] | null;

  @Column({ name: 'incidents', type: 'text', array: true, nullable: true })
  incidents!: string[] | null;

  /** The documents that it is about. */
  @Column({ name: 'about_documents', type: 'text', array: true, nullable: true })
  aboutDocuments!: string[] | null;

  /** Whether its type has a field for the agent, and the source omits it. */
  @Column({ name: 'agent_unknown', type: 'boolean' })
  agentUnknown!: boolean;

  /** The values that the passage itself does not state, with their basis. */
  @Column({ name: 'inferred', type: 'jsonb' })
  inferred!: readonly InferredValue[];

  /** Its own date. */
  @Column({ name: 'occurred_on', type: 'jsonb', nullable: true })
  occurredOn!: DateValue | null;

  @Column({ name: 'occurred_earliest', type: 'date', nullable: true })
  occurredEarliest!: string | null;

  @Column({ name: 'occurred_latest', type: 'date', nullable: true })
  occurredLatest!: string | null;

  /** The date at which a timeline shows it, if not that of its meeting. */
  @Column({ name: 'placed_on', type: 'jsonb', nullable: true })
  placedOn!: DateValue | null;

  @Column({ name: 'placed_earliest', type: 'date', nullable: true })
  placedEarliest!: string | null;

  @Column({ name: 'placed_latest', type: 'date', nullable: true })
  placedLatest!: string | null;

  /**
   * The kind of that date: own, due, scheduled or period; `meeting`: the date of its meeting; null:
   * none.
   */
  @Column({ name: 'placed_by', type: 'text', nullable: true })
  placedBy!: string | null;

  /** The words of all its text, for full-text search: see `formatSearchVector`. */
  @Column({ name: 'search', type: 'tsvector' })
  search!: string;
}

/** The words that support a correction or a merger, and those of a fact after its first passage. */
@Entity({ name: 'passages', schema: 'timeline' })
export class PassageRow extends VersionedRow {
  @Column({ name: 'document', type: 'text' })
  document!: string;

  /** The hash of the document, as Postgres writes bytes. */
  @Column({ name: 'document_sha256', type: 'bytea' })
  documentSha256!: string;

  /** Code points of the text, the end exclusive. */
  @Column({ name: 'span_start', type: 'integer' })
  spanStart!: number;

  @Column({ name: 'span_end', type: 'integer' })
  spanEnd!: number;

  /** The hash of the words themselves. */
  @Column({ name: 'sha256', type: 'bytea' })
  sha256!: string;

  @Column({ name: 'line', type: 'integer' })
  line!: number;

  /** `assertion` or `evidence`. */
  @Column({ name: 'role', type: 'text' })
  role!: string;
}

/** A name, as written. */
@Entity({ name: 'names', schema: 'timeline' })
export class NameRow extends VersionedRow {
  /** Its kind: body, meeting, decision, incident, document, state, or another kind of actor. */
  @Column({ name: 'named_kind', type: 'text' })
  namedKind!: string;

  /** The id, or the code of a state. */
  @Column({ name: 'named', type: 'text' })
  named!: string;

  @Column({ name: 'name', type: 'text' })
  name!: string;

  /** True for a name from a registration. */
  @Column({ name: 'registered', type: 'boolean' })
  registered!: boolean;
}
