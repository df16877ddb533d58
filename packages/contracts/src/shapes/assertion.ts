import { z } from 'zod';
import { ActorRef } from './actor.ts';
import { DocumentId, Sha256 } from './ids.ts';
import { text } from './text.ts';

const OFFSET_MAX = 100_000_000;

/** Where the words stand: code points of the UTF-8 text, `end` exclusive, and the hash of the words themselves. */
export const Passage = z
  .strictObject({
    document: DocumentId,
    documentSha256: Sha256,
    start: z.int().min(0).max(OFFSET_MAX),
    end: z.int().min(1).max(OFFSET_MAX),
    /** SHA-256 of the passage's words as UTF-8. */
    sha256: Sha256,
    /** The line it begins on, from 1. */
    line: z.int().min(1).max(OFFSET_MAX),
  })
  .refine((passage) => passage.start < passage.end, {
    path: ['end'],
    error: 'must be after start: a passage has words',
  })
  .meta({ shape: 'Passage' });
export type Passage = z.infer<typeof Passage>;

/**
 * Who tells, never how strongly: decided, reported, planned and stated only where the passage stands in a text of the
 * acting body; else attributed if the sentence names who said it, else narrated; metadata for the document itself.
 */
export const Modality = z.enum(['decided', 'reported', 'planned', 'stated', 'attributed', 'narrated', 'metadata']);
export type Modality = z.infer<typeof Modality>;

const assertionFields = {
  modality: Modality,
  /** Who speaks in the source: the issuing body, or its author. Null: the source does not say. */
  assertedBy: ActorRef.nullable().default(null),
  /** Whom the sentence names as having said it. */
  attributedTo: ActorRef.nullable().default(null),
  /** A document that the source relays, such as an annexed declaration. */
  statedIn: DocumentId.nullable().default(null),
};

/** Who says so, and on which words of which document. */
export const Assertion = z
  .strictObject({ passages: z.array(Passage).min(1).max(50), ...assertionFields })
  .meta({ shape: 'Assertion' });
export type Assertion = z.infer<typeof Assertion>;

/** As {@link Assertion}, where the document may be known without any of its words having been seen. */
export const DocumentAssertion = z
  .strictObject({ passages: z.array(Passage).max(50).default([]), ...assertionFields })
  .meta({ shape: 'DocumentAssertion' });

/** What a correction, retraction or merger rests on; at least one of them. */
export const Evidence = z
  .strictObject({
    passages: z.array(Passage).max(50).default([]),
    document: DocumentId.nullable().default(null),
    address: z.url().max(2000).nullable().default(null),
    note: text(2000).nullable().default(null),
  })
  .refine(
    (evidence) =>
      evidence.passages.length > 0 || evidence.document !== null || evidence.address !== null || evidence.note !== null,
    'names nothing: give passages, a document, an address or a note',
  )
  .meta({ shape: 'Evidence' });
export type Evidence = z.infer<typeof Evidence>;
