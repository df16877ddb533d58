import { z } from 'zod';
import { type EventDefinition, LIST_LENGTH_MAX, nullableField } from '../define-fact.ts';
import { DOCUMENT_FACT_DEFINITIONS } from '../fact-definitions.ts';
import { BodyRegisteredV1 } from '../facts/body-registered.v1.ts';
import { SourceDocumentRegisteredV1 } from '../facts/source-document-registered.v1.ts';
import { shapeMetadata } from '../shape-metadata.ts';
import { CollectionId } from '../shapes/ids.ts';
import { CollectionOpening } from './amendment-schemas.ts';

/** The most facts of one document: with its bodies they are one batch of the log. */
export const FACTS_MAX = 1500;

function factUnion(suffix: string, adapt: (definition: EventDefinition) => z.ZodObject) {
  const [first, ...rest] = DOCUMENT_FACT_DEFINITIONS.map((definition) =>
    z
      .strictObject({ type: z.literal(definition.type), ...adapt(definition).shape })
      .meta(shapeMetadata(`${definition.type}${suffix}`, definition.doc)),
  );
  if (first === undefined) throw new Error('The vocabulary must define at least one fact.');
  return z.discriminatedUnion('type', [first, ...rest]);
}

function documentCommand(facts: ReturnType<typeof factUnion>) {
  return z.strictObject({
    collection: CollectionId,
    opening: nullableField(CollectionOpening).describe(
      'Opens the collection, unless it is open with the same title and root body',
    ),
    document: SourceDocumentRegisteredV1.schema.describe('The document to register with its facts'),
    bodies: z
      .array(BodyRegisteredV1.schema)
      .max(LIST_LENGTH_MAX)
      .default([])
      .describe('The bodies to register'),
    facts: z.array(facts).max(FACTS_MAX).default([]).describe('The facts that the document states'),
  });
}

export const RecordDocument = documentCommand(factUnion('InDocument', ({ schema }) => schema));

/** As {@link RecordDocument}, with one meeting; a fact without `meeting` belongs to it. */
export const RecordMeeting = documentCommand(
  factUnion('InMeeting', ({ schema }) =>
    'meeting' in schema.shape ? schema.partial({ meeting: true }) : schema,
  ),
);
