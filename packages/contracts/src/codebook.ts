import { z } from 'zod';
import { CATALOGUE } from './catalogue.ts';
import { CODING_RULES, DATE_FORMS, MODALITY_RULES } from './coding-rules.ts';
import { FACT_DEFINITIONS, getCommandName } from './fact-definitions.ts';
import type { EventDefinition, EventGroup } from './define-fact.ts';
import { PARAGRAPH_EVIDENCE } from './paragraph-evidence.ts';
import { PARAGRAPH_VERBS } from './paragraph-verbs.ts';
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
import { LinkTarget } from './shapes/link-target.ts';
import { Count, Identifier, InstrumentRef, OrdinalValue } from './shapes/quantity.ts';

const GROUPS: Readonly<Record<EventGroup, string>> = {
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
  LinkTarget,
];

// Shapes without their own section.
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
  SlugId: 'id of anything but a state',
  Term: 'term',
};

/** Returns the codebook: the event types, their fields and their coding rules. */
export function generateCodebook(): string {
  return [
    INTRODUCTION,
    table(
      ['modality', 'condition'],
      Modality.options.map((modality) => [code(modality), MODALITY_RULES[modality]]),
    ),
    STRENGTH,
    CONDEMNATION_LADDER.map((rung, n) => `${n + 1}. \`${rung}\``).join('\n'),
    '## The type of a sentence',
    table(
      ['sentence', 'event type'],
      CODING_RULES.map(({ says, record }) => [says, record]),
    ),
    PARAGRAPHS,
    table(
      ['printed', 'type', 'verb', 'strength', 'fields', 'example', 'not coded'],
      PARAGRAPH_VERBS.map(({ printed, type, verb, strength, fields, example, not }) => [
        printed.join(', '),
        type === 'DecisionAdopted' ? `${type}; in a preamble PositionStated` : type,
        code(verb),
        strength ?? '–',
        fields,
        example,
        not,
      ]),
    ),
    EVIDENCE,
    table(
      ['says', 'verb', 'type', 'fields', 'evidence'],
      PARAGRAPH_EVIDENCE.map(({ says, verb, type, fields, evidence }) => [
        says,
        verb.includes('`') ? verb : verb.split(', ').map(code).join(', '),
        type,
        fields,
        evidence,
      ]),
    ),
    DATES,
    table(
      ['form', 'meaning'],
      DATE_FORMS.map(({ edtf, means }) => [code(edtf), means]),
    ),
    '## The types',
    ...Object.entries(GROUPS).flatMap(([group, title]) => groupSection(group as EventGroup, title)),
    '## Shapes that fields share',
    ...SHAPES.map(shapeSection),
    `### ActorKind\n\n${describe(ActorKind)}\n\n${ActorKind.options.map(code).join(', ')}`,
  ]
    .join('\n\n')
    .concat('\n');
}

function groupSection(group: EventGroup, title: string): readonly string[] {
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
      : [`*A conflict is flagged* if two facts differ in ${names(singleValued, 'or')}.`]),
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
    return [code(name), describeType(type), describeOmission(type), describe(type)];
  });
  return table(['field', 'type', 'if omitted', 'meaning'], rows);
}

/** Returns the meaning of a field that a recorder omits. */
function describeOmission(schema: z.ZodType): string {
  if (schema instanceof z.ZodOptional) return 'does not apply';
  if (!(schema instanceof z.ZodDefault))
    return schema instanceof z.ZodNullable ? 'required, or null' : 'required';
  const { defaultValue } = schema.def as { readonly defaultValue: unknown };
  if (defaultValue === null) return 'not stated';
  return Array.isArray(defaultValue)
    ? 'none'
    : code(JSON.stringify(defaultValue).replaceAll('"', ''));
}

function describeType(schema: z.ZodType): string {
  const inner = unwrapSchema(schema);
  const shape = getShapeName(inner);
  const isSection =
    SHAPES.some((section) => getShapeName(section) === shape) || shape === 'ActorKind';
  if (shape !== undefined && isSection) return `[${shape}](#${shape.toLowerCase()})`;
  if (inner instanceof z.ZodEnum)
    return inner.options.map((option) => code(String(option))).join(', ');
  if (shape !== undefined) return NAMES[shape] ?? shape;
  if (inner instanceof z.ZodArray) return `list of ${describeType(inner.element as z.ZodType)}`;
  if (inner instanceof z.ZodObject) {
    return Object.entries(inner.shape)
      .map(([name, field]) => `${code(name)}: ${describeType(field as z.ZodType)}`)
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

The event types of the record, their fields and their coding rules. A fact is an event that a source states. It gives the
passage, the speaker and the modality. The record states who said what; it never states what is true.

- *Not stated* is not zero, and *not listed* is not absent. Omit a field if the source does not state it; the event then
  has null or an empty list.
- Names, titles, verbs and date phrases keep the words of the source. All other texts are in the words of the recorder.
- An id is a slug that the recorder chooses: lower-case letters and digits, joined by hyphens. It is unique in the
  collection and never changes. A term is a word of an open list in the same form: work-plan.
- A value that a rule derives carries a \`basis\` and the name of the rule.
- A mention of an actor is not participation. An organ is not a state.
- A state has its alpha-3 code of ISO 3166: that of a former state for its own time. An entity without such a code has
  one that ISO leaves to users: \`XKX\` is Kosovo, and \`XAA\` to \`XXZ\` are free. Such a code means the same entity in
  every collection, so look for it in the other collections before you choose one.

## Speaker: modality

The modality states the kind of speaker, never the strength. The first four apply only to a passage in a text of the
acting body itself.`;

const STRENGTH = `## Strength

The type and the verb carry the strength of a fact, from the strongest: approved or adopted; agreed; asked of somebody;
developed or taken; reviewed or addressed; planned; announced by one side; intended; an opinion. Condemnations have their
own ladder, from the strongest to the weakest. A statement of one body is never shown as a statement of another.`;

const PARAGRAPHS = `## Numbered paragraphs

Each paragraph of a resolution or declaration is a fact with \`paragraph\` as printed: "op. 3", "preamble 2". Its leading
verb gives the type. An operative paragraph is \`partOf\` its resolution; a preambular one names it as \`decision\`. The
type of a preambular paragraph is PositionStated, because a preamble decides nothing.

- A paragraph that asks for several things is one fact for each that has an actor or a day of its own, all with the same
  number. The first has the leading verb.
- A paragraph without a leading verb continues the one before it, and has its verb.
- The only paragraph of a text, which has no number, is "op. 1".
- A condemnation is not \`partOf\` its resolution: it names it as \`decision\`, as a preambular paragraph does.
- A day that the words count from the adoption ("within 60 days") is \`relative\`, with the rule in words.
- An adverb stays in \`verbAsWritten\`: "Strongly urges". So do words after the verb: "Expressing deep concern".
- A fact of a submission may give the verb as printed and leave the type out: \`verb: Requests\`.`;

const EVIDENCE = `### Paragraphs of published resolutions

Five resolutions of the Security Council of 2022 are recorded whole in the tests. The operative paragraphs of eight others
were held against these rules: sanctions, a mandate, aid, an appointment, an election, a country, and a theme.`;

const DATES = `## Dates

Dates have the form of ISO 8601-2 (EDTF). A day that is not in the calendar, a range that ends before it begins, and a
time of day are rejected. \`basis\` states how the date is known: stated in the passage, known from its context,
relative to another date, or derived by a rule.`;
