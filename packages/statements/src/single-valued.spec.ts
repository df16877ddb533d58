import {
  CATALOGUE,
  type DomainEvent,
  EXAMPLES,
  getShapeName,
  unwrapSchema,
} from '@rapporteur/contracts';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { isContradiction } from './is-compatible.ts';
import { listStatements } from './list-statements.ts';

type SamplePair = readonly [unknown, unknown];

const SAMPLES: Readonly<Record<string, SamplePair>> = {
  DateValue: [{ edtf: '2001-01-01' }, { edtf: '2001-02-02' }],
  Count: [
    { min: 1, max: 1 },
    { min: 2, max: 2 },
  ],
  Place: [{ name: 'Varna' }, { name: 'Split' }],
  CountryValue: [{ code: 'BGR' }, { code: 'HRV' }],
  OrdinalValue: [{ value: 1 }, { value: 2 }],
  ActorRef: [
    { id: 'BGR', kind: 'state', nameAsWritten: 'Bulgaria' },
    { id: 'HRV', kind: 'state', nameAsWritten: 'Croatia' },
  ],
};

/** Returns two values of a field that contradict each other if two values of it ever do. */
function createPair(schema: z.ZodType): SamplePair | undefined {
  const inner = unwrapSchema(schema);
  const shape = SAMPLES[getShapeName(inner) ?? ''];
  if (shape !== undefined) return shape;
  if (inner instanceof z.ZodArray) {
    const pair = createPair(inner.element as z.ZodType);
    return pair && [[pair[0]], [pair[1]]];
  }
  if (inner instanceof z.ZodEnum) return [inner.options[0], inner.options[1]];
  if (inner instanceof z.ZodBoolean) return [true, false];
  if (inner instanceof z.ZodString) return ['alpha', 'beta'];
  if (!(inner instanceof z.ZodObject) || !('abstained' in inner.shape)) return undefined;
  return [
    { for: 1, against: 0, abstained: 0 },
    { for: 2, against: 0, abstained: 0 },
  ];
}

/** Returns examples of a type: one for each aspect of the thing that it describes. */
function listExamples(type: string, schema: z.ZodObject): readonly object[] {
  const example = EXAMPLES[type] as object;
  const { aspect } = schema.shape as { readonly aspect?: z.ZodType };
  const options = aspect === undefined ? undefined : unwrapSchema(aspect);
  return options instanceof z.ZodEnum
    ? options.options.map((option) => ({ ...example, aspect: option }))
    : [example];
}

describe('The fields that a definition calls single-valued', () => {
  const definitions = CATALOGUE.definitions.filter(({ type }) => type in EXAMPLES);

  it.each(definitions.map((definition) => [definition.type, definition] as const))(
    'are those of %s of which two values contradict each other',
    (type, { schema, identity, singleValued }) => {
      const isContradictory = (example: object, field: string, pair: SamplePair): boolean => {
        const statements = pair.map((value, n) => {
          const parsed = schema.safeParse({ ...example, [field]: value });
          const event = { type, data: parsed.data } as DomainEvent;
          return parsed.success ? listStatements({ id: `e${n}.1`, event }) : [];
        });
        return (
          statements[0]?.some((a) => statements[1]?.some((b) => isContradiction(a, b)) === true) ===
          true
        );
      };
      const fields = Object.entries(schema.shape).filter(([field, fieldSchema]) => {
        const pair = createPair(fieldSchema as z.ZodType);
        return (
          pair !== undefined &&
          !identity.includes(field) &&
          listExamples(type, schema).some((example) => isContradictory(example, field, pair))
        );
      });
      expect(singleValued).toEqual(fields.map(([field]) => field));
    },
  );
});
