import { getShapeName, unwrapSchema } from '@rapporteur/contracts';
import { isScalar, isSeq, type Node } from 'yaml';
import { z } from 'zod';
import { descend, type ExpansionContext, reportUnknownField } from './expansion-context.ts';
import { SHORTHANDS } from './shorthand.ts';
import { getEntries, getScalarText, isNull, type MappingEntry } from './submission-document.ts';

/**
 * Expands the shorthand of a YAML value by its schema: a date for a DateValue, a key of `actors`
 * for an ActorRef, a number for a Count. Any other value is left for the schema to check.
 */
export function expandValue(
  node: Node | null,
  schema: z.ZodType,
  context: ExpansionContext,
): unknown {
  context.positions.set(context.path, context.document.getPosition(node));
  if (isNull(node)) return null;

  const inner = unwrapSchema(schema);
  const shape = getShapeName(inner);
  const expander = { ...SHORTHANDS, ...context.shorthands }[shape ?? ''];
  const expanded = expander?.(node, context);
  if (expanded !== undefined) return expanded;

  if (inner instanceof z.ZodArray) return expandList(node, inner, context);
  if (inner instanceof z.ZodUnion) return expandUnion(node, inner, context);
  const entries = getEntries(node);
  if (inner instanceof z.ZodObject && entries !== undefined)
    return expandObject(entries, inner, context);
  return toPlainValue(node, inner);
}

/**
 * Expands the entries of a mapping by the fields of a schema, and reports unknown fields. A null
 * leaves a field out if the field may be omitted but not null, such as a list: it removes a default.
 */
export function expandObject(
  entries: readonly MappingEntry[],
  schema: z.ZodObject,
  context: ExpansionContext,
): Record<string, unknown> {
  const expanded: Record<string, unknown> = {};

  for (const entry of entries) {
    if (!Object.hasOwn(schema.shape, entry.key)) {
      reportUnknownField(entry, Object.keys(schema.shape), context);
      continue;
    }

    const field = schema.shape[entry.key] as z.ZodType;
    if (isNull(entry.value) && mayOnlyBeOmitted(field)) continue;
    expanded[entry.key] = expandValue(entry.value, field, descend(context, entry.key));
  }
  return expanded;
}

function mayOnlyBeOmitted(field: z.ZodType): boolean {
  return field.safeParse(undefined).success && !field.safeParse(null).success;
}

function expandList(
  node: Node | null,
  schema: z.ZodArray,
  context: ExpansionContext,
): readonly unknown[] {
  const element = schema.element as z.ZodType;
  // A list of one element may omit its brackets.
  const nodes = isSeq(node) ? node.items.map((item) => item as Node | null) : [node];
  return nodes.map((item, index) => expandValue(item, element, descend(context, index)));
}

// The first of the options that know most of the given fields.
function expandUnion(node: Node | null, schema: z.ZodUnion, context: ExpansionContext): unknown {
  const keys = (getEntries(node) ?? []).map(({ key }) => key);
  const countKnownKeys = (option: z.ZodType): number =>
    option instanceof z.ZodObject && hasLiteralsOf(option, node)
      ? keys.filter((key) => Object.hasOwn(option.shape, key)).length
      : 0;

  const options = schema.options as readonly z.ZodType[];
  const best = options.toSorted((a, b) => countKnownKeys(b) - countKnownKeys(a))[0];
  return best === undefined ? toPlainValue(node, schema) : expandValue(node, best, context);
}

/** Returns false if a field that has one value only, such as `type`, is given with another. */
function hasLiteralsOf(option: z.ZodObject, node: Node | null): boolean {
  return (getEntries(node) ?? []).every(({ key, value }) => {
    const field: unknown = option.shape[key];
    return !(field instanceof z.ZodLiteral) || field.value === getScalarText(value);
  });
}

// A year or number is a text if the schema requires one: `title: 1984`.
function toPlainValue(node: Node | null, schema: z.ZodType): unknown {
  const isText =
    schema instanceof z.ZodString || schema instanceof z.ZodURL || schema instanceof z.ZodEnum;
  if (isScalar(node)) return isText ? getScalarText(node) : node.value;
  return node?.toJSON() as unknown;
}
