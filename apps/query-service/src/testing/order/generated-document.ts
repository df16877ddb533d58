import { CATALOGUE, findReferences, sha256Hex } from '@rapporteur/contracts';
import fc from 'fast-check';
import { type GeneratedFact, generatedFact } from './generated-fact.ts';
import { AUTHOR, BODIES, COUNCIL, MEETINGS, SHAPE_VALUES } from './record-world.ts';

/** The speaker of a fact, without its passages. */
type GeneratedVoice = Readonly<Record<string, unknown>>;

/** A document that tells of the shared things. */
export interface GeneratedDocument {
  readonly facts: readonly { readonly fact: GeneratedFact; readonly voice: GeneratedVoice }[];
  /** The day of publication, if the document has one. */
  readonly publishedOn: unknown;
}

const PASSAGE_LENGTH = 20;
const CHARACTERS = 5000;

const OWN_VOICES = ['reported', 'decided', 'planned', 'stated'].map((modality) => ({
  modality,
  assertedBy: COUNCIL,
}));
const OTHER_VOICES: readonly GeneratedVoice[] = [
  { modality: 'narrated', assertedBy: AUTHOR },
  { modality: 'attributed', assertedBy: AUTHOR, attributedTo: COUNCIL },
  { modality: 'narrated', assertedBy: null, statedIn: 'lidworth-accord' },
];

/** Returns documents of the acting body and of others, each with a few facts. */
export function generatedDocument(): fc.Arbitrary<GeneratedDocument> {
  const documentWith = (voices: readonly GeneratedVoice[]): fc.Arbitrary<GeneratedDocument> =>
    fc.record({
      facts: fc.array(fc.record({ fact: generatedFact(), voice: fc.constantFrom(...voices) }), {
        minLength: 1,
        maxLength: 7,
      }),
      publishedOn: fc.option(fc.constantFrom(...(SHAPE_VALUES['DateValue'] ?? [])), { freq: 2 }),
    });
  return fc.oneof(documentWith(OWN_VOICES), documentWith(OTHER_VOICES));
}

/** Returns the body of the RecordDocument command of a document. */
export function toDocumentCommand(
  collection: string,
  document: string,
  { facts, publishedOn }: GeneratedDocument,
): Readonly<Record<string, unknown>> {
  const published =
    publishedOn === null
      ? []
      : [
          {
            fact: {
              type: 'DocumentDescribed',
              data: { document, aspect: 'published', occurredOn: publishedOn },
            },
            voice: { modality: 'metadata' },
          },
        ];
  const told = [...facts, ...published].map(({ fact, voice }) => ({
    fact: nameDocument(fact, document),
    voice,
  }));
  const introduced = listIntroductions(told.map(({ fact, voice }) => ({ ...fact.data, voice })));
  const all = [...introduced.map((fact) => ({ fact, voice: { modality: 'narrated' } })), ...told];
  return {
    collection,
    document: {
      document,
      docType: 'article',
      title: `Notes of ${document}`,
      language: 'en',
      sha256: sha256Hex(document),
      characters: CHARACTERS,
      assertion: { modality: 'metadata' },
    },
    bodies: BODIES.slice(1),
    facts: all.map(({ fact: { type, data }, voice }, index) => ({
      type,
      ...data,
      assertion: { passages: [createPassage(document, index)], ...voice },
    })),
  };
}

function nameDocument({ type, data }: GeneratedFact, document: string): GeneratedFact {
  const named = Object.entries(data).map(([name, value]) => [
    name,
    value === 'self' ? document : value,
  ]);
  return { type, data: Object.fromEntries(named) as GeneratedFact['data'] };
}

function createPassage(document: string, index: number) {
  const start = index * PASSAGE_LENGTH;
  return {
    document,
    documentSha256: sha256Hex(document),
    start,
    end: start + PASSAGE_LENGTH - 1,
    sha256: sha256Hex(`${document} ${index}`),
    line: index + 1,
  };
}

/** Introduces all meetings, decisions and documents that the facts name, as the rules require. */
function listIntroductions(data: readonly object[]): readonly GeneratedFact[] {
  const text = JSON.stringify(data);
  const isNamed = (id: string): boolean => text.includes(JSON.stringify(id));
  const meetings = Object.entries(MEETINGS).filter(([meeting]) => isNamed(meeting));
  const decisions = ['grafting-scheme', 'frost-pact'].filter(isNamed);
  return [
    ...meetings.map(([meeting, body]) => ({ type: 'MeetingHeld', data: { meeting, body } })),
    ...decisions.map((decision) => ({
      type: 'MeasureTaken',
      data: { decision, kind: 'measure', topic: 'frost', verb: 'stated' },
    })),
    ...(isNamed('lidworth-accord')
      ? [{ type: 'DocumentAdopted', data: { document: 'lidworth-accord', verb: 'signed' } }]
      : []),
  ];
}

/** Returns the ids that events name, by kind: the ids of paths. */
export function listNamedIds(
  events: readonly { readonly id: string; readonly type: string; readonly data: object }[],
): ReadonlyMap<string, readonly string[]> {
  const ids = new Map<string, Set<string>>();
  const add = (kind: string, id: string): void => {
    ids.set(kind, (ids.get(kind) ?? new Set()).add(id));
  };
  for (const { id, type, data } of events) {
    add('event', id);
    for (const reference of findReferences(CATALOGUE.getDefinition(type).schema, data)) {
      if (reference.to === 'actor') add(reference.actor.kind, reference.actor.id);
      else if (reference.to !== 'passage' && reference.to !== 'event')
        add(reference.to, reference.id);
    }
  }
  return new Map([...ids].map(([kind, found]) => [kind, [...found].toSorted()]));
}
