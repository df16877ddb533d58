import { DEFINITIONS, type DomainEvent } from '@rapporteur/contracts';
import fc from 'fast-check';
import { z } from 'zod';

/** Ids of things, all with a hyphen, so that a test finds one that a sentence shows. */
const IDS = ['sco-rats-council', 'sco-rats-council-44', 'strikes-on-iran-2025', 'work-plans-2026'];
const MEETINGS = ['sco-rats-council-44', 'sco-rats-council-2025-09-10', 'x-forum-special-3'];
const TERMS = ['work-plan', 'agreed', 'decided', 'took-note-of', 'stated', 'information-exchange'];
const TEXTS = [
  'joint information campaigns',
  'To hold an exercise in 2026.',
  'The ministers saw no reason to wait.',
  'Resolution 2231 is important.',
  'Совет министров',
  'a list of things, and of others',
];
const STATES = ['KGZ', 'USA', 'IRN', 'SUN', 'XKX', 'XAB'];
const DATES = [
  '2025-09-10',
  '2025-06',
  '2026',
  '201X',
  '19XX',
  '2025-06?',
  '2013~',
  '2025-40',
  '2004-09-01/2004-09-03',
  '2025-08-21/2025-08-31',
  '2024/2027',
  '2013/..',
  '../2024-05-03',
  '[2025-06-01,2025-06-02]',
  '{2024-07,2025-07}',
  '[2025,2026-01-01]',
  'XXXX-09-03',
];

const words = fc.constantFrom(...TEXTS);
const orNull = <T>(value: fc.Arbitrary<T>): fc.Arbitrary<T | null> =>
  fc.option(value, { nil: null });
const basis = fc.constantFrom('stated', 'context', 'derived');

const date = fc.record({
  edtf: fc.constantFrom(...DATES),
  asWritten: orNull(fc.constantFrom('late August', 'last July', '10 сентября', 'September 2025')),
  basis: fc.constantFrom('stated', 'context', 'relative', 'derived'),
  rule: fc.constant(null),
});

const country = fc.record({
  code: fc.constantFrom(...STATES),
  nameAsWritten: orNull(fc.constantFrom('the Kyrgyz Republic', 'Tajik authorities', 'the US')),
  basis,
  rule: fc.constant(null),
});

const place = fc
  .record({ name: orNull(fc.constantFrom('Tashkent', 'the border')), country: orNull(country) })
  .map((value) =>
    value.name === null && value.country === null ? { ...value, name: 'Osh' } : value,
  );

const actor = fc.oneof(
  fc.record({
    id: fc.constantFrom(...STATES),
    kind: fc.constant('state'),
    nameAsWritten: fc.constantFrom('the Republic of Belarus', 'the US', 'Tajik authorities'),
    of: fc.constant(null),
    office: fc.constant(null),
    members: fc.constant(null),
  }),
  fc.record({
    id: fc.constantFrom('sco-rats-council', 'nurlan-yermekbayev', 'member-states'),
    kind: fc.constantFrom('organ', 'person', 'class', 'office', 'agency', 'group'),
    nameAsWritten: fc.constantFrom('the Council', 'Member States', 'N. Yermekbayev', 'ministers'),
    of: orNull(fc.constantFrom('sco', 'RUS', 'sco-rats-council')),
    office: orNull(fc.constantFrom('Secretary-General', 'director of the centre, acting')),
    members: fc.constantFrom(null, {
      count: null,
      except: [{ id: 'IND', nameAsWritten: 'the Republic of India' }],
    }),
  }),
);

const count = fc.constantFrom(
  { min: 1, max: 1, qualifier: null, ofWhat: null },
  { min: 0, max: 0, qualifier: null, ofWhat: null },
  { min: 1301, max: null, qualifier: 'More than 1,300', ofWhat: 'people' },
  { min: null, max: 9, qualifier: null, ofWhat: null },
  { min: 6, max: 10, qualifier: null, ofWhat: 'persons' },
  { min: null, max: null, qualifier: 'many', ofWhat: 'people' },
);

/** The values of the shapes of the vocabulary, by the name of the shape. */
const SHAPES: Readonly<Record<string, fc.Arbitrary<unknown>>> = {
  ActorRef: actor,
  Interval: fc.constantFrom('P90D', 'P1Y', 'P6M'),
  AnyId: fc.constantFrom(...IDS),
  BodyId: fc.constantFrom('sco', 'sco-rats-council'),
  Count: count,
  CountryValue: country,
  DateValue: date,
  EventId: fc.constantFrom('abc.1', 'def.2'),
  JsonValue: fc.oneof(
    words,
    fc.constant(null),
    date,
    place,
    country,
    count,
    fc.constantFrom(...IDS),
  ),
  MeetingId: fc.constantFrom(...MEETINGS),
  OrdinalValue: fc.record({
    value: fc.integer({ min: 1, max: 200 }),
    basis,
    rule: fc.constant(null),
  }),
  Passage: fc.constant({ document: 'rats-note', line: 2 }),
  Place: place,
  Sha256: fc.constant('0'.repeat(64)),
  Term: fc.constantFrom(...TERMS),
};

/** The values of fields whose schema does not say enough. */
const FIELDS: Readonly<Record<string, fc.Arbitrary<unknown>>> = {
  corrected: fc.constant({}),
  correctedType: fc.constant('org.rapporteur.meeting-held.v1'),
  events: fc.constantFrom(['abc.1', 'def.1'], ['abc.1', 'def.1', 'ghi.1']),
  field: fc.constantFrom('occurredOn', 'places.0.country', 'assertion.statedIn', 'by'),
  language: fc.constantFrom('en', 'ru', 'zh-Hans', 'en-a1', 'qqq'),
  values: fc.array(SHAPES['JsonValue'] ?? words, { minLength: 2, maxLength: 3 }),
};

/** Returns values of a schema: any of its optional fields, with words that are hard to place. */
function createArbitrary(schema: z.ZodType): fc.Arbitrary<unknown> {
  if (schema instanceof z.ZodDefault) return createArbitrary(schema.unwrap() as z.ZodType);
  if (schema instanceof z.ZodNullable) return orNull(createArbitrary(schema.unwrap() as z.ZodType));
  const meta = schema.meta();
  const shape = SHAPES[String(meta?.['shape'])];
  if (shape !== undefined) return shape;
  if (meta?.['referent'] !== undefined) return fc.constantFrom(...IDS);
  if (schema instanceof z.ZodEnum) return fc.constantFrom(...schema.options);
  if (schema instanceof z.ZodBoolean) return fc.boolean();
  if (schema instanceof z.ZodNumber) return fc.integer({ min: 1, max: 1_000_000 });
  if (schema instanceof z.ZodArray)
    return fc.array(createArbitrary(schema.element as z.ZodType), { maxLength: 3 });
  if (schema instanceof z.ZodUnion)
    return fc.oneof(...schema.options.map((option) => createArbitrary(option as z.ZodType)));
  if (schema instanceof z.ZodObject)
    return fc.record(
      Object.fromEntries(
        Object.entries(schema.shape).map(([field, value]) => [
          field,
          FIELDS[field] ?? createArbitrary(value as z.ZodType),
        ]),
      ),
    );
  return words;
}

/** Events of one type, with any of their optional fields. */
export function createEvents(type: DomainEvent['type']): fc.Arbitrary<DomainEvent> {
  const definition = DEFINITIONS.find((known) => known.type === type);
  if (definition === undefined) throw new Error(`Unknown type ${type}.`);
  return createArbitrary(definition.schema).map((data) => ({ type, data }) as DomainEvent);
}
