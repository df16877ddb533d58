import { z } from 'zod';
import { CATALOGUE } from './catalogue.ts';
import { CODING_RULES, DATE_FORMS, MODALITY_RULES } from './coding-rules.ts';
import { getCommandName, FACT_DEFINITIONS } from './commands.ts';
import type { EventDefinition, Group } from './define-fact.ts';
import { getShapeName, unwrapSchema } from './shape-metadata.ts';
import { ActorKind, ActorRef } from './shapes/actor.ts';
import {
  Assertion,
  DocumentAssertion,
  Evidence,
  Modality,
  Passage,
  Span,
} from './shapes/assertion.ts';
import { CONDEMNATION_LADDER, CondemnationTarget } from './shapes/condemnation.ts';
import { CountryValue, Place } from './shapes/country.ts';
import { DateValue } from './shapes/date-value.ts';
import { Count, Identifier, InstrumentRef, OrdinalValue } from './shapes/quantity.ts';

const GROUPS: Readonly<Record<Group, string>> = {
  sources: 'Sources',
  bodies: 'Bodies',
  chair: 'The chair',
  meetings: 'Meetings',
  decisions: 'Decisions',
  incidents: 'Incidents',
  positions: 'Positions',
  reports: 'Reports',
  collection: 'The collection',
  record: 'The record itself',
  log: 'The log',
};

const SHAPES: readonly z.ZodType[] = [
  Assertion,
  DocumentAssertion,
  Passage,
  Span,
  Evidence,
  ActorRef,
  DateValue,
  Place,
  CountryValue,
  OrdinalValue,
  Count,
  CondemnationTarget,
  InstrumentRef,
  Identifier,
];

// Shapes that need no section of their own.
const NAMES: Readonly<Record<string, string>> = {
  AnyId: 'an id',
  BodyId: 'id of a body',
  CollectionId: 'id of a collection',
  CountryCode: 'code of a state',
  DecisionId: 'id of a decision',
  DocumentId: 'id of a document',
  EventId: 'id of an event',
  IncidentId: 'id of an incident',
  JsonValue: 'any value',
  MeetingId: 'id of a meeting',
  Sha256: 'SHA-256',
  Term: 'term',
};

/** The codebook: what may be recorded, field by field, and by which rules, for those who record and those who read. */
export function generateCodebook(): string {
  return [
    INTRODUCTION,
    table(
      ['modality', 'is right where'],
      Modality.options.map((modality) => [code(modality), MODALITY_RULES[modality]]),
    ),
    STRENGTH,
    CONDEMNATION_LADDER.map((rung, n) => `${n + 1}. \`${rung}\``).join('\n'),
    '## Which type a sentence is',
    table(
      ['the sentence says', 'record'],
      CODING_RULES.map(({ says, record }) => [says, record]),
    ),
    DATES,
    table(
      ['written', 'means'],
      DATE_FORMS.map(({ edtf, means }) => [code(edtf), means]),
    ),
    '## The types',
    ...Object.entries(GROUPS).flatMap(([group, title]) => groupSection(group as Group, title)),
    '## Shapes that fields share',
    ...SHAPES.map(shapeSection),
    `### ActorKind\n\n${describe(ActorKind)}\n\n${ActorKind.options.map(code).join(', ')}`,
  ]
    .join('\n\n')
    .concat('\n');
}

function groupSection(group: Group, title: string): readonly string[] {
  return [
    `### ${title}`,
    ...CATALOGUE.definitions.filter((type) => type.group === group).map(typeSection),
  ];
}

function typeSection(definition: EventDefinition): string {
  const { type, doc, coding, schema, identity, singleValued } = definition;
  const isFact = FACT_DEFINITIONS.some((fact) => fact.type === type);
  return [
    `#### ${type}`,
    doc,
    ...(coding === null ? [] : [`*Coding rule.* ${coding}`]),
    ...(isFact ? [`*Command.* \`${getCommandName(type)}\``] : []),
    fieldTable(schema),
    ...(identity.length === 0 || !isFact ? [] : [sameFact(schema, identity)]),
    ...(singleValued.length === 0
      ? []
      : [`*A conflict is flagged* where two facts differ in ${names(singleValued, 'or')}.`]),
  ].join('\n\n');
}

function sameFact(schema: z.ZodObject, identity: readonly string[]): string {
  const { assertion } = schema.shape as { readonly assertion?: z.ZodType };
  const passage =
    assertion !== undefined && getShapeName(assertion) === 'Assertion'
      ? 'the same passage and '
      : '';
  return `*The same fact* has ${passage}the same ${names(identity)}.`;
}

