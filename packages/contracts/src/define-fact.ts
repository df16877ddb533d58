import { z } from 'zod';
import { Assertion } from './shapes/assertion.ts';
import type { Referent } from './shapes/ids.ts';

/** The groups of the vocabulary, in the order of the codebook. */
export type EventGroup =
  | 'collection'
  | 'sources'
  | 'bodies'
  | 'chair'
  | 'meetings'
  | 'decisions'
  | 'incidents'
  | 'positions'
  | 'reports'
  | 'record'
  | 'log';

/** A field with the id of a thing that the fact introduces into the record. */
interface IntroducedField<F extends string> {
  readonly referent: Referent;
  readonly field: F;
  /** The field without which the fact only refers to the thing. */
  readonly ifStated?: F;
}

/** The definition of an event type, for deciders, projections, the codebook and the schemas. */
export interface EventDefinition<T extends string = string, S extends z.ZodObject = z.ZodObject> {
  readonly type: T;
  readonly version: number;
  readonly group: EventGroup;
  /** One line for readers who know the domain but not the code. */
  readonly doc: string;
  /** The sentences that are recorded as this type, if two recorders might choose differently. */
  readonly coding: string | null;
  /**
   * Input: the body of a command, which may omit fields. Output: the event data, with all
   * fields.
   */
  readonly schema: S;
  /** The `type` attribute on the wire. */
  readonly wireType: string;
  /** Returns the stream within the collection; null if a decider chooses it. */
  readonly stream: ((data: z.output<S>) => string) | null;
  /** The fields that identify the subject. Facts with one subject and passage are the same fact. */
  readonly identity: readonly (keyof z.output<S> & string)[];
  /**
   * The fields in which two values may contradict each other. The codebook lists them; the package
   * `statements` compares the values.
   */
  readonly singleValued: readonly (keyof z.output<S> & string)[];
  /** The ids that this fact introduces into the record, by field. */
  readonly introduces: readonly IntroducedField<keyof z.output<S> & string>[];
  parse(data: unknown): z.output<S>;
}

/** A thing that an event introduces into the record, and the field with its id. */
interface FactIntroduction {
  readonly referent: Referent;
  readonly id: string;
  readonly field: string;
}

/** Returns the things that an event of a type introduces. */
export function listIntroducedThings(
  { introduces }: Pick<EventDefinition, 'introduces'>,
  data: object,
): readonly FactIntroduction[] {
  const fields = data as Readonly<Record<string, unknown>>;
  return introduces
    .filter(({ ifStated }) => ifStated === undefined || (fields[ifStated] ?? null) !== null)
    .map(({ referent, field }) => ({ referent, id: String(fields[field]), field }));
}

interface EventOptions<F extends z.ZodRawShape, S extends z.ZodObject> {
  readonly group: EventGroup;
  readonly doc: string;
  readonly coding?: string;
  readonly fields: F;
  readonly stream: ((data: z.output<S>) => string) | null;
  readonly identity?: readonly (keyof z.output<S> & string)[];
  readonly singleValued?: readonly (keyof z.output<S> & string)[];
  readonly introduces?: readonly IntroducedField<keyof z.output<S> & string>[];
}

type WithAssertion<F extends z.ZodRawShape> = z.ZodObject<
  F & { assertion: typeof Assertion },
  z.core.$strict
>;

/** Returns `meeting-held` for `MeetingHeld`, as in file names and wire types. */
export function toKebabCase(type: string): string {
  return type.replace(/(?<=[a-z])(?=[A-Z])/g, '-').toLowerCase();
}

function define<T extends string, S extends z.ZodObject>(
  type: T,
  version: number,
  schema: S,
  options: EventOptions<z.ZodRawShape, S>,
): EventDefinition<T, S> {
  return {
    type,
    version,
    group: options.group,
    doc: options.doc,
    coding: options.coding ?? null,
    schema,
    wireType: `org.rapporteur.${toKebabCase(type)}.v${version}`,
    stream: options.stream,
    identity: options.identity ?? [],
    singleValued: options.singleValued ?? [],
    introduces: options.introduces ?? [],
    parse: (data) => schema.parse(data),
  };
}

/** Defines a fact: an event that a source states, so its data end with the assertion. */
export function defineFact<const T extends string, F extends z.ZodRawShape>(
  type: T,
  version: number,
  options: EventOptions<F, WithAssertion<F>>,
): EventDefinition<T, WithAssertion<F>> {
  const schema = z.strictObject({
    ...options.fields,
    assertion: Assertion,
  }) as WithAssertion<F>;
  return define(type, version, schema, options);
}

/** Defines an event about the record itself, which has no source. */
export function defineRecordEvent<const T extends string, F extends z.ZodRawShape>(
  type: T,
  version: number,
  options: EventOptions<F, z.ZodObject<F, z.core.$strict>>,
): EventDefinition<T, z.ZodObject<F, z.core.$strict>> {
  return define(type, version, z.strictObject(options.fields), options);
}

/** Returns the schema of a field that is null if it is not stated; a command may omit it. */
export function nullableField<S extends z.ZodType>(schema: S) {
  return schema.nullable().default(null as never);
}

/** The most entries in a list of one fact. */
export const LIST_LENGTH_MAX = 300;

/** Returns the schema of a list that may be empty; a command may omit it. */
export function listField<S extends z.ZodType>(schema: S) {
  return z
    .array(schema)
    .max(LIST_LENGTH_MAX)
    .default([] as never);
}
