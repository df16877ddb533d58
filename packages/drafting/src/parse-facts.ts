import {
  Assertion,
  DOCUMENT_FACT_DEFINITIONS,
  type EventDefinition,
  suggestName,
} from '@rapporteur/contracts';
import { isSeq, type Node } from 'yaml';
import { expandObject } from './expand-value.ts';
import {
  descend,
  type ExpansionContext,
  reportProblem,
  reportUnknownField,
} from './expansion-context.ts';
import { ASSERTION_FIELDS } from './parse-source.ts';
import { isPassageField, parsePassages, PASSAGE_FIELDS } from './passage-requests.ts';
import {
  getEntries,
  getEntryValue,
  getScalarText,
  isNull,
  type MappingEntry,
} from './submission-document.ts';
import type { SubmittedFact } from './submission.ts';

const DEFINITIONS: ReadonlyMap<string, EventDefinition> = new Map(
  DOCUMENT_FACT_DEFINITIONS.map((definition) => [definition.type, definition]),
);

const COMMON_FIELDS = ['type', ...ASSERTION_FIELDS, ...PASSAGE_FIELDS];
const ALL_FIELDS = [
  ...new Set([
    ...COMMON_FIELDS,
    ...DOCUMENT_FACT_DEFINITIONS.flatMap(({ schema }) => Object.keys(schema.shape)),
  ]),
];

/** The most groups of facts within each other. */
const GROUP_DEPTH_MAX = 5;

type FactDefaults = readonly MappingEntry[];

/** The facts of a submission in their order, and the meeting that is the default of all. */
export interface ParsedFacts {
  readonly facts: readonly SubmittedFact[];
  readonly meeting: string | null;
}

/** Parses the facts with the defaults they inherit. Groups are flattened. */
export function parseFacts(
  factsNode: Node | null,
  defaultsNode: Node | null,
  context: ExpansionContext,
): ParsedFacts {
  const defaults = parseDefaults(defaultsNode, [], { ...context, path: 'defaults' });
  const collector = new FactCollector(context);
  collector.collect(factsNode, defaults, { path: 'facts', depth: 0 });
  return {
    facts: collector.facts,
    meeting: getScalarText(getEntryValue(defaults, 'meeting')) ?? null,
  };
}

class FactCollector {
  readonly facts: SubmittedFact[] = [];
  readonly #context: ExpansionContext;
  /** Invalid facts count too, so that problems use the numbers that the recorder counts. */
  #count = 0;

  constructor(context: ExpansionContext) {
    this.#context = context;
  }

  collect(
    node: Node | null,
    defaults: FactDefaults,
    { path, depth }: { readonly path: string; readonly depth: number },
  ): void {
    if (!isSeq(node) || depth > GROUP_DEPTH_MAX) {
      if (isNull(node)) return;
      const context = { ...this.#context, part: 'facts', path };
      const message = isSeq(node)
        ? `Groups must not be nested more than ${GROUP_DEPTH_MAX} levels deep.`
        : '`facts` must be a list.';
      reportProblem(context, { place: node, message, remedy: 'Begin each fact with `- type:`.' });
      return;
    }

    for (const [index, item] of node.items.entries()) {
      const itemPath = `${path}.${index}`;
      const entries = getEntries(item as Node | null);
      const group = entries?.find(({ key }) => key === 'facts');
      if (entries === undefined || group === undefined) {
        this.#addFact(item as Node | null, defaults, itemPath);
        continue;
      }

      const inherited = this.#parseGroup(entries, defaults, itemPath);
      this.collect(group.value, inherited, { path: `${itemPath}.facts`, depth: depth + 1 });
    }
  }

  #parseGroup(
    entries: readonly MappingEntry[],
    defaults: FactDefaults,
    path: string,
  ): FactDefaults {
    const context = { ...this.#context, part: 'a group', path };
    const known = ['defaults', 'facts'];
    for (const entry of entries)
      if (!known.includes(entry.key)) reportUnknownField(entry, known, context);
    return parseDefaults(
      getEntryValue(entries, 'defaults'),
      defaults,
      descend(context, 'defaults'),
    );
  }

  #addFact(node: Node | null, defaults: FactDefaults, path: string): void {
    const index = this.#count;
    this.#count += 1;
    const fact = parseFact(node, defaults, {
      context: { ...this.#context, part: `fact ${index + 1}`, path },
      commandPath: `facts.${index}`,
    });
    if (fact !== undefined) this.facts.push(fact);
  }
}

// The nearer value wins: those of a group over those around it, and those of a fact over all.
function overlay(outer: FactDefaults, inner: readonly MappingEntry[]): FactDefaults {
  const replaced = new Set(inner.map(({ key }) => key));
  // A passage replaces all passage fields: a new quote must not keep an inherited `nth`.
  if (inner.some(({ key }) => isPassageField(key)))
    for (const key of PASSAGE_FIELDS) replaced.add(key);
  return [...outer.filter(({ key }) => !replaced.has(key)), ...inner];
}

function parseDefaults(
  node: Node | null,
  outer: FactDefaults,
  context: ExpansionContext,
): FactDefaults {
  const entries = getEntries(node);
  const defaultsContext = { ...context, part: 'defaults' };
  if (entries === undefined && !isNull(node)) {
    reportProblem(defaultsContext, {
      place: node,
      message: '`defaults` must be a mapping.',
      remedy: 'Write `field: value`.',
    });
  }

  const known = (entries ?? []).filter(({ key }) => ALL_FIELDS.includes(key));
  for (const entry of entries ?? [])
    if (!known.includes(entry)) reportUnknownField(entry, ALL_FIELDS, defaultsContext);
  return overlay(outer, known);
}

function parseFact(
  node: Node | null,
  defaults: FactDefaults,
  place: { readonly context: ExpansionContext; readonly commandPath: string },
): SubmittedFact | undefined {
  const own = getEntries(node);
  const all = own === undefined ? [] : overlay(defaults, own);
  const type = getScalarText(getEntryValue(all, 'type'));
  const definition = DEFINITIONS.get(type ?? '');
  if (own === undefined || definition === undefined) {
    reportType(type, node, place.context);
    return undefined;
  }

  const context = { ...place.context, part: `${place.context.part} (${definition.type})` };
  const fields = definition.schema.omit({ assertion: true });
  const names = [...Object.keys(fields.shape), ...COMMON_FIELDS];
  for (const entry of own)
    if (!names.includes(entry.key)) reportUnknownField(entry, names, context);

  const entries = all.filter(({ key }) => names.includes(key));
  const passages = parsePassages(entries, context);
  if (!entries.some(({ key, value }) => isPassageField(key) && !isNull(value))) {
    reportProblem(context, {
      code: 'DRAFTING_FIELD_MISSING',
      place: node,
      message: 'The fact must name a passage.',
      remedy: 'Give the words of the text as `quote`.',
    });
  }

  const commandContext = { ...context, path: place.commandPath };
  context.positions.set(place.commandPath, context.document.getPosition(node));
  const expand = (keys: readonly string[], schema: EventDefinition['schema']) =>
    expandObject(
      entries.filter(({ key }) => keys.includes(key)),
      schema,
      commandContext,
    );
  return {
    type: definition.type,
    part: context.part,
    fields: expand(Object.keys(fields.shape), fields),
    assertion: expand(ASSERTION_FIELDS, Assertion),
    passages,
  };
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