function shapeSection(schema: z.ZodType): string {
  const options =
    schema instanceof z.ZodUnion ? (schema.options as readonly z.ZodType[]) : [schema];
  const tables = options.map((option) => (option instanceof z.ZodObject ? fieldTable(option) : ''));
  return [`### ${getShapeName(schema) ?? ''}`, describe(schema), tables.join('\n\nor\n\n')].join(
    '\n\n',
  );
}

function fieldTable(schema: z.ZodObject): string {
  const rows = Object.entries(schema.shape).map(([name, field]) => {
    const type = field as z.ZodType;
    return [code(name), typeInWords(type), leftOut(type), describe(type)];
  });
  return table(['field', 'holds', 'if left out', 'meaning'], rows);
}

/** What it means for a recorder to leave a field out. */
function leftOut(schema: z.ZodType): string {
  if (schema instanceof z.ZodOptional) return 'does not apply';
  if (!(schema instanceof z.ZodDefault))
    return schema instanceof z.ZodNullable ? 'must be given, or null' : 'must be given';
  const { defaultValue } = schema.def as { readonly defaultValue: unknown };
  if (defaultValue === null) return 'not stated';
  return Array.isArray(defaultValue)
    ? 'none'
    : code(JSON.stringify(defaultValue).replaceAll('"', ''));
}

function typeInWords(schema: z.ZodType): string {
  const inner = unwrapSchema(schema);
  const shape = getShapeName(inner);
  const isSection =
    SHAPES.some((section) => getShapeName(section) === shape) || shape === 'ActorKind';
  if (shape !== undefined && isSection) return `[${shape}](#${shape.toLowerCase()})`;
  if (inner instanceof z.ZodEnum)
    return inner.options.map((option) => code(String(option))).join(', ');
  if (shape !== undefined) return NAMES[shape] ?? shape;
  if (inner instanceof z.ZodArray) return `list of ${typeInWords(inner.element as z.ZodType)}`;
  if (inner instanceof z.ZodObject) {
    return Object.entries(inner.shape)
      .map(([name, field]) => `${code(name)}: ${typeInWords(field as z.ZodType)}`)
      .join('; ');
  }
  if (inner instanceof z.ZodBoolean) return 'yes or no';
  if (inner instanceof z.ZodNumber) return 'whole number';
  if (inner instanceof z.ZodURL) return 'web address';
  return inner instanceof z.ZodRecord ? 'the whole data' : 'text';
}

function describe(schema: z.ZodType): string {
  return schema.meta()?.description ?? unwrapSchema(schema).meta()?.description ?? '';
}

const code = (word: string): string => `\`${word}\``;

function names(fields: readonly string[], word: 'and' | 'or' = 'and'): string {
  const coded = fields.map(code);
  return coded.length < 2
    ? coded.join('')
    : `${coded.slice(0, -1).join(', ')} ${word} ${coded.at(-1)}`;
}

function table(heads: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]): string =>
    `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`;
  return [line(heads), line(heads.map(() => '---')), ...rows.map(line)].join('\n');
}

const INTRODUCTION = `# Codebook

<!-- Generated from packages/contracts by \`npx pnpm generate\`. Change it there. -->

What may be recorded, field by field, and by which rules. An event is a fact that a source says: it names the passage,
who tells it and how. The record says who said what; it never says what is true.

- *Not stated* is not zero, *not listed* is not absent. A field that the source says nothing about is left out; it then
  stands in the event as null, or as an empty list.
- Names, titles, verbs and phrases of date are kept as written. Everything else is in the recorder's words.
- An id is a slug that the recorder chooses, unique in the collection and never changed: lower-case letters and digits,
  joined by hyphens. A term is a word of an open list, written likewise: work-plan.
- What follows from a rule and is not in the words carries a \`basis\` and the name of the rule.
- Somebody who is spoken of takes part in nothing by it. An organ is not a state.

## Who tells: modality

The modality says who tells, never how strongly. The first four are right only where the passage stands in a text of the
acting body itself.`;

const STRENGTH = `## How strongly

How strong a fact is, is in its type and its verb: approved or adopted, then agreed, then developed or taken, then
reviewed or addressed, then planned, then announced by one side, then intended, then an opinion. Condemnations stand on a
ladder of their own, from the strongest to the weakest; what one body said is never shown as said by another.`;

const DATES = `## Dates

Dates are written as ISO 8601-2 (EDTF) has them. A day that is not in the calendar, a range that ends before it begins and
a time of day are refused. \`basis\` says how the date is known: stated in the passage, from its context, relative to
another date, or derived by a rule.`;
