import type { DateValue } from '@rapporteur/contracts';
import { VersionedRow } from '@rapporteur/projection-runtime';
import { Column, Entity } from 'typeorm';
import type { InferredValue } from './fact-parts.ts';

/** A fact, and what is asked of facts of any type; the whole of it is in `data`. */
@Entity({ name: 'facts' })
export class FactRow extends VersionedRow {
  @Column({ name: 'event_type', type: 'text' })
  eventType!: string;

  @Column({ name: 'event_group', type: 'text' })
  eventGroup!: string;

  @Column({ name: 'stream', type: 'text' })
  stream!: string;

  @Column({ name: 'stream_version', type: 'integer' })
  streamVersion!: number;

  @Column({ name: 'data', type: 'jsonb' })
  data!: Readonly<Record<string, unknown>>;

  /** Its kind, aspect, stage or status, whichever its type has. */
  @Column({ name: 'kind', type: 'text', nullable: true })
  kind!: string | null;

  @Column({ name: 'verb', type: 'text', nullable: true })
  verb!: string | null;

  @Column({ name: 'topic', type: 'text', nullable: true })
  topic!: string | null;

  @Column({ name: 'modality', type: 'text', nullable: true })
  modality!: string | null;

  /** The id of who speaks in the source; null: not stated. */
  @Column({ name: 'asserted_by', type: 'text', nullable: true })
  assertedBy!: string | null;

  /** The id of whom the sentence names as having said it. */
  @Column({ name: 'attributed_to', type: 'text', nullable: true })
  attributedTo!: string | null;

  /** The documents in which its passages stand. */
  @Column({ name: 'documents', type: 'text', array: true })
  documents!: string[];

  /** The document that the source relays. */
  @Column({ name: 'stated_in', type: 'text', nullable: true })
  statedIn!: string | null;

  /** The bodies that it is a fact of: whose, or by whom; not those it merely mentions. */
  @Column({ name: 'bodies', type: 'text', array: true })
  bodies!: string[];

  /** Every state that it names, in whatever role. */
  @Column({ name: 'states', type: 'text', array: true })
  states!: string[];

  /** Every actor that it names, in whatever role. */
  @Column({ name: 'actors', type: 'text', array: true })
  actors!: string[];

  @Column({ name: 'meeting', type: 'text', nullable: true })
  meeting!: string | null;

  @Column({ name: 'decisions', type: 'text', array: true })
  decisions!: string[];

  @Column({ name: 'incidents', type: 'text', array: true })
  incidents!: string[];

  /** The documents that it is about. */
  @Column({ name: 'about_documents', type: 'text', array: true })
  aboutDocuments!: string[];

  /** Whether it has a field for who acts, and the source leaves it out. */
  @Column({ name: 'agent_unknown', type: 'boolean' })
  agentUnknown!: boolean;

  /** The values that the passage itself does not state, and how they are known. */
  @Column({ name: 'inferred', type: 'jsonb' })
  inferred!: readonly InferredValue[];

  /** When it came to be, by its own date. */
  @Column({ name: 'occurred_on', type: 'jsonb', nullable: true })
  occurredOn!: DateValue | null;

  @Column({ name: 'occurred_earliest', type: 'date', nullable: true })
  occurredEarliest!: string | null;

  @Column({ name: 'occurred_latest', type: 'date', nullable: true })
  occurredLatest!: string | null;

  /** Where a timeline shows it, if not at its meeting. */
  @Column({ name: 'placed_on', type: 'jsonb', nullable: true })
  placedOn!: DateValue | null;

  @Column({ name: 'placed_earliest', type: 'date', nullable: true })
  placedEarliest!: string | null;

  @Column({ name: 'placed_latest', type: 'date', nullable: true })
  placedLatest!: string | null;

  /** Which date that is: own, due, scheduled or period; `meeting`: the date of its meeting; null: it has none. */
  @Column({ name: 'placed_by', type: 'text', nullable: true })
  placedBy!: string | null;

  /** Everything it says, for full-text search. */
  @Column({ name: 'words', type: 'text' })
  words!: string;

  @Column({ name: 'search', type: 'tsvector', insert: false, update: false, select: false })
  search!: string;
}

/** Words on which a fact, a correction or a merger rests. */
@Entity({ name: 'passages' })
export class PassageRow extends VersionedRow {
  @Column({ name: 'document', type: 'text' })
  document!: string;

  @Column({ name: 'document_sha256', type: 'text' })
  documentSha256!: string;

  /** Code points of the text, the end exclusive. */
  @Column({ name: 'span_start', type: 'integer' })
  spanStart!: number;

  @Column({ name: 'span_end', type: 'integer' })
  spanEnd!: number;

  /** Of the words themselves. */
  @Column({ name: 'sha256', type: 'text' })
  sha256!: string;

  @Column({ name: 'line', type: 'integer' })
  line!: number;

  /** `assertion` or `evidence`. */
  @Column({ name: 'role', type: 'text' })
  role!: string;
}

/** What something is called, as written. */
@Entity({ name: 'names' })
export class NameRow extends VersionedRow {
  /** What it is a name of: body, meeting, decision, incident, document, state, or another kind of actor. */
  @Column({ name: 'named_kind', type: 'text' })
  namedKind!: string;

  /** The id, or the code of a state. */
  @Column({ name: 'named', type: 'text' })
  named!: string;

  @Column({ name: 'name', type: 'text' })
  name!: string;

  /** True for a name that it was registered under. */
  @Column({ name: 'registered', type: 'boolean' })
  registered!: boolean;
}
