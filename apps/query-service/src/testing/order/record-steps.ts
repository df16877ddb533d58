import fc from 'fast-check';
import {
  type GeneratedDocument,
  generatedDocument,
  toDocumentCommand,
} from './generated-document.ts';

/** One step of recording. A step comes after those that it names. */
export interface RecordStep {
  readonly name: string;
  readonly after: readonly string[];
  /** Returns the command; the events of a document are given in the order of its facts. */
  readonly command: (collection: string, eventsOf: DocumentEvents) => StepCommand;
}

interface StepCommand {
  readonly name: string;
  readonly body: Readonly<Record<string, unknown>>;
}

/** Returns the ids, types and data of the events of a recorded document. */
type DocumentEvents = (document: string) => readonly StepEvent[];

export interface StepEvent {
  readonly id: string;
  readonly type: string;
  readonly data: Readonly<Record<string, unknown>>;
}

/** The steps of a record, and the two orders to take them in. */
export interface GeneratedRecord {
  readonly steps: readonly RecordStep[];
  readonly orders: readonly [readonly RecordStep[], readonly RecordStep[]];
  readonly documents: readonly GeneratedDocument[];
}

const DOCUMENTS_MAX = 4;
const evidence = { note: 'A letter of the bureau' };
const NEW_DATE = { edtf: '2031-04-10', asWritten: null, basis: 'stated', rule: null };

type ChangeKind = 'retract' | 'correct' | null;

/** Returns records of several documents, with amendments and mergers, and two orders of each. */
export function generatedRecord(): fc.Arbitrary<GeneratedRecord> {
  return fc
    .record({
      documents: fc.array(
        fc.record({
          document: generatedDocument(),
          amendment: fc.option(fc.constantFrom<ChangeKind>('retract', 'correct'), { freq: 1 }),
        }),
        { minLength: 2, maxLength: DOCUMENTS_MAX },
      ),
      mergers: fc.subarray(['incident', 'meeting', 'decision'] as const, { maxLength: 1 }),
      keys: fc.array(fc.nat(), { minLength: 3 * DOCUMENTS_MAX, maxLength: 3 * DOCUMENTS_MAX }),
    })
    .map(({ documents, mergers, keys }) => {
      const steps = [
        ...documents.flatMap(({ document, amendment }, index) =>
          createDocumentSteps(`note-${index + 1}`, document, amendment),
        ),
        ...mergers.flatMap((kind) => createMergerStep(kind, documents)),
      ];
      const ordered = orderSteps(steps, keys);
      return {
        steps,
        orders: [steps, ordered] as const,
        documents: documents.map(({ document }) => document),
        [fc.toStringMethod]: () =>
          formatRecord(
            documents.map(({ document }) => document),
            ordered,
          ),
      };
    });
}

function createDocumentSteps(
  name: string,
  document: GeneratedDocument,
  amendment: ChangeKind,
): readonly RecordStep[] {
  const record = createRecordStep(name, document);
  if (amendment === null) return [record];
  if (amendment === 'retract') return [record, createRetractionStep(name)];
  return [record, createCorrectionStep(name)];
}

export function createRecordStep(name: string, document: GeneratedDocument): RecordStep {
  const command = (collection: string) => ({
    name: 'RecordDocument',
    body: toDocumentCommand(collection, name, document),
  });
  return { name, after: [], command };
}

/** Retracts all facts of a document. */
export function createRetractionStep(document: string): RecordStep {
  return {
    name: `retraction of ${document}`,
    after: [document],
    command: (collection) => ({
      name: 'RetractRecord',
      body: { collection, document, reason: 'Withdrawn by its author.', evidence },
    }),
  };
}

