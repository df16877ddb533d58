import {
  CATALOGUE,
  type DomainEvent,
  findReferences,
  listIntroducedThings,
} from '@rapporteur/contracts';
import { parseSubmission, SourceText } from '@rapporteur/drafting';
import type { Draft } from '../draft.ts';
import { formatDraft } from '../draft-format.ts';

/** The data of a fact with all its fields. */
export type FactData = Readonly<Record<string, unknown>>;

/** A fact of a draft as the record would have it. */
export interface ReadFact {
  readonly type: string;
  readonly data: FactData;
}

/** A draft with its shorthand expanded. */
export interface DraftReading {
  readonly document: FactData;
  readonly facts: readonly ReadFact[];
  /** The ids of the things that the facts introduce, by kind. */
  readonly introduced: ReadonlySet<string>;
  readonly sha256: string;
}

const PASSAGE = {
  document: 'draft',
  documentSha256: '0'.repeat(64),
  start: 0,
  end: 1,
  sha256: '0'.repeat(64),
  line: 1,
};

/** The most facts of one submission. Of a longer draft only the document is compared. */
const FACTS_MAX = 1500;

/** Expands a draft by the rules of submissions. Returns undefined for one that has problems. */
export function readDraft(draft: Draft, text: string): DraftReading | undefined {
  const compared = draft.facts.length > FACTS_MAX ? { ...draft, facts: [] } : draft;
  const parsed = parseSubmission(formatDraft(compared, text), { defaultCollection: 'draft' });
  if (!parsed.ok || parsed.submission.facts.length !== compared.facts.length) return undefined;
  const { source, facts } = parsed.submission;
  const read = facts.map(({ type, fields, assertion }): ReadFact => {
    const { schema } = CATALOGUE.getDefinition(type);
    const data = { ...fields, assertion: { ...assertion, passages: [PASSAGE] } };
    return { type, data: schema.parse(data) };
  });
  return {
    document: source.fields,
    facts: read,
    introduced: new Set(read.flatMap(listIntroducedKeys)),
    sha256: new SourceText(text).sha256,
  };
}

function listIntroducedKeys({ type, data }: ReadFact): readonly string[] {
  const things = listIntroducedThings(CATALOGUE.getDefinition(type), data);
  return things.map(({ referent, id }) => `${referent} ${id}`);
}

/** Returns the event of a fact. Its data match the schema of the type. */
export function toEvent({ type, data }: ReadFact): DomainEvent {
  return { type, data } as unknown as DomainEvent;
}

/** Returns whether a fact names a thing. */
export function namesThing({ type, data }: ReadFact, kind: string, id: string): boolean {
  return findReferences(CATALOGUE.getDefinition(type).schema, data).some((reference) =>
    reference.to === 'actor'
      ? kind === 'actor' && reference.actor.id === id
      : reference.to === kind && 'id' in reference && reference.id === id,
  );
}

/** Returns a member of an object as a text; undefined for anything else. */
export function readMember(value: unknown, name: string): string | undefined {
  const member: unknown =
    typeof value === 'object' && value !== null ? Reflect.get(value, name) : undefined;
  return typeof member === 'string' ? member : undefined;
}

/** Returns a list of objects; an empty one for anything else. */
export function readList(value: unknown): readonly FactData[] {
  return Array.isArray(value) ? (value as readonly FactData[]) : [];
}
