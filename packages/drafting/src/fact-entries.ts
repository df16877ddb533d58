import { DOCUMENT_FACT_DEFINITIONS } from '@rapporteur/contracts';
import { isSeq, type Node } from 'yaml';
import {
  descend,
  type ExpansionContext,
  reportProblem,
  reportUnknownField,
} from './expansion-context.ts';
import { ASSERTION_FIELDS } from './parse-source.ts';
import { isPassageField, PASSAGE_FIELDS } from './passage-requests.ts';
import { getEntries, getEntryValue, isNull, type MappingEntry } from './submission-document.ts';

/** The fields of every fact beside those of its type. */
export const COMMON_FIELDS: readonly string[] = ['type', ...ASSERTION_FIELDS, ...PASSAGE_FIELDS];

const ALL_FIELDS = [
  ...new Set([
    ...COMMON_FIELDS,
    ...DOCUMENT_FACT_DEFINITIONS.flatMap(({ schema }) => Object.keys(schema.shape)),
  ]),
];

/** The most groups of facts within each other. */
const GROUP_DEPTH_MAX = 5;

/** One fact of the YAML: its own entries, and those that it inherits. */
export interface FactEntries {
  readonly node: Node | null;
  /** Undefined if the fact is not a mapping. */
  readonly own: readonly MappingEntry[] | undefined;
  readonly inherited: readonly MappingEntry[];
  /** The dotted path in the YAML. */
  readonly path: string;
}

/**
 * Adds entries to those around them; the nearer value wins: that of a group over those around it,
 * and that of a fact over all.
 */
export function overlayEntries(
  outer: readonly MappingEntry[],
  inner: readonly MappingEntry[],
): readonly MappingEntry[] {
  const replaced = new Set(inner.map(({ key }) => key));
  // A passage replaces all passage fields: a new quote must not keep an inherited `nth`.
  if (inner.some(({ key }) => isPassageField(key)))
    for (const key of PASSAGE_FIELDS) replaced.add(key);
  return [...outer.filter(({ key }) => !replaced.has(key)), ...inner];
}

/** Returns the entries of `defaults`, after a report of those that no fact has. */
export function parseDefaults(
  node: Node | null,
  context: ExpansionContext,
): readonly MappingEntry[] {
  const entries = getEntries(node);
  const defaultsContext = { ...context, part: 'defaults' };
  if (entries === undefined && !isNull(node)) {
    reportProblem(defaultsContext, {
      place: node,
      message: '`defaults` must be a mapping.',
      remedy: 'Write `field: value`.',
    });
  }
  return filterKnown(entries ?? [], defaultsContext);
}

/** Returns all facts in their order. Groups are flattened. */
export function listFactEntries(
  node: Node | null,
  inherited: readonly MappingEntry[],
  context: ExpansionContext,
): readonly FactEntries[] {
  return flatten({ node, inherited, depth: 0 }, context);
}

function flatten(
  list: {
    readonly node: Node | null;
    readonly inherited: readonly MappingEntry[];
    readonly depth: number;
  },
  context: ExpansionContext,
): readonly FactEntries[] {
  const { node, inherited, depth } = list;
  if (!isSeq(node) || depth > GROUP_DEPTH_MAX) {
    if (isNull(node)) return [];
    const message = isSeq(node)
      ? `Groups must not be nested more than ${GROUP_DEPTH_MAX} levels deep.`
      : '`facts` must be a list.';
    reportProblem(context, { place: node, message, remedy: 'Begin each fact with `- type:`.' });
    return [];
  }

  return node.items.flatMap((item, index) => {
    const itemNode = item as Node | null;
    const itemContext = descend(context, index);
    const own = getEntries(itemNode);
    const group = own?.find(({ key }) => key === 'facts');
    if (own === undefined || group === undefined)
      return [{ node: itemNode, own, inherited, path: itemContext.path }];

    const groupList = {
      node: group.value,
      inherited: overlayEntries(inherited, listGroupDefaults(own, itemContext)),
      depth: depth + 1,
    };
    return flatten(groupList, descend(itemContext, 'facts'));
  });
}

/** Returns what the facts of a group inherit from it: its `defaults`, and its other fields. */
function listGroupDefaults(
  entries: readonly MappingEntry[],
  context: ExpansionContext,
): readonly MappingEntry[] {
  const defaults = parseDefaults(getEntryValue(entries, 'defaults'), descend(context, 'defaults'));
  const fields = entries.filter(({ key }) => key !== 'defaults' && key !== 'facts');
  return overlayEntries(defaults, filterKnown(fields, { ...context, part: 'a group' }));
}

function filterKnown(
  entries: readonly MappingEntry[],
  context: ExpansionContext,
): readonly MappingEntry[] {
  return entries.filter((entry) => {
    const isKnown = ALL_FIELDS.includes(entry.key);
    if (!isKnown) reportUnknownField(entry, ALL_FIELDS, context);
    return isKnown;
  });
}
