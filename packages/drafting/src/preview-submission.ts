import {
  CATALOGUE,
  type DomainEvent,
  findReferences,
  listIntroducedThings,
  type Passage,
  type Referent,
} from '@rapporteur/contracts';
import { anchorPassage, type AnchorSource } from './anchor-passage.ts';
import { PLACEHOLDER } from './command-body.ts';
import { describeEvents } from './describe-events.ts';
import { type ParseOptions, parseSubmission } from './parse-submission.ts';
import type { SubmissionProblem, TextPosition } from './problem.ts';
import type { SourceText } from './source-text.ts';
import type { Submission, SubmittedFact } from './submission.ts';

/** A thing of the record that a fact introduces, or refers to. */
interface PreviewedThing {
  readonly referent: Referent;
  readonly id: string;
}

/** A fact of a submission as it would be recorded. */
export interface FactPreview {
  readonly type: string;
  /** The name of the fact in problems, such as `fact 3 (MeetingHeld)`. */
  readonly part: string;
  /** The position in the YAML; of a list, that of the item. */
  readonly position: TextPosition;
  /** The passages that were found. */
  readonly passages: readonly Passage[];
  /** The sentence of the record; null if a value is not valid. */
  readonly sentence: string | null;
  readonly introduces: readonly PreviewedThing[];
  readonly refersTo: readonly PreviewedThing[];
}

/** A submission in sentences, without a server. */
export interface SubmissionPreview {
  readonly facts: readonly FactPreview[];
  readonly problems: readonly SubmissionProblem[];
  /** The collection, as far as the submission names one. */
  readonly collection: string | undefined;
  /** The keys of actors that the submission does not declare. */
  readonly unknownActors: readonly string[];
}

/**
 * Returns each fact of a submission with its sentence and passages, and all problems. Facts with a
 * problem are previewed as far as they are valid. Never throws.
 */
export function previewSubmission(
  yaml: string,
  text: SourceText,
  options: ParseOptions = {},
): SubmissionPreview {
  const parsed = parseSubmission(yaml, options);
  const submission = parsed.ok ? parsed.submission : parsed.incomplete?.submission;
  const problems = parsed.ok ? [] : [...parsed.problems];
  const unknownActors = parsed.ok ? [] : parsed.unknownActors;
  if (submission === undefined)
    return { facts: [], problems, collection: undefined, unknownActors };

  const { document } = submission.source;
  const source = { document: document === '' ? 'document' : document, sha256: text.sha256, text };
  const anchored = submission.facts.map((fact) => anchorFact(fact, source, problems));
  const sentences = describeFacts(submission, anchored);
  const facts = anchored.map(({ fact, passages, data }) => ({
    type: fact.type,
    part: fact.part,
    position: fact.position,
    passages,
    sentence: sentences.get(fact) ?? null,
    ...listThings(fact, data),
  }));
  return { facts, problems, collection: submission.collection, unknownActors };
}

interface AnchoredFact {
  readonly fact: SubmittedFact;
  readonly passages: readonly Passage[];
  /** The data of the event, which may not be valid. */
  readonly data: Readonly<Record<string, unknown>>;
}

function anchorFact(
  fact: SubmittedFact,
  source: AnchorSource,
  problems: SubmissionProblem[],
): AnchoredFact {
  const passages: Passage[] = [];
  for (const request of fact.passages) {
    const anchored = anchorPassage(request, source);
    if (anchored.ok) {
      passages.push(anchored.passage);
      continue;
    }
    const { code, message, remedy } = anchored;
    const { part } = fact;
    const { line, column, field } = request;
    problems.push({ code, part, field, line, column, message: `${part}: ${message}`, remedy });
  }
  const placed = passages.length === 0 ? [PLACEHOLDER] : passages;
  const assertion = { ...fact.assertion, passages: placed };
  return { fact, passages, data: { ...fact.fields, assertion } };
}

/** Returns the sentences of the valid facts. Things have the names that the submission gives them. */
function describeFacts(
  { opening, bodies }: Submission,
  anchored: readonly AnchoredFact[],
): ReadonlyMap<SubmittedFact, string> {
  const registered = [opening?.['rootBody'], ...bodies.map(({ value }) => value)].flatMap((body) =>
    parseEvent('BodyRegistered', addAssertion(body)),
  );
  const valid = anchored.flatMap(({ fact, data }) =>
    parseEvent(fact.type, data).map((event) => ({ fact, event })),
  );
  const events = [...registered, ...valid.map(({ event }) => event)];
  const sentences = describeEvents(events).slice(registered.length);
  return new Map(valid.map(({ fact }, index) => [fact, sentences[index] ?? '']));
}

/** A body of a submission has the passages of the document that registers it. */
function addAssertion(body: unknown): unknown {
  if (typeof body !== 'object' || body === null) return body;
  return { assertion: { passages: [PLACEHOLDER], modality: 'metadata' }, ...body };
}

function parseEvent(type: string, data: unknown): readonly DomainEvent[] {
  const parsed = CATALOGUE.getDefinition(type).schema.safeParse(data);
  // The type determines the form of the data; TypeScript cannot follow that.
  return parsed.success ? [{ type, data: parsed.data } as unknown as DomainEvent] : [];
}

function listThings(
  { type }: SubmittedFact,
  data: Readonly<Record<string, unknown>>,
): Pick<FactPreview, 'introduces' | 'refersTo'> {
  const definition = CATALOGUE.getDefinition(type);
  const introduces = listIntroducedThings(definition, data)
    .filter(({ field }) => typeof data[field] === 'string')
    .map(({ referent, id }) => ({ referent, id }));
  const refersTo = findReferences(definition.schema, data).flatMap((reference) => {
    if (reference.to === 'actor' || reference.to === 'passage') return [];
    const thing = { referent: reference.to, id: reference.id };
    return introduces.some(({ referent, id }) => referent === thing.referent && id === thing.id)
      ? []
      : [thing];
  });
  return { introduces, refersTo };
}
