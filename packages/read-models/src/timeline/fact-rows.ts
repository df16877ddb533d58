import {
  type ActorRef,
  type Assertion,
  CATALOGUE,
  type Envelope,
  type Passage,
  type DecodedEvent,
  type Reference,
  findReferences,
} from '@rapporteur/contracts';
import { createRow, type EntityValues, type ProjectedRow } from '@rapporteur/projection-runtime';
import { type FactFields, readText } from '../fact-fields.ts';
import { dateColumns } from '../world-date.ts';
import { compactFactData } from './fact-data.ts';
import { readFactDates } from './fact-dates.ts';
import { FactRow, NameRow, PassageRow } from './fact-entities.ts';
import { collectFactParts, type FactParts } from './fact-parts.ts';
import { formatSearchVector } from './search-words.ts';

const BODY_STREAM = 'body-';

/** The kinds of actor that may be a body of the record. */
const BODY_KINDS: ReadonlySet<ActorRef['kind']> = new Set([
  'organization',
  'organ',
  'agency',
  'group',
]);

// Fields for actors that are only mentioned: addressees, speakers, subjects.
const MENTION_FIELDS =
  /^(assertion|addressees|organizations?|others|parents|perpetrators|expected|subject)(\.|$)/;

/** Returns the row of a fact, with its passages and names. */
export function factRows(event: DecodedEvent): readonly ProjectedRow[] {
  const data: FactFields = event.data;
  const parts = collectFactParts(data);
  return [
    createRow(FactRow, factColumns(event, parts)),
    ...assertionPassageRows(event),
    ...nameRows(event, parts),
  ];
}

function factColumns(event: DecodedEvent, parts: FactParts): EntityValues<FactRow> {
  const { type, envelope } = event;
  const data: FactFields = event.data;
  const { schema } = CATALOGUE.getDefinition(type);
  const references = findReferences(schema, data);
  const { occurredOn, placedOn, placedBy } = readFactDates(event);
  return {
    eventType: type,
    data: compactFactData(event),
    kind: readText(data, ['kind', 'aspect', 'stage', 'status', 'outcome']),
    verb: readText(data, ['verb', 'strength']),
    topic: readText(data, ['topic']),
    ...assertionColumns(event),
    ...quoteColumns(event),
    ...referenceColumns(envelope, references, parts),
    meeting: readText(data, ['meeting', 'after']),
    agentUnknown: data['by'] === null || data['parties'] === null,
    inferred: parts.inferred,
    ...dateColumns('occurred', occurredOn),
    ...dateColumns('placed', placedOn),
    placedBy,
    search: formatSearchVector(parts.words.join(' ')),
  };
}

function assertionColumns(
  event: DecodedEvent,
): Pick<
  EntityValues<FactRow>,
  'modality' | 'assertedBy' | 'attributedTo' | 'documents' | 'statedIn'
> {
  const assertion = readAssertion(event);
  return {
    modality: assertion?.modality ?? null,
    assertedBy: assertion?.assertedBy?.id ?? null,
    attributedTo: assertion?.attributedTo?.id ?? null,
    documents: distinct(assertion?.passages.map(({ document }) => document) ?? []),
    statedIn: assertion?.statedIn ?? null,
  };
}

function referenceColumns(
  { subject }: Envelope,
  references: readonly Reference[],
  parts: FactParts,
): Pick<
  EntityValues<FactRow>,
  'bodies' | 'states' | 'actors' | 'decisions' | 'incidents' | 'aboutDocuments'
