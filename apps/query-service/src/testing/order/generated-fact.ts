import { DOCUMENT_FACT_DEFINITIONS, getShapeName, unwrapSchema } from '@rapporteur/contracts';
import fc from 'fast-check';
import { z } from 'zod';
import { FIELD_VALUES, MEETINGS, REFERENT_IDS, SHAPE_VALUES, TEXTS } from './record-world.ts';

/** The type and data of a fact, without its assertion. */
export interface GeneratedFact {
  readonly type: string;
  readonly data: Readonly<Record<string, unknown>>;
}

const LIST_LENGTH_MAX = 2;
/** A document that supersedes its own text is another text of it; see the tests of the domain. */
const OMITTED_TYPES = new Set(['DocumentSuperseded']);

type Schema = z.ZodType;

/** Returns facts of every type, with values of the few that documents share. */
export function generatedFact(): fc.Arbitrary<GeneratedFact> {
  const types = DOCUMENT_FACT_DEFINITIONS.filter(({ type }) => !OMITTED_TYPES.has(type));
  return fc.oneof(...types.map(({ type, schema }) => factOfType(type, schema)));
}

function factOfType(type: string, schema: z.ZodObject): fc.Arbitrary<GeneratedFact> {
  const { assertion: _, ...shape } = schema.shape as Readonly<Record<string, Schema>>;
  const fields = Object.entries(shape).map(
    ([name, field]) => [name, fieldValue(`${type}.${name}`, name, field)] as const,
  );
  return fc
    .record(Object.fromEntries(fields))
    .map((data) => ({ type, data: repairFact(type, data) }));
}

/** Makes the fields of a fact fit each other, as the rules require. */
function repairFact(type: string, data: Record<string, unknown>): Record<string, unknown> {
  const { startedOn, endedOn } = data;
  if (startedOn && endedOn) return repairFact(type, { ...data, endedOn: null });
  const isMeeting = type === 'MeetingHeld' || type === 'MeetingAnnounced';
  return isMeeting ? { ...data, body: MEETINGS[String(data['meeting'])] } : data;
}

function fieldValue(path: string, name: string, schema: Schema): fc.Arbitrary<unknown> {
  const inner = unwrapSchema(schema);
  const isList = inner instanceof z.ZodArray;
  const element = isList ? unwrapSchema(inner.element as Schema) : inner;
  const value = schemaValue(path, name, element);
  if (isList) {
    const isRequired = !inner.safeParse([]).success;
    const length = { minLength: isRequired ? 1 : 0, maxLength: LIST_LENGTH_MAX };
    return fc.uniqueArray(value, { ...length, selector: (entry) => JSON.stringify(entry) });
  }
  return schema.safeParse(null).success ? fc.option(value, { freq: 2 }) : value;
}

function schemaValue(path: string, name: string, schema: Schema): fc.Arbitrary<unknown> {
  const referent = schema.meta()?.['referent'] as string | undefined;
  const known =
    FIELD_VALUES[path] ??
    (schema instanceof z.ZodString ? FIELD_VALUES[name] : undefined) ??
    REFERENT_IDS[referent ?? ''] ??
    SHAPE_VALUES[getShapeName(schema) ?? ''];
  if (known !== undefined) return fc.constantFrom(...known);
  if (schema instanceof z.ZodEnum) return fc.constantFrom(...schema.options);
  if (schema instanceof z.ZodBoolean) return fc.boolean();
  if (schema instanceof z.ZodNumber) return fc.nat({ max: 3 });
  if (schema instanceof z.ZodString) return fc.constantFrom(...TEXTS);
  if (schema instanceof z.ZodUnion)
    return fc.oneof(...schema.options.map((option) => schemaValue(path, name, option as Schema)));
  if (schema instanceof z.ZodObject) {
    const fields = Object.entries(schema.shape) as readonly (readonly [string, Schema])[];
    return fc.record(
      Object.fromEntries(
        fields.map(([field, inner]) => [field, fieldValue(`${path}.${field}`, field, inner)]),
      ),
    );
  }
  throw new Error(`The generator has no values for \`${path}\`: add them to record-world.ts.`);
}