/** Corrects the first date of a document, if it has one; else its title. */
function createCorrectionStep(document: string): RecordStep {
  return {
    name: `correction of ${document}`,
    after: [document],
    command: (collection, eventsOf) => {
      const events = eventsOf(document);
      const dated = events.flatMap(({ id, data }) =>
        Object.entries(data).flatMap(([field, value]) =>
          isDate(value) && field !== 'startedOn' && field !== 'endedOn'
            ? [{ id, field, value }]
            : [],
        ),
      );
      const source = { id: events[0]?.id, field: 'title', value: events[0]?.data['title'] };
      const { id, field, value } = dated[0] ?? source;
      const newValue = field === 'title' ? 'Notes, revised' : NEW_DATE;
      return {
        name: 'CorrectRecord',
        body: {
          collection,
          target: id,
          field,
          oldValue: value,
          newValue,
          reason: 'Misread.',
          evidence,
        },
      };
    },
  };
}

function isDate(value: unknown): boolean {
  return typeof value === 'object' && value !== null && 'edtf' in value;
}

const MERGERS = {
  incident: { merged: 'lock-blast', into: 'mill-fire' },
  meeting: { merged: 'orchard-council-8', into: 'orchard-council-7' },
  decision: { merged: 'frost-pact', into: 'grafting-scheme' },
} as const;

/** Merges two things once two documents, which are not retracted, have told of them. */
function createMergerStep(
  kind: keyof typeof MERGERS,
  documents: readonly { readonly document: GeneratedDocument; readonly amendment: ChangeKind }[],
): readonly RecordStep[] {
  const { merged, into } = MERGERS[kind];
  const findTelling = (id: string): readonly string[] => {
    const index = documents.findIndex(
      ({ document, amendment }) => amendment !== 'retract' && introducesId(kind, id, document),
    );
    return index < 0 ? [] : [`note-${index + 1}`];
  };
  const after = [...findTelling(merged), ...findTelling(into)];
  if (after.length < 2) return [];
  return [
    {
      name: `merger of ${merged} into ${into}`,
      after,
      command: (collection) => ({
        name: 'MergeRecords',
        body: { collection, kind, merged, into, reason: 'The same.', evidence },
      }),
    },
  ];
}

// A document introduces every meeting and decision that it names, but an incident only by a fact of
// the incident.
function introducesId(kind: string, id: string, { facts }: GeneratedDocument): boolean {
  return facts.some(({ fact: { type, data } }) => {
    if (kind !== 'incident') return JSON.stringify(data).includes(`"${id}"`);
    const target = type === 'IncidentCondemned' ? data['target'] : data;
    return (target as Record<string, unknown>)['incident'] === id;
  });
}

/** Orders steps by keys; a step waits for those that it comes after. */
function orderSteps(steps: readonly RecordStep[], keys: readonly number[]): readonly RecordStep[] {
  const pending = steps
    .map((step, index) => ({ step, key: keys[index] ?? 0 }))
    .toSorted((a, b) => a.key - b.key)
    .map(({ step }) => step);
  const ordered: RecordStep[] = [];
  while (pending.length > 0) {
    const done = new Set(ordered.map(({ name }) => name));
    const index = pending.findIndex(({ after }) => after.every((name) => done.has(name)));
    ordered.push(...pending.splice(index, 1));
  }
  return ordered;
}

/** Returns a record as text: the facts of its documents without what they do not state. */
function formatRecord(
  documents: readonly GeneratedDocument[],
  order: readonly RecordStep[],
): string {
  const omitEmpty = (_: string, value: unknown): unknown =>
    value === null || (Array.isArray(value) && value.length === 0) ? undefined : value;
  const texts = documents.flatMap(({ facts, publishedOn }, index) => [
    `note-${index + 1} published ${JSON.stringify(publishedOn)}`,
    ...facts.map(
      ({ fact, voice }) =>
        `  ${fact.type} ${JSON.stringify(fact.data, omitEmpty)} ${JSON.stringify(voice, omitEmpty)}`,
    ),
  ]);
  return `\n${[...texts, `other order: ${order.map(({ name }) => name).join(', ')}`].join('\n')}\n`;
}
