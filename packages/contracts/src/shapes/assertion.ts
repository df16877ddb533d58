import { z } from 'zod';
import { shapeMetadata } from '../shape-metadata.ts';
import { ActorRef } from './actor.ts';
import { DocumentId, Sha256 } from './ids.ts';
import { text, WebAddress } from './text.ts';

const OFFSET_MAX = 100_000_000;
/** The most passages of one fact. */
const PASSAGES_MAX = 50;

/** A part of a text: offsets in code points, `end` exclusive. */
export const Span = z
  .strictObject({
    start: z.int().min(0).max(OFFSET_MAX).describe('The first code point, counted from 0'),
    end: z.int().min(1).max(OFFSET_MAX).describe('The code point after the last one'),
  })
  .refine((span) => span.start < span.end, { path: ['end'], error: 'must be greater than start' })
  .meta(shapeMetadata('Span', 'A part of a text.'));

/** A passage of a document: offsets in code points, `end` exclusive, and the hash of its words. */
export const Passage = z
  .strictObject({
    document: DocumentId.describe('The document that contains it'),
    documentSha256: Sha256.describe("The SHA-256 of the document's UTF-8 text"),
    start: z.int().min(0).max(OFFSET_MAX).describe('The first code point, counted from 0'),
    end: z.int().min(1).max(OFFSET_MAX).describe('The code point after the last one'),
    sha256: Sha256.describe("The SHA-256 of the passage's UTF-8 words"),
    line: z.int().min(1).max(OFFSET_MAX).describe('The line on which it begins, counted from 1'),
  })
  .refine((passage) => passage.start < passage.end, {
    path: ['end'],
    error: 'must be greater than start',
  })
  .meta(
    shapeMetadata('Passage', 'A passage of a document: its position, and the hash of its words.'),
  );
export type Passage = z.infer<typeof Passage>;

/**
 * The kind of speaker, never the strength. A passage in a text of the acting body is decided,
 * reported, planned or stated. Any other passage is attributed if it names the author of the
 * statement, and narrated if it does not. A fact about the document itself is metadata.
 */
export const Modality = z
  .enum(['decided', 'reported', 'planned', 'stated', 'attributed', 'narrated', 'metadata'])
  .meta(shapeMetadata('Modality', 'The kind of speaker, never the strength of the statement.'));
export type Modality = z.infer<typeof Modality>;

const assertionFields = {
  modality: Modality.describe('The kind of speaker, never the strength'),
  assertedBy: ActorRef.nullable()
    .default(null)
    .describe('The speaker of the source: the issuing body, or the author'),
  attributedTo: ActorRef.nullable()
    .default(null)
    .describe('The actor to whom the sentence attributes it'),
  paragraph: text(60)
    .nullable()
    .default(null)
    .describe('The numbered paragraph that states it, as printed: "op. 3", "preamble 2"'),
  statedIn: DocumentId.nullable()
    .default(null)
    .describe('A document that the source quotes, such as an annexed declaration'),
};

/** The source of a fact: its speaker, its modality and its passages. */
export const Assertion = z
  .strictObject({
    passages: z
      .array(Passage)
      .min(1)
      .max(PASSAGES_MAX)
      .describe('The passages; several if the document states it several times'),
    ...assertionFields,
  })
  .meta(
    shapeMetadata('Assertion', 'The source of a fact: its speaker, its modality and its passages.'),
  );
export type Assertion = z.infer<typeof Assertion>;

/** As {@link Assertion}, but without passages if no text of the document was seen. */
export const DocumentAssertion = z
  .strictObject({
    passages: z
      .array(Passage)
      .max(PASSAGES_MAX)
      .default([])
      .describe('The passages; none if no text was seen'),
    ...assertionFields,
  })
  .meta(
    shapeMetadata(
      'DocumentAssertion',
      'The source of an event about a document, which may have no passages.',
    ),
  );

/** The evidence for a correction, retraction, merger or link; at least one field is required. */
export const Evidence = z
  .strictObject({
    passages: z
      .array(Passage)
      .max(PASSAGES_MAX)
      .default([])
      .describe('Passages of a registered document'),
    document: DocumentId.nullable().default(null).describe('A registered document as a whole'),
    address: WebAddress.nullable().default(null).describe('A web address of the document'),
    note: text(2000).nullable().default(null).describe('Any other evidence, in words'),
  })
  .refine(
    (evidence) =>
      evidence.passages.length > 0 ||
      evidence.document !== null ||
      evidence.address !== null ||
      evidence.note !== null,
    'must give passages, a document, an address or a note',
  )
  .meta(
    shapeMetadata(
      'Evidence',
      'The evidence for a correction, retraction, merger or link; at least one field is required.',
    ),
  );
export type Evidence = z.infer<typeof Evidence>;
