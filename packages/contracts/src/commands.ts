import { z } from 'zod';
import type { EventData, DomainEvent, Fact } from './catalogue.ts';
import { type EventDefinition, LIST_LENGTH_MAX } from './define-fact.ts';
import { BodyRegisteredV1 } from './facts/body-registered.v1.ts';
import { SourceDocumentRegisteredV1 } from './facts/source-document-registered.v1.ts';
import { Evidence } from './shapes/assertion.ts';
import {
  AnyId,
  CollectionId,
  CommandId,
  DocumentId,
  EventId,
  MeetingId,
  Term,
} from './shapes/ids.ts';
import { shapeMetadata } from './shape-metadata.ts';
import { JsonValue } from './shapes/json-value.ts';
import { text } from './shapes/text.ts';
import { DEFINITIONS } from './vocabulary.ts';

/** The most facts of one document: with its bodies they are one batch of the log. */
export const FACTS_MAX = 1500;

/** What a command asks to be recorded, checked and with its defaults. */
export type Command =
  | {
      readonly name: string;
      readonly collection: string;
      readonly kind: 'facts';
      readonly facts: readonly CommandFact[];
    }
  | {
      readonly name: 'OpenCollection';
      readonly collection: string;
      readonly kind: 'open';
      readonly body: OpenCollection;
    }
  | {
      readonly name: 'CorrectRecord';
      readonly collection: string;
      readonly kind: 'correct';
      readonly body: CorrectRecord;
    }
  | {
      readonly name: 'RetractRecord';
      readonly collection: string;
      readonly kind: 'retract';
      readonly body: RetractRecord;
    }
  | {
      readonly name: 'MergeRecords';
      readonly collection: string;
      readonly kind: 'merge';
      readonly body: MergeRecords;
    }
  | {
      readonly name: 'ResolveConflict';
      readonly collection: string;
      readonly kind: 'resolve';
      readonly body: ResolveConflict;
    }
  | {
      readonly name: 'SkipProjection';
      readonly collection: string;
      readonly kind: 'skip';
      readonly body: SkipProjection;
    };

/** What a document brings: facts, and the bodies it names. `at` is where each stood in the command: `facts.3`. */
export type CommandFact = (Fact | Extract<DomainEvent, { type: 'BodyRegistered' }>) & {
  readonly at: string;
};

export const OpenCollection = z.strictObject({
  collection: CollectionId,
  title: text(300).describe('The name of the organization whose record it is'),
  rootBody: BodyRegisteredV1.schema
    .pick({ body: true, name: true, kind: true })
    .describe('The organization itself, which is registered with it'),
});
export type OpenCollection = z.infer<typeof OpenCollection>;

export const CorrectRecord = z.strictObject({
  collection: CollectionId,
  target: EventId.describe('The event to be corrected'),
  field: z
    .string()
    .max(200)
    .regex(/^[a-zA-Z]+(\.[a-zA-Z0-9]+)*$/, 'must be a field of the fact, such as adoptedOn')
    .describe('The field, dotted where nested'),
  // Refused where it does not stand, so that nobody corrects what they have not seen.
  oldValue: JsonValue.describe('The value that stands now'),
  newValue: JsonValue.describe('The value that is to stand'),
  reason: text(1000).describe('Why'),
  evidence: Evidence.describe('What the correction rests on'),
});
export type CorrectRecord = z.infer<typeof CorrectRecord>;

export const RetractRecord = z
  .strictObject({
    collection: CollectionId,
    target: EventId.optional().describe('The event to be taken back'),
    meeting: MeetingId.optional().describe('The meeting of which every fact is taken back'),
    document: DocumentId.optional().describe('The document of which every fact is taken back'),
    reason: text(1000).describe('Why'),
    evidence: Evidence.describe('What the retraction rests on'),
  })
  .refine(
    (command) =>
      [command.target, command.meeting, command.document].filter((what) => what !== undefined)
        .length === 1,
    'names not exactly one of target, meeting and document: say what to retract',
  );
export type RetractRecord = z.infer<typeof RetractRecord>;

export const MergeRecords = z
  .strictObject({
    collection: CollectionId,
    kind: z
      .enum(['body', 'meeting', 'decision', 'incident', 'document', 'actor'])
      .describe('What the two ids name'),
    merged: AnyId.describe('The id that is no longer to be shown'),
    into: AnyId.describe('The id under which both are shown'),
    reason: text(1000).describe('Why'),
    evidence: Evidence.describe('What the merger rests on'),
  })
  .refine((command) => command.merged !== command.into, {
    path: ['into'],
    error: 'is the id to be merged: name the other one',
  });
