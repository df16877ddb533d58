import { z } from 'zod';

type RecordedFields = Readonly<Record<string, unknown>>;
type Completer = (value: unknown) => unknown;

const compiled = new WeakMap<z.core.$ZodType, Completer | null>();

/**
 * Returns the data of an event with the defaults of the fields that it lacks: fields that its type
 * got after the event was recorded. Everything else is as recorded; nothing is validated. The
 * alternatives of a union stay as they are.
 */
export function addAbsentFields<D extends object>(schema: z.ZodObject, data: D): D {
  const complete = compile(schema);
  return complete === null ? data : (complete(data) as D);
}

const compiledOmissions = new WeakMap<z.core.$ZodType, Completer | null>();

/**
 * Returns the data of an event without the fields that have their defaults, at any depth: the
 * inverse of `addAbsentFields`, for data with all fields.
 */
export function omitDefaultFields<D extends object>(schema: z.ZodObject, data: D): Partial<D> {
  const omit = compileOmission(schema);
  return omit === null ? data : (omit(data) as Partial<D>);
}

/** Like `compile`, for the inverse. */
function compileOmission(schema: z.ZodType): Completer | null {
  const known = compiledOmissions.get(schema);
  if (known !== undefined) return known;
  const omit = compileInner(schema, compileOmission, compileObjectOmission);
  compiledOmissions.set(schema, omit);
  return omit;
}

function compileObjectOmission(schema: z.ZodObject): Completer | null {
  const fields = new Map(
    Object.entries(schema.shape).map(([name, field]) => {
      const fallback = field instanceof z.ZodDefault ? field.def.defaultValue : undefined;
      return [name, { fallback, omit: compileOmission(field as z.ZodType) }] as const;
    }),
  );
  return (value) => {
    if (typeof value !== 'object' || value === null) return value;
    const kept: Record<string, unknown> = {};
    // A hot path: it runs for each fact.
    for (const [name, given] of Object.entries(value as RecordedFields)) {
      const field = fields.get(name);
      if (field === undefined) kept[name] = given;
      else if (!isDefault(given, field.fallback)) kept[name] = field.omit?.(given) ?? given;
    }
    return kept;
  };
}

function isDefault(value: unknown, fallback: unknown): boolean {
  if (fallback === undefined) return false;
  return value === fallback || (isEmptyList(value) && isEmptyList(fallback));
}

function isEmptyList(value: unknown): boolean {
  return Array.isArray(value) && value.length === 0;
}

/** Returns null if no field below the schema has a default. */
function compile(schema: z.ZodType): Completer | null {
  const known = compiled.get(schema);
  if (known !== undefined) return known;
  const complete = compileInner(schema, compile, compileObject);
  compiled.set(schema, complete);
  return complete;
}

function compileInner(
  schema: z.ZodType,
  compileField: (field: z.ZodType) => Completer | null,
  compileFields: (object: z.ZodObject) => Completer | null,
): Completer | null {
  if (schema instanceof z.ZodDefault || schema instanceof z.ZodNullable) {
    const inner = compileField(schema.unwrap() as z.ZodType);
    return inner === null ? null : (value) => (value === null ? value : inner(value));
  }
  if (schema instanceof z.ZodArray) {
    const inner = compileField(schema.element as z.ZodType);
    return inner === null ? null : (value) => completeEach(value, inner);
  }
  return schema instanceof z.ZodObject ? compileFields(schema) : null;
}

function completeEach(value: unknown, complete: Completer): unknown {
  if (!Array.isArray(value)) return value;
  const entries = value.map(complete);
  return entries.some((entry, index) => entry !== value[index]) ? entries : value;
}

function compileObject(schema: z.ZodObject): Completer | null {
  const fields = Object.entries(schema.shape).flatMap(([name, field]) => {
    const fallback = field instanceof z.ZodDefault ? field.def.defaultValue : undefined;
    const complete = compile(field as z.ZodType);
    return fallback === undefined && complete === null ? [] : [{ name, fallback, complete }];
  });
  if (fields.length === 0) return null;
  return (value) => {
    if (typeof value !== 'object' || value === null) return value;
    const given = value as RecordedFields;
    let result = given;
    for (const { name, fallback, complete } of fields) {
      const field = given[name];
      const whole = field === undefined ? fallback : (complete?.(field) ?? field);
      if (whole !== field) result = { ...result, [name]: whole };
    }
    return result;
  };
}
