import { CATALOGUE, type DomainEvent, EXAMPLES, isFact } from '@rapporteur/contracts';
import { isSeq, type Node } from 'yaml';
import type { EventNames } from '../describe/event-names.ts';
import { ActorDirectory } from '../actor-directory.ts';
import { expandObject } from '../expand-value.ts';
import {
  getEntries,
  getEntryValue,
  getScalarText,
  SubmissionDocument,
} from '../submission-document.ts';

/** An event, and the sentence that it should have. */
interface SampleSentence {
  readonly type: DomainEvent['type'];
  readonly event: DomainEvent;
  readonly sentence: string;
}

interface SampleFile {
  readonly samples: readonly SampleSentence[];
  readonly names: EventNames;
}

const toObject = (node: Node | null): Readonly<Record<string, Readonly<Record<string, string>>>> =>
  (node?.toJSON() ?? {}) as Readonly<Record<string, Readonly<Record<string, string>>>>;

/** Parses `golden/sentences.yaml`. Throws if a field is unknown or invalid. */
export function parseSampleSentences(yaml: string): SampleFile {
  const document = new SubmissionDocument(yaml);
  const parts = getEntries(document.root) ?? [];
  const names = toObject(getEntryValue(parts, 'names'));
  const actors = new ActorDirectory();
  for (const [key, fields] of Object.entries(toObject(getEntryValue(parts, 'actors'))))
    actors.declare(key, { fields, names: [], isValid: true });
  const list = getEntryValue(parts, 'samples');

  const samples = (isSeq(list) ? list.items : []).map((item) => {
    const entries = getEntries(item as Node) ?? [];
    const [fact] = entries;
    const type = (fact?.key ?? '') as DomainEvent['type'];
    const place = { part: type, path: type, positions: new Map<string, never>() };
    const context = { document, actors, words: '', ...place };
    const { schema } = CATALOGUE.getDefinition(type);
    const given = expandObject(getEntries(fact?.value ?? null) ?? [], schema, context);
    return {
      type,
      event: createEvent(type, given),
      sentence: getScalarText(getEntryValue(entries, 'sentence')) ?? '',
    };
  });
  if (document.problems.length > 0) throw new Error(JSON.stringify(document.problems));
  return { samples, names: { nameOf: (kind, id) => names[kind]?.[id] ?? null } };
}

/** Returns the example of a type with other fields. */
function createEvent(type: DomainEvent['type'], given: Record<string, unknown>): DomainEvent {
  const example = { type, data: EXAMPLES[type] } as DomainEvent;
  const assertion = isFact(example)
    ? { assertion: { ...example.data.assertion, ...(given['assertion'] as object) } }
    : {};
  const data = CATALOGUE.getDefinition(type).parse({ ...example.data, ...given, ...assertion });
  return { type, data } as DomainEvent;
}