> {
  const ids = (to: Reference['to']): readonly string[] =>
    references.flatMap((reference) =>
      reference.to === to && 'id' in reference && !MENTION_FIELDS.test(reference.path)
        ? [reference.id]
        : [],
    );
  const actingBodies = parts.actors.filter(
    ({ path, actor }) => BODY_KINDS.has(actor.kind) && !MENTION_FIELDS.test(path),
  );
  const states = parts.actors.filter(({ actor }) => actor.kind === 'state');
  const streamBody = subject.startsWith(BODY_STREAM) ? [subject.slice(BODY_STREAM.length)] : [];
  return {
    bodies: distinct([...streamBody, ...ids('body'), ...actingBodies.map(({ actor }) => actor.id)]),
    states: distinctOrNull([
      ...states.map(({ actor }) => actor.id),
      ...parts.countries.map(({ code }) => code),
    ]),
    actors: distinctOrNull(parts.actors.map(({ actor }) => actor.id)),
    decisions: distinctOrNull(ids('decision')),
    incidents: distinctOrNull(ids('incident')),
    aboutDocuments: distinctOrNull(ids('document')),
  };
}

function readAssertion(event: DecodedEvent): Assertion | null {
  return 'assertion' in event.data ? event.data.assertion : null;
}

/** Returns the rows of the passages after the first, which is in the row of the fact. */
function assertionPassageRows(event: DecodedEvent): readonly ProjectedRow[] {
  return passageRows('assertion', readAssertion(event)?.passages.slice(1) ?? []);
}

function quoteColumns(
  event: DecodedEvent,
): Pick<
  EntityValues<FactRow>,
  'quotedDocumentSha256' | 'quotedStart' | 'quotedEnd' | 'quotedSha256' | 'quotedLine'
> {
  const [first] = readAssertion(event)?.passages ?? [];
  if (first === undefined) return {};
  return {
    quotedDocumentSha256: formatBytes(first.documentSha256),
    quotedStart: first.start,
    quotedEnd: first.end,
    quotedSha256: formatBytes(first.sha256),
    quotedLine: first.line,
  };
}

/** Returns the passages that support a fact, or a change of the record. */
export function passageRows(
  role: 'assertion' | 'evidence',
  passages: readonly Passage[],
): readonly ProjectedRow[] {
  return passages.map(({ document, documentSha256, start, end, sha256, line }) =>
    createRow(PassageRow, {
      document,
      documentSha256: formatBytes(documentSha256),
      spanStart: start,
      spanEnd: end,
      sha256: formatBytes(sha256),
      line,
      role,
    }),
  );
}

/** Returns the bytes of a hash as Postgres writes them. */
function formatBytes(hash: string): string {
  return String.raw`\x${hash}`;
}

/** A name, and whether it comes from a registration. */
type NameEntry = readonly [kind: string, id: string, name: string, registered: boolean];

function nameRows(event: DecodedEvent, { actors, countries }: FactParts): readonly ProjectedRow[] {
  const entries: NameEntry[] = actors.map(({ actor }) => [
    nameKind(actor),
    actor.id,
    actor.nameAsWritten,
    false,
  ]);
  for (const { code, nameAsWritten } of countries) {
    if (nameAsWritten !== null) entries.push(['state', code, nameAsWritten, false]);
  }
  const names = new Map(
    [...registeredNames(event), ...entries].map((name) => [name.slice(0, 3).join('\n'), name]),
  );
  return [...names.values()].map(([kind, id, name, registered]) =>
    createRow(NameRow, { namedKind: kind, named: id, name, registered }),
  );
}

function nameKind({ kind }: ActorRef): string {
  return BODY_KINDS.has(kind) ? 'body' : kind;
}

function registeredNames({ type, data }: DecodedEvent): readonly NameEntry[] {
  if (type === 'BodyRegistered') {
    return [data.name, ...data.otherNames].map((name) => ['body', data.body, name, true] as const);
  }
  if (type === 'IncidentRecorded') return [['incident', data.incident, data.name, false]];
  if (type === 'SourceDocumentRegistered') return [['document', data.document, data.title, true]];
  if (!('decision' in data && 'name' in data) || data.name === null) return [];
  return [['decision', data.decision, data.name, false]];
}

function distinctOrNull(values: readonly string[]): readonly string[] | null {
  return values.length === 0 ? null : distinct(values);
}

function distinct(values: readonly string[]): readonly string[] {
  return [...new Set(values)];
}