export type MergeRecords = z.infer<typeof MergeRecords>;

export const ResolveConflict = z.strictObject({
  collection: CollectionId,
  conflict: EventId.describe('The ConflictFlagged event'),
  resolution: text(1000).describe('How it was settled'),
  by: text(300)
    .nullable()
    .default(null)
    .describe('Who settled it, as named')
    .meta({ personal: true }),
});
export type ResolveConflict = z.infer<typeof ResolveConflict>;

export const SkipProjection = z.strictObject({
  collection: CollectionId,
  projection: Term.describe(
    'The read model that cannot show it: timeline, participation or decisions',
  ),
  command: CommandId.describe('The command whose events it is to leave out'),
  reason: text(1000).describe('Why'),
});
export type SkipProjection = z.infer<typeof SkipProjection>;

/** The definitions of facts: everything but the groups collection, record and log. */
export const FACT_DEFINITIONS = (DEFINITIONS as unknown as readonly EventDefinition[]).filter(
  ({ group }) => group !== 'collection' && group !== 'record' && group !== 'log',
);

const NAMED: Readonly<Record<string, string>> = {
  SourceDocumentRegistered: 'RegisterSource',
  BodyRegistered: 'RegisterBody',
  DocumentSuperseded: 'SupersedeSource',
};

/** The command that records one fact of a type. */
export function getCommandName(type: string): string {
  return NAMED[type] ?? `Record${type}`;
}

// A document registers itself and its bodies in fields of their own.
const inDocument = FACT_DEFINITIONS.filter(
  ({ type }) => type !== 'SourceDocumentRegistered' && type !== 'BodyRegistered',
);

function factUnion(suffix: string, adapt: (definition: EventDefinition) => z.ZodObject) {
  const [first, ...rest] = inDocument.map((definition) =>
    z
      .strictObject({ type: z.literal(definition.type), ...adapt(definition).shape })
      .meta(shapeMetadata(`${definition.type}${suffix}`, definition.doc)),
  );
  if (first === undefined) throw new Error('the vocabulary has no facts');
  return z.discriminatedUnion('type', [first, ...rest]);
}

function documentCommand(facts: ReturnType<typeof factUnion>) {
  return z.strictObject({
    collection: CollectionId,
    document: SourceDocumentRegisteredV1.schema.describe(
      'The document, which is registered with its facts',
    ),
    bodies: z
      .array(BodyRegisteredV1.schema)
      .max(LIST_LENGTH_MAX)
      .default([])
      .describe('The bodies that it brings'),
    facts: z.array(facts).max(FACTS_MAX).default([]).describe('What it says'),
  });
}

export const RecordDocument = documentCommand(factUnion('InDocument', ({ schema }) => schema));

/** As {@link RecordDocument}, with one meeting; a fact that leaves `meeting` out belongs to it. */
export const RecordMeeting = documentCommand(
  factUnion('InMeeting', ({ schema }) =>
    'meeting' in schema.shape ? schema.partial({ meeting: true }) : schema,
  ),
);

type CommandIssue = z.core.$ZodIssue;
/** What became of a body: a command, or what is wrong with it, field by field. */
export type ParsedCommand =
  | { readonly ok: true; readonly command: Command }
  | { readonly ok: false; readonly issues: readonly CommandIssue[] };

/** A command as it may be sent. */
export interface CommandDefinition {
  readonly name: string;
  readonly doc: string;
  /** What the body may hold; the JSON Schema is made from it. */
  readonly schema: z.ZodType;
  parse(body: unknown): ParsedCommand;
}

function parseWith<S extends z.ZodType>(
  schema: S,
  body: unknown,
  build: (parsed: z.output<S>) => Command,
): ParsedCommand {
  const result = schema.safeParse(body);
  return result.success
    ? { ok: true, command: build(result.data) }
    : { ok: false, issues: result.error.issues };
}

/** A schema as the library compiles it, once it is needed: that takes milliseconds, and for a whole document too many. */
function compiledWhenUsed<S extends z.ZodType>(schema: S): () => S {
  let compiled: S | undefined;
  return () => (compiled ??= z.compile(schema));
}

