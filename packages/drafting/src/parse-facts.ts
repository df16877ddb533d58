import {
  Assertion,
  DOCUMENT_FACT_DEFINITIONS,
  type EventDefinition,
  suggestName,
} from '@rapporteur/contracts';
import type { Node } from 'yaml';
import { expandObject } from './expand-value.ts';
import { type ExpansionContext, reportProblem, reportUnknownField } from './expansion-context.ts';
import {
  COMMON_FIELDS,
  type FactEntries,
  listFactEntries,
  overlayEntries,
  parseDefaults,
} from './fact-entries.ts';
import { inferMeetingIds } from './meeting-ids.ts';
import { ASSERTION_FIELDS } from './parse-source.ts';
import { isPassageField, parsePassages } from './passage-requests.ts';
import { expandPrintedVerb } from './printed-verbs.ts';
import { findListedField, listItems, toNamePassages } from './listed-facts.ts';
import { getEntryValue, getScalarText, isNull, type MappingEntry } from './submission-document.ts';
import type { PassageRequest, SubmittedFact } from './submission.ts';

const DEFINITIONS: ReadonlyMap<string, EventDefinition> = new Map(
  DOCUMENT_FACT_DEFINITIONS.map((definition) => [definition.type, definition]),
);

/** The facts of a submission in their order, and the meeting that is the default of all. */
export interface ParsedFacts {
  readonly facts: readonly SubmittedFact[];
  readonly meeting: string | null;
  /** The scalars of facts without a known type. */
  readonly untypedTexts: ReadonlySet<string>;
}

/** Parses the facts with the defaults they inherit. Groups and lists are flattened. */
export function parseFacts(
  factsNode: Node | null,
  defaultsNode: Node | null,
  context: ExpansionContext,
): ParsedFacts {
  const defaults = parseDefaults(defaultsNode, { ...context, path: 'defaults' });
  const parser = new FactParser(context);
  for (const entries of listFactEntries(factsNode, defaults, { ...context, path: 'facts' }))
    parser.add(expandPrintedVerb(entries));
  return {
    facts: inferMeetingIds(parser.facts),
    meeting: getScalarText(getEntryValue(defaults, 'meeting')) ?? null,
    untypedTexts: parser.untypedTexts,
  };
}

class FactParser {
  readonly facts: SubmittedFact[] = [];
  readonly untypedTexts = new Set<string>();
  readonly #context: ExpansionContext;
  /** Invalid facts count too, so that problems use the numbers that the recorder counts. */
  #count = 0;

  constructor(context: ExpansionContext) {
    this.#context = context;
  }

  add(entries: FactEntries): void {
    const all = overlayEntries(entries.inherited, entries.own ?? []);
    const type = getScalarText(getEntryValue(all, 'type'));
    const definition = DEFINITIONS.get(type ?? '');
    if (entries.own === undefined || definition === undefined) {
      reportType(type, entries.node, this.#nextContext(entries.path).context);
      for (const { value } of all) this.untypedTexts.add(getScalarText(value) ?? '');
      return;
    }

    const listed = findListedField(entries.own, definition);
    if (listed === undefined) {
      this.facts.push(this.#parse(entries, definition));
      return;
    }
    const facts = listItems(entries, listed).map((item) => this.#parse(item, definition));
    this.facts.push(...toNamePassages(facts, listed));
  }

  #nextContext(path: string): { readonly context: ExpansionContext; readonly index: number } {
    const index = this.#count;
    this.#count += 1;
    return { context: { ...this.#context, part: `fact ${index + 1}`, path }, index };
  }

  #parse(entries: FactEntries, definition: EventDefinition): SubmittedFact {
    const { context, index } = this.#nextContext(entries.path);
    const part = `${context.part} (${definition.type})`;
    return parseFact(entries, definition, {
      context: { ...context, part },
      commandPath: `facts.${index}`,
    });
  }
}

function parseFact(
  { node, own = [], inherited }: FactEntries,
  definition: EventDefinition,
  place: { readonly context: ExpansionContext; readonly commandPath: string },
): SubmittedFact {
  const { context } = place;
  const fields = getFieldSchema(definition);
  const names = [...Object.keys(fields.shape), ...COMMON_FIELDS];
  for (const entry of own)
    if (!names.includes(entry.key)) reportUnknownField(entry, names, context);

  const entries = overlayEntries(inherited, own).filter(({ key }) => names.includes(key));
  const passages = parseWords({ entries, own, inherited, node }, context);
  const words = listWords(passages).join('\n');
  const commandContext = { ...context, path: place.commandPath, words };
  const position = context.document.getPosition(node);
  context.positions.set(place.commandPath, position);
  const expand = (keys: readonly string[], schema: EventDefinition['schema']) =>
    expandObject(
      entries.filter(({ key }) => keys.includes(key)),
      schema,
      commandContext,
    );
  return {
    type: definition.type,
    part: context.part,
    path: place.commandPath,
    fields: expand(Object.keys(fields.shape), fields),
    assertion: expand(ASSERTION_FIELDS, Assertion),
    passages,
    position,
  };
}

const FIELD_SCHEMAS = new Map<EventDefinition, EventDefinition['schema']>();

/** Returns the schema of the fields beside the assertion. To make one takes longer than to use it. */
function getFieldSchema(definition: EventDefinition): EventDefinition['schema'] {
  const known = FIELD_SCHEMAS.get(definition);
  if (known !== undefined) return known;
  const schema = definition.schema.omit({ assertion: true });
  FIELD_SCHEMAS.set(definition, schema);
  return schema;
}

/** Parses the words of a fact. Those of its group tell which occurrence of its own words is meant. */
function parseWords(
  fact: {
    readonly entries: readonly MappingEntry[];
    readonly own: readonly MappingEntry[];
    readonly inherited: readonly MappingEntry[];
    readonly node: Node | null;
  },
  context: ExpansionContext,
): readonly PassageRequest[] {
  const { entries, own, inherited, node } = fact;
  if (!entries.some(({ key, value }) => isPassageField(key) && !isNull(value))) {
    reportProblem(context, {
      code: 'DRAFTING_FIELD_MISSING',
      place: node,
      message: 'The fact must name a passage.',
      remedy: 'Give the words of the text as `quote`.',
    });
  }

  const passages = parsePassages(entries, context);
  if (!own.some(({ key }) => isPassageField(key))) return passages;
  const within = parsePassages(inherited, context);
  return passages.map((request) => (request.kind === 'quote' ? { ...request, within } : request));
}

/** Returns the quoted words of passages, and those of the passages around them. */
function listWords(passages: readonly PassageRequest[]): readonly string[] {
  return passages.flatMap((passage) =>
    passage.kind === 'quote' ? [passage.quote, ...listWords(passage.within)] : [],
  );
}

function reportType(type: string | undefined, node: Node | null, context: ExpansionContext): void {
  const problem =
    type === undefined
      ? {
          message: 'The fact must have a type.',
          remedy: 'Begin it with `type:`, such as MeetingHeld.',
        }
      : {
          message: `Unknown type \`${type}\`.`,
          remedy: suggestName(type, [...DEFINITIONS.keys()]),
        };
  reportProblem(context, { code: 'DRAFTING_TYPE_UNKNOWN', place: node, ...problem });
}
