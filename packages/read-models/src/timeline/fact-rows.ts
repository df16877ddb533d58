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
import type { ProjectedRow } from '@rapporteur/projection-runtime';
import { dateColumns } from '../world-date.ts';
import { readFactDates } from './fact-dates.ts';
import { collectFactParts, type FactParts } from './fact-parts.ts';

type FactRowData = Readonly<Record<string, unknown>>;

const BODY_STREAM = 'body-';

/** The kinds of actor that may be a body of the record. */
const BODY_KINDS: ReadonlySet<ActorRef['kind']> = new Set([
  'organization',
  'organ',
  'agency',
  'group',
]);

// Where somebody or something stands in a fact that is not theirs: they are spoken of, spoken to, or speak.
const MERELY_MENTIONED =
  /^(assertion|addressees|organizations?|others|parents|perpetrators|expected|subject)(\.|$)/;

/** The row of a fact, with its passages and the names that it writes. */
export function factRows(event: DecodedEvent): readonly ProjectedRow[] {
  const data: FactRowData = event.data;
  const parts = collectFactParts(data);
  return [
    { table: 'facts', values: factColumns(event, parts) },
    ...assertionPassageRows(event),
    ...nameRows(event, parts),
  ];
}

function factColumns(event: DecodedEvent, parts: FactParts): ProjectedRow['values'] {
  const { type, envelope } = event;
  const data: FactRowData = event.data;
  const { group, schema } = CATALOGUE.getDefinition(type);
  const references = findReferences(schema, data);
  const { occurredOn, placedOn, placedBy } = readFactDates(event);
  return {
    event_type: type,
    event_group: group,
    stream: envelope.subject,
    stream_version: envelope.streamversion,
    data,
    kind: textIn(data, ['kind', 'aspect', 'stage', 'status', 'outcome']),
    verb: textIn(data, ['verb', 'strength']),
    topic: textIn(data, ['topic']),
    ...assertionColumns(event),
    ...concerns(envelope, references, parts),
    meeting: textIn(data, ['meeting', 'after']),
    agent_unknown: data['by'] === null || data['parties'] === null,
    inferred: parts.inferred,
    ...dateColumns('occurred', occurredOn),
    ...dateColumns('placed', placedOn),
    placed_by: placedBy,
    words: parts.words.join(' '),
  };
}

function assertionColumns(event: DecodedEvent): ProjectedRow['values'] {
  const assertion = assertionOf(event);
  return {
    modality: assertion?.modality ?? null,
    asserted_by: assertion?.assertedBy?.id ?? null,
    attributed_to: assertion?.attributedTo?.id ?? null,
    documents: distinct(assertion?.passages.map(({ document }) => document) ?? []),
    stated_in: assertion?.statedIn ?? null,
  };
}

function concerns(
  { subject }: Envelope,
  references: readonly Reference[],
  parts: FactParts,
): ProjectedRow['values'] {
  const ids = (to: Reference['to']): readonly string[] =>
    references.flatMap((found) =>
      found.to === to && 'id' in found && !MERELY_MENTIONED.test(found.path) ? [found.id] : [],
    );
  const acting = parts.actors.filter(
    ({ path, actor }) => BODY_KINDS.has(actor.kind) && !MERELY_MENTIONED.test(path),
  );
  const states = parts.actors.filter(({ actor }) => actor.kind === 'state');
  const own = subject.startsWith(BODY_STREAM) ? [subject.slice(BODY_STREAM.length)] : [];
  return {
    bodies: distinct([...own, ...ids('body'), ...acting.map(({ actor }) => actor.id)]),
    states: distinct([
      ...states.map(({ actor }) => actor.id),
      ...parts.countries.map(({ code }) => code),
    ]),
    actors: distinct(parts.actors.map(({ actor }) => actor.id)),
    decisions: distinct(ids('decision')),
    incidents: distinct(ids('incident')),
    about_documents: distinct(ids('document')),
  };
}

function assertionOf(event: DecodedEvent): Assertion | null {
  return 'assertion' in event.data ? event.data.assertion : null;
}

function assertionPassageRows(event: DecodedEvent): readonly ProjectedRow[] {
  return passageRows('assertion', assertionOf(event)?.passages ?? []);
}

/** Words on which a fact, or a change of the record, rests. */
export function passageRows(
  role: 'assertion' | 'evidence',
  passages: readonly Passage[],
): readonly ProjectedRow[] {
  return passages.map(({ document, documentSha256, start, end, sha256, line }) => ({
    table: 'passages',
    values: {
      document,
      document_sha256: documentSha256,
      span_start: start,
      span_end: end,
      sha256,
      line,
      role,
    },
  }));
}

/** What is called how, and whether by its registration. */
type NameEntry = readonly [kind: string, named: string, name: string, registered: boolean];

function nameRows(event: DecodedEvent, { actors, countries }: FactParts): readonly ProjectedRow[] {
  const written: NameEntry[] = actors.map(({ actor }) => [
    nameKind(actor),
    actor.id,
    actor.nameAsWritten,
    false,
  ]);
  for (const { code, nameAsWritten } of countries) {
    if (nameAsWritten !== null) written.push(['state', code, nameAsWritten, false]);
  }
  const names = new Map(
    [...ownNames(event), ...written].map((name) => [name.slice(0, 3).join('\n'), name]),
  );
  return [...names.values()].map(([kind, named, name, registered]) => ({
    table: 'names',
    values: { named_kind: kind, named, name, registered },
  }));
}

function nameKind({ kind }: ActorRef): string {
  return BODY_KINDS.has(kind) ? 'body' : kind;
}

function ownNames({ type, data }: DecodedEvent): readonly NameEntry[] {
  if (type === 'BodyRegistered') {
    return [data.name, ...data.otherNames].map((name) => ['body', data.body, name, true] as const);
  }
  if (type === 'IncidentRecorded') return [['incident', data.incident, data.name, false]];
  if (type === 'SourceDocumentRegistered') return [['document', data.document, data.title, true]];
  const named = 'decision' in data && 'name' in data && data.name !== null ? [data.name] : [];
  return named.map(
    (name) => ['decision', 'decision' in data ? String(data.decision) : '', name, false] as const,
  );
}

function textIn(data: FactRowData, names: readonly string[]): string | null {
  return (
    names.map((name) => data[name]).find((value): value is string => typeof value === 'string') ??
    null
  );
}

function distinct(values: readonly string[]): readonly string[] {
  return [...new Set(values)];
}