function factCommand(definition: EventDefinition): CommandDefinition {
  const name = getCommandName(definition.type);
  const schema = z.strictObject({ collection: CollectionId, ...definition.schema.shape });
  const compiled = compiledWhenUsed(schema);
  const build = ({
    collection,
    ...data
  }: Record<string, unknown> & { collection: string }): Command => ({
    name,
    collection,
    kind: 'facts',
    facts: [{ type: definition.type, data, at: '' } as unknown as CommandFact],
  });
  return {
    name,
    doc: definition.doc,
    schema,
    parse: (body) => parseWith(compiled(), body, build as (parsed: unknown) => Command),
  };
}

function factsOfDocument(name: string, parsed: z.output<typeof RecordDocument>): Command {
  const source = {
    type: 'SourceDocumentRegistered' as const,
    data: parsed.document,
    at: 'document',
  };
  const bodies = parsed.bodies.map((data, n) => ({
    type: 'BodyRegistered' as const,
    data,
    at: `bodies.${n}`,
  }));
  const facts = parsed.facts.map(({ type, ...data }, n) => ({ type, data, at: `facts.${n}` }));
  return {
    name,
    collection: parsed.collection,
    kind: 'facts',
    facts: [source, ...bodies, ...facts] as unknown as readonly CommandFact[],
  };
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

const opensMeeting = (fact: unknown): fact is { meeting: unknown } =>
  isObject(fact) && (fact['type'] === 'MeetingHeld' || fact['type'] === 'MeetingAnnounced');
const hasMeeting = new Set(
  inDocument.filter(({ schema }) => 'meeting' in schema.shape).map(({ type }) => type),
);

function parseMeeting(body: unknown): ParsedCommand {
  const given = isObject(body) ? (body['facts'] ?? []) : undefined;
  if (!isObject(body) || !Array.isArray(given)) {
    return parseWith(RecordDocument, body, (parsed) => factsOfDocument('RecordMeeting', parsed));
  }
  const meetings = given.filter(opensMeeting);
  if (meetings.length !== 1) {
    const message = `hold ${meetings.length} meetings (MeetingHeld or MeetingAnnounced) where RecordMeeting takes one: use RecordDocument`;
    return { ok: false, issues: [{ code: 'custom', path: ['facts'], message, input: undefined }] };
  }
  const meeting = meetings[0]?.meeting;
  const facts = given.map((fact: unknown) =>
    isObject(fact) && !('meeting' in fact) && hasMeeting.has(String(fact['type']))
      ? { ...fact, meeting }
      : fact,
  );
  return parseWith(RecordDocument, { ...body, facts }, (parsed) =>
    factsOfDocument('RecordMeeting', parsed),
  );
}

function recordCommand<S extends z.ZodType<{ collection: string }>>(
  name: string,
  kind: Command['kind'],
  doc: string,
  schema: S,
): CommandDefinition {
  const build = (body: z.output<S>): Command =>
    ({ name, collection: body.collection, kind, body }) as unknown as Command;
  return { name, doc, schema, parse: (body) => parseWith(schema, body, build) };
}

/** Every command, by name. */
export const COMMANDS: ReadonlyMap<string, CommandDefinition> = new Map(
  [
    recordCommand(
      'OpenCollection',
      'open',
      'Opens the record of one organization and registers its root body.',
      OpenCollection,
    ),
    {
      name: 'RecordDocument',
      doc: 'Records a whole document, with the bodies it names and all its facts, or nothing of it.',
      schema: RecordDocument,
      parse: (body: unknown) =>
        parseWith(RecordDocument, body, (parsed) => factsOfDocument('RecordDocument', parsed)),
    },
    {
      name: 'RecordMeeting',
      doc: 'Records a document that tells of one meeting; a fact that names no meeting belongs to it.',
      schema: RecordMeeting,
      parse: parseMeeting,
    },
    ...FACT_DEFINITIONS.map(factCommand),
    recordCommand(
      'CorrectRecord',
      'correct',
      'Corrects one value of a fact, on evidence.',
      CorrectRecord,
    ),
    recordCommand(
      'RetractRecord',
      'retract',
      'Takes back a fact, or all facts of a meeting or document.',
      RetractRecord,
    ),
    recordCommand('MergeRecords', 'merge', 'Says that two ids name one thing.', MergeRecords),
    recordCommand(
      'ResolveConflict',
      'resolve',
      'Says how a flagged conflict was settled.',
      ResolveConflict,
    ),
    recordCommand(
      'SkipProjection',
      'skip',
      'Has a read model leave out a command that it cannot show.',
      SkipProjection,
    ),
  ].map((definition) => [definition.name, definition]),
);

/** The data of a registered body: shorthand for deciders. */
export type BodyRegistered = EventData<'BodyRegistered'>;
