import { getShapeName, suggestName, unwrapSchema } from '@rapporteur/contracts';
import { isScalar, isSeq, type Node } from 'yaml';
import { z } from 'zod';
import type { TextPosition } from './problem.ts';
import {
  type MappingEntry,
  getEntries,
  isNull,
  type SubmissionDocument,
  getScalarText,
} from './submission-document.ts';
import { SHORTHANDS } from './shorthand.ts';

/** What is being read: the sheet, the actors it has named, and the fact or part it is in. */
export interface ExpansionContext {
  readonly document: SubmissionDocument;
  readonly actors: ReadonlyMap<string, Readonly<Record<string, unknown>>>;
  /** How problems name this part: `fact 3 (MeetingHeld)`. */
  readonly part: string;
  /** Where each field stands in the YAML, by its path in the command. */
  readonly positions: Map<string, TextPosition>;
}

/**
 * Writes a YAML value out in full, as its schema would have it: a date where a DateValue is expected, a key of
 * `actors` where an ActorRef is, a number where a Count is. What is no shorthand is left for the schema to judge.
 */
export function expandValue(
  node: Node | null,
  schema: z.ZodType,
  path: string,
  reading: ExpansionContext,
): unknown {
  reading.positions.set(path, reading.document.getPosition(node));
  if (isNull(node)) return null;
  const inner = unwrapSchema(schema);
  const shape = getShapeName(inner);
  const shorthand = shape === undefined ? undefined : SHORTHANDS[shape]?.(node, path, reading);
  if (shorthand !== undefined) return shorthand;
  if (inner instanceof z.ZodArray) return expandList(node, inner, path, reading);
  if (inner instanceof z.ZodUnion) return expandUnion(node, inner, path, reading);
  const entries = getEntries(node);
  if (inner instanceof z.ZodObject && entries !== undefined)
    return expandObject(entries, inner, path, reading);
  return plainValue(node, inner);
}

function expandList(
  node: Node | null,
  schema: z.ZodArray,
  path: string,
  reading: ExpansionContext,
): unknown[] {
  const element = schema.element as z.ZodType;
  // A list of one may be written without brackets.
  const nodes = isSeq(node) ? node.items.map((entry) => entry as Node | null) : [node];
  return nodes.map((entry, index) => expandValue(entry, element, `${path}.${index}`, reading));
}

/** Expands the entries of a mapping by the fields of a schema; unknown ones are pointed out and left away. */
export function expandObject(
  entries: readonly MappingEntry[],
  schema: z.ZodObject,
  path: string,
  reading: ExpansionContext,
): Record<string, unknown> {
  const expanded: Record<string, unknown> = {};
  for (const entry of entries) {
    const field = Object.hasOwn(schema.shape, entry.key)
      ? (schema.shape[entry.key] as z.ZodType)
      : undefined;
    if (field === undefined) {
      reportUnknownField(entry, Object.keys(schema.shape), path, reading);
    } else {
      expanded[entry.key] = expandValue(
        entry.value,
        field,
        path === '' ? entry.key : `${path}.${entry.key}`,
        reading,
      );
    }
  }
  return expanded;
}

/** Points out a field that does not belong where it stands. */
export function reportUnknownField(
  entry: MappingEntry,
  known: readonly string[],
  path: string,
  { document: sheet, part }: ExpansionContext,
): void {
  const field = path === '' ? entry.key : `${path}.${entry.key}`;
  const message = `${part}: there is no field ${entry.key}`;
  sheet.addProblem(
    'DRAFTING_FIELD_UNKNOWN',
    entry.keyNode,
    field,
    message,
    suggestName(entry.key, known),
  );
}

// Of several shapes, the one that knows most of the fields given; the first of equals.
function expandUnion(
  node: Node | null,
  schema: z.ZodUnion,
  path: string,
  reading: ExpansionContext,
): unknown {
  const keys = (getEntries(node) ?? []).map(({ key }) => key);
  const fit = (option: z.ZodType): number =>
    option instanceof z.ZodObject
      ? keys.filter((key) => Object.hasOwn(option.shape, key)).length
      : 0;
  const options = schema.options as readonly z.ZodType[];
  const best = options.toSorted((a, b) => fit(b) - fit(a))[0];
  return best === undefined ? plainValue(node, schema) : expandValue(node, best, path, reading);
}

// A year or a number is a text where the schema wants one: `title: 1984`.
function plainValue(node: Node | null, schema: z.ZodType): unknown {
  const wantsText =
    schema instanceof z.ZodString || schema instanceof z.ZodURL || schema instanceof z.ZodEnum;
  if (isScalar(node)) return wantsText ? getScalarText(node) : node.value;
  return node?.toJSON() as unknown;
}
