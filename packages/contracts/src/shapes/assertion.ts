import { z } from 'zod';
import { shapeMetadata } from '../shape-metadata.ts';
import { ActorRef } from './actor.ts';
import { DocumentId, Sha256 } from './ids.ts';
import { text, WebAddress } from './text.ts';

const OFFSET_MAX = 100_000_000;
/** The most places in which one fact is stated. */
const PASSAGES_MAX = 50;

/** A part of a text: code points, `end` exclusive. */
export const Span = z
  .strictObject({
    start: z.int().min(0).max(OFFSET_MAX).describe('The code point it begins at, from 0'),
    end: z.int().min(1).max(OFFSET_MAX).describe('The code point after its last'),
  })
  .refine((span) => span.start < span.end, { path: ['end'], error: 'must be after start' })
  .meta(shapeMetadata('Span', 'A part of a text.'));

/** Where the words stand: code points of the UTF-8 text, `end` exclusive, and the hash of the words themselves. */
export const Passage = z
  .strictObject({
    document: DocumentId.describe('The document whose text it stands in'),
    documentSha256: Sha256.describe("Of the document's UTF-8 text"),
    start: z.int().min(0).max(OFFSET_MAX).describe('The code point it begins at, from 0'),
    end: z.int().min(1).max(OFFSET_MAX).describe('The code point after its last'),
    sha256: Sha256.describe("Of the passage's words as UTF-8"),
    line: z.int().min(1).max(OFFSET_MAX).describe('The line it begins on, from 1'),
  })
  .refine((passage) => passage.start < passage.end, {
    path: ['end'],
    error: 'must be after start: a passage has words',
  })
  .meta(shapeMetadata('Passage', 'Where the words stand, and the hash of the words themselves.'));
export type Passage = z.infer<typeof Passage>;

/**
 * Who tells, never how strongly: decided, reported, planned and stated only where the passage stands in a text of the
 * acting body; else attributed if the sentence names who said it, else narrated; metadata for the document itself.
 */
export const Modality = z
  .enum(['decided', 'reported', 'planned', 'stated', 'attributed', 'narrated', 'metadata'])
  .meta(shapeMetadata('Modality', 'Who tells, never how strongly.'));
export type Modality = z.infer<typeof Modality>;

const assertionFields = {
  modality: Modality.describe('Who tells, never how strongly'),
  assertedBy: ActorRef.nullable()
    .default(null)
    .describe('Who speaks in the source: the issuing body, or its author'),
  attributedTo: ActorRef.nullable()
    .default(null)
    .describe('Whom the sentence names as having said it'),
  statedIn: DocumentId.nullable()
    .default(null)
    .describe('A document that the source relays, such as an annexed declaration'),
};

/** Who says so, and on which words of which document. */
export const Assertion = z
  .strictObject({
    passages: z
      .array(Passage)
      .min(1)
      .max(PASSAGES_MAX)
      .describe('The words; several where it is stated twice'),
    ...assertionFields,
  })
  .meta(shapeMetadata('Assertion', 'Who says so, and on which words of which document.'));
export type Assertion = z.infer<typeof Assertion>;

/** As {@link Assertion}, where the document may be known without any of its words having been seen. */
export const DocumentAssertion = z
  .strictObject({
    passages: z
      .array(Passage)
      .max(PASSAGES_MAX)
      .default([])
      .describe('The words; none where no text was seen'),
    ...assertionFields,
  })
  .meta(
    shapeMetadata(
      'DocumentAssertion',
      'Who says so, where the document may be known without any of its words.',
    ),
  );

/** What a correction, retraction or merger rests on; at least one of them. */
export const Evidence = z
  .strictObject({
    passages: z
      .array(Passage)
      .max(PASSAGES_MAX)
      .default([])
      .describe('Words of a registered document'),
    document: DocumentId.nullable().default(null).describe('A registered document as a whole'),
    address: WebAddress.nullable().default(null).describe('Where it can be read'),
    note: text(2000).nullable().default(null).describe('Anything else, in words'),
  })
  .refine(
    (evidence) =>
      evidence.passages.length > 0 ||
      evidence.document !== null ||
      evidence.address !== null ||
      evidence.note !== null,
    'names nothing: give passages, a document, an address or a note',
  )
  .meta(
    shapeMetadata(
      'Evidence',
      'What a correction, retraction or merger rests on; at least one of these.',
    ),
  );
export type Evidence = z.infer<typeof Evidence>;
