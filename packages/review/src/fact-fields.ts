import {
  Assertion,
  DOCUMENT_FACT_DEFINITIONS,
  type EventDefinition,
  getShapeName,
  unwrapSchema,
} from '@rapporteur/contracts';
import { z } from 'zod';

/** A field of a type of facts, with the help of the vocabulary. */
export interface FactField {
  readonly name: string;
  readonly help: string;
  readonly isRequired: boolean;
  /** The values of a closed list. */
  readonly choices: readonly string[];
  /** True: each input is a text, whatever it looks like. */
  readonly isText: boolean;
  /** The shape of its values, such as `ActorRef`; null for plain values. */
  readonly shape: string | null;
  /** True: it may have several values. */
  readonly isList: boolean;
}

/** A type of facts that a person may choose. */
export interface ChoosableType {
  readonly type: string;
  readonly help: string;
}

/** The shorthand of shapes, as `docs/submissions.md` explains it. */
const SHAPE_FORMS: Readonly<Record<string, string>> = {
  ActorRef:
    'KGZ, harbour-council, {KEY: the name as written}, or in full {id: j-vella, kind: person, nameAsWritten: J. Vella}',
  CountryValue: 'KGZ, or {KGZ: the name as written}',
  DateValue: '2025-09-10, 2025-09, 2025, or 2025-09-10/2025-09-12',
  InstrumentRef: '{un-charter: the UN Charter}',
  OrdinalValue: '44',
  Count: '9, or {min: 301, qualifier: more than 300}',
  Place: 'Valletta, or {name: Valletta, country: {MLT: Malta}}',
};

const DEFINITIONS: ReadonlyMap<string, EventDefinition> = new Map(
  DOCUMENT_FACT_DEFINITIONS.map((definition) => [definition.type, definition]),
);

/** Returns the types of facts of a document, in the order of the codebook. */
export function listFactTypes(): readonly ChoosableType[] {
  return DOCUMENT_FACT_DEFINITIONS.map(({ type, doc, coding }) => ({
    type,
    help: coding === null ? doc : `${doc} ${coding}`,
  }));
}

/** Returns the fields of a type and of its assertion; none for an unknown type. */
export function listFactFields(type: string): readonly FactField[] {
  const shape = DEFINITIONS.get(type)?.schema.shape;
  if (shape === undefined) return [];
  const { assertion: _, ...own } = shape as Readonly<Record<string, z.ZodType>>;
  const { passages: __, ...asserted } = Assertion.shape as Readonly<Record<string, z.ZodType>>;
  return Object.entries({ ...own, ...asserted }).map(([name, schema]) => toField(name, schema));
}

/** The fields of a fact that no type has. */
const COMMON_FIELDS: readonly FactField[] = [
  ['type', 'The type of the fact', true],
  ['quote', 'The words of the text that state it, which must occur once', true],
  ['nth', 'The number of the occurrence of the words, from 1', false],
  ['passage', 'The place of the words: START-END line N', true],
].map(([name, help, isText]) => ({
  name: String(name),
  help: String(help),
  isRequired: false,
  choices: [],
  isText: isText === true,
  shape: null,
  isList: false,
}));

/** Returns a field of a fact; undefined if its type has none of this name. */
export function findFactField(type: string, name: string): FactField | undefined {
  return [...COMMON_FIELDS, ...listFactFields(type)].find((field) => field.name === name);
}

function toField(name: string, schema: z.ZodType): FactField {
  const inner = unwrapSchema(schema);
  const isList = inner instanceof z.ZodArray;
  const element = isList ? unwrapSchema(inner.element as z.ZodType) : inner;
  const choices = element instanceof z.ZodEnum ? element.options.map(String) : [];
  const shape = getShapeName(element) ?? null;
  const forms = [
    SHAPE_FORMS[shape ?? ''],
    ...(choices.length > 0 ? [choices.join(' | ')] : []),
    ...(isList ? ['several as [one, another]'] : []),
  ].filter((form) => form !== undefined);
  const doc = schema.description ?? inner.description ?? '';
  return {
    name,
    help: [doc, ...forms].join('. '),
    isRequired: !schema.safeParse(undefined).success,
    choices,
    isText: !isList && (inner instanceof z.ZodString || inner instanceof z.ZodEnum),
    shape,
    isList,
  };
}
