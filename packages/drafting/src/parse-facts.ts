import {
  Assertion,
  type EventDefinition,
  FACT_DEFINITIONS,
  suggestName,
} from '@rapporteur/contracts';
import { isSeq, type Node } from 'yaml';
import { expandObject, type ExpansionContext, reportUnknownField } from './expand-value.ts';
import { ASSERTION_FIELDS } from './parse-source.ts';
import { type MappingEntry, getEntries, isNull, getScalarText } from './submission-document.ts';
import type { SubmittedFact } from './submission.ts';
import { PASSAGE_FIELDS, parsePassages } from './passage-requests.ts';

/** The types that a fact of a submission may be; sources and bodies have parts of their own. */
const TYPES: ReadonlyMap<string, EventDefinition> = new Map(
  FACT_DEFINITIONS.filter(
    ({ type }) => type !== 'SourceDocumentRegistered' && type !== 'BodyRegistered',
  ).map((definition) => [definition.type, definition]),
);

const isPassageField = (key: string): boolean =>
  (PASSAGE_FIELDS as readonly string[]).includes(key);
const COMMON_FIELDS = ['type', ...ASSERTION_FIELDS, ...PASSAGE_FIELDS];
const ALL_FIELDS = [
  ...new Set([
    ...COMMON_FIELDS,
    ...[...TYPES.values()].flatMap(({ schema }) => Object.keys(schema.shape)),
  ]),
];

/** The deepest that groups of facts may stand within groups. */
const GROUP_DEPTH_MAX = 5;

type FactDefaults = readonly MappingEntry[];

/** Reads the facts in their order, groups taken apart, each with the defaults it inherits. */
export function parseFacts(
  node: Node | null,
  defaultsNode: Node | null,
  reading: ExpansionContext,
): { readonly list: readonly SubmittedFact[]; readonly meeting: string | null } {
  const defaults = readDefaults(defaultsNode, 'defaults', [], reading);
  const list: SubmittedFact[] = [];
  collectFacts(node, 'facts', defaults, { list, reading, depth: 0, counted: { facts: 0 } });
  return { list, meeting: getScalarText(valueOf(defaults, 'meeting')) ?? null };
}

interface FactCollector {
  readonly list: SubmittedFact[];
  readonly reading: ExpansionContext;
  readonly depth: number;
  /** Every fact counts, so that problems name the one that the recorder counts. */
  readonly counted: { facts: number };
}

function collectFacts(
  node: Node | null,
  path: string,
  defaults: FactDefaults,
  collecting: FactCollector,
): void {
  const { list, reading, depth } = collecting;
  if (!isSeq(node) || depth > GROUP_DEPTH_MAX) {
    if (isNull(node)) return;
    const what = isSeq(node) ? 'groups stand too deep' : 'facts is not a list';
    reading.document.addProblem(
      'DRAFTING_VALUE_INVALID',
      node,
      path,
      what,
      'begin each fact with `- type:`',
    );
    return;
  }
  node.items.forEach((entry, n) => {
    const at = `${path}.${n}`;
    const entries = getEntries(entry as Node | null);
    const group = entries?.find(({ key }) => key === 'facts');
    if (entries !== undefined && group !== undefined) {
      for (const other of entries) {
        if (other.key !== 'facts' && other.key !== 'defaults') {
          reportUnknownField(other, ['defaults', 'facts'], at, { ...reading, part: 'a group' });
        }
      }
      const inherited = readDefaults(
        valueOf(entries, 'defaults'),
        `${at}.defaults`,
        defaults,
        reading,
      );
      collectFacts(group.value, `${at}.facts`, inherited, { ...collecting, depth: depth + 1 });
    } else {
      const fact = readFact(entry as Node | null, at, defaults, collecting.counted.facts, reading);
      collecting.counted.facts += 1;
      if (fact !== undefined) list.push(fact);
    }
  });
}

function valueOf(entries: readonly MappingEntry[], key: string): Node | null {
  return entries.find((entry) => entry.key === key)?.value ?? null;
}

// What is nearer wins: a group's defaults over those around it, a fact's own fields over all.
function overlay(outer: FactDefaults, inner: readonly MappingEntry[]): FactDefaults {
  const replaced = new Set(inner.map(({ key }) => key));
  // A passage of its own replaces an inherited one whole: a new quote must not keep an old nth.
  if (inner.some(({ key }) => isPassageField(key)))
    PASSAGE_FIELDS.forEach((key) => replaced.add(key));
  return [...outer.filter(({ key }) => !replaced.has(key)), ...inner];
}

function readDefaults(
  node: Node | null,
  path: string,
  outer: FactDefaults,
  reading: ExpansionContext,
): FactDefaults {
  const entries = getEntries(node);
  if (entries === undefined && !isNull(node)) {
    reading.document.addProblem(
      'DRAFTING_VALUE_INVALID',
      node,
      path,
      'defaults is not a mapping',
      'write `field: value`',
    );
  }
  const known = (entries ?? []).filter((entry) => {
    if (ALL_FIELDS.includes(entry.key)) return true;
    reportUnknownField(entry, ALL_FIELDS, path, { ...reading, part: 'defaults' });
    return false;
  });
  return overlay(outer, known);
}

function readFact(
  node: Node | null,
  path: string,
  defaults: FactDefaults,
  index: number,
  reading: ExpansionContext,
): SubmittedFact | undefined {
  const own = getEntries(node);
  const type =
    own === undefined ? undefined : getScalarText(valueOf(overlay(defaults, own), 'type'));
  const definition = TYPES.get(type ?? '');
  if (own === undefined || definition === undefined) {
    refuseType(node, type, path, index, reading);
    return undefined;
  }
  const part = `fact ${index + 1} (${definition.type})`;
  const here: ExpansionContext = { ...reading, part };
  const fields = definition.schema.omit({ assertion: true });
  const belongs = ({ key }: MappingEntry): boolean =>
    Object.hasOwn(fields.shape, key) || COMMON_FIELDS.includes(key);
  for (const entry of own) {
    if (!belongs(entry))
      reportUnknownField(entry, [...Object.keys(fields.shape), ...COMMON_FIELDS], path, here);
  }
  const entries = overlay(defaults, own).filter(belongs);
  const at = `facts.${index}`;
  reading.positions.set(at, reading.document.getPosition(node));
  const passages = parsePassages(entries, path, here);
  if (passages.length === 0 && !entries.some(({ key }) => isPassageField(key))) {
    const remedy = 'give the words of the text as `quote:`';
    reading.document.addProblem(
      'DRAFTING_FIELD_MISSING',
      node,
      path,
      `${part}: names no passage`,
      remedy,
    );
  }
  return {
    type: definition.type,
    part,
    fields: expandObject(
      entries.filter(({ key }) => Object.hasOwn(fields.shape, key)),
      fields,
      at,
      here,
    ),
    assertion: expandObject(
      entries.filter(({ key }) => ASSERTION_FIELDS.includes(key)),
      Assertion,
      at,
      here,
    ),
    passages,
  };
}

function refuseType(
  node: Node | null,
  type: string | undefined,
  path: string,
  index: number,
  reading: ExpansionContext,
): void {
  const what = type === undefined ? 'has no type' : `${type} is no type of fact`;
  const known = [...TYPES.keys()];
  const remedy =
    type === undefined ? 'begin it with `type:`, such as MeetingHeld' : suggestName(type, known);
  reading.document.addProblem(
    'DRAFTING_TYPE_UNKNOWN',
    node,
    path,
    `fact ${index + 1}: ${what}`,
    remedy,
  );
}
